// SPDX-License-Identifier: GPL-2.0-or-later
// ListeningFilter: which rows of the ListeningModel are shown, by what others can do and by words, and in which order.
#pragma once

#include "ui/models/listeningmodel.h"

#include <QSortFilterProxyModel>

namespace parapet {

class ListeningFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Show { all, blocked, blockedServices, open, local };

    explicit ListeningFilter(ListeningModel &model, QObject *parent = nullptr);

    void setShown(Show which);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const ListeningModel &m_model;
    Show m_shown = Show::all;
};

}  // namespace parapet
