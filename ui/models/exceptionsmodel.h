// SPDX-License-Identifier: GPL-2.0-or-later
// ExceptionsModel: the check list "Programs and Services" of the sheet's draft: ports, programs and the services of the
// catalogue. One column: the friendly name with its check box (XP SP2 Exceptions tab: rows show neither path nor port
// number).
#pragma once

#include "ui/models/exceptionid.h"
#include "ui/models/settingsdraft.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace parapet {

class ExceptionsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit ExceptionsModel(SettingsDraft &draft, QObject *parent = nullptr);

    // Rows that may not be changed are dimmed, but the list can still be read and scrolled.
    void setEditable(bool editable);
    // Names of icons (IconNameRole) by the path of the program. Programs that are not in it have that of any program.
    void setProgramIcons(const QHash<QString, QString> &icons);

    const ExceptionId &id(int row) const { return m_rows.at(static_cast<std::size_t>(row)).id; }
    int row(const ExceptionId &id) const;  // -1 when there is none

    // The second column is there on computers of a domain only (xp-reference 1.2): does group policy make this row?
    enum Column { Name, GroupPolicy };

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        ExceptionId id;
        std::string name;
        bool enabled = false;
        bool operator==(const Row &) const = default;
    };
    using Rows = std::vector<Row>;

    Rows rowsOfDraft() const;
    bool isListed(const Service &service) const;
    Change toggled(const Row &row, bool enabled) const;
    QString iconName(const ExceptionId &id) const;

    void follow();
    void showPolicyColumn(bool shown);
    void removeRowsMissingIn(const Rows &rows);
    void insertRowsFrom(const Rows &rows);
    void updateRows(const Rows &rows);
    void tellAllChanged();

    SettingsDraft &m_draft;
    Rows m_rows;  // by id
    QHash<QString, QString> m_icons;
    bool m_editable = true;
    bool m_showsPolicy = false;
};

}  // namespace parapet
