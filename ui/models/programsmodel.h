// SPDX-License-Identifier: GPL-2.0-or-later
// ProgramsModel: the list of "Add a Program": name and icon. What a person browsed for is added to it.
#pragma once

#include "ui/models/installedprograms.h"

#include <QAbstractListModel>

#include <vector>

namespace parapet {

class ProgramsModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setPrograms(std::vector<InstalledProgram> programs);
    void add(const InstalledProgram &program);
    int row(const QString &path) const;  // -1 when there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<InstalledProgram> m_programs;
};

}  // namespace parapet
