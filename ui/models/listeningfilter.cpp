// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/listeningfilter.h"

#include "ui/models/listeningwords.h"

namespace parapet {

ListeningFilter::ListeningFilter(ListeningModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
    setSortRole(ListeningModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setFilterRole(ListeningModel::SearchableRole);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
}

void ListeningFilter::setShown(Show which)
{
    m_shown = which;
    invalidateFilter();
}

bool ListeningFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    using Reach = ListeningProgram::Reach;
    const ListeningProgram &each = m_model.at(row);
    const bool wanted = m_shown == Show::all || (m_shown == Show::blocked && each.reach == Reach::blocked)
        || (m_shown == Show::blockedServices && isBlockedService(each))
        || (m_shown == Show::open && (each.reach == Reach::open || each.reach == Reach::unfiltered))
        || (m_shown == Show::local && each.reach == Reach::local);
    return wanted && QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

}  // namespace parapet
