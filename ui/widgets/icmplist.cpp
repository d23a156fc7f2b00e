// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/icmplist.h"

#include "ui/models/icmpwords.h"
#include "ui/widgets/checkdelegate.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/textlabel.h"

#include <QGroupBox>
#include <QListWidget>
#include <QVBoxLayout>

namespace parapet {

IcmpList::IcmpList(Rows rows, const IcmpSettings &settings, bool echoForced, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_echoForced(echoForced), m_list(new QListWidget),
      m_description(new TextLabel)
{
    m_list->setItemDelegate(new CheckDelegate(m_list));
    m_list->setUniformItemSizes(true);
    for (const IcmpItemFacts &each : icmpItems) {
        if (rows == Rows::all || each.perConnection)
            addRow(each.item);
    }
    layOut();
    connect(m_list, &QListWidget::currentRowChanged, this, &IcmpList::describe);
    m_list->setCurrentRow(0);
}

void IcmpList::addRow(IcmpItem item)
{
    const bool forced = m_echoForced && item == IcmpItem::echoRequest;
    auto *row = new QListWidgetItem(icmpLabel(item), m_list);
    row->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren);
    row->setFlags(row->flags().setFlag(Qt::ItemIsUserCheckable, !forced));
    row->setCheckState(forced || m_settings.allows(item) ? Qt::Checked : Qt::Unchecked);
    row->setData(Qt::AccessibleDescriptionRole, forced ? icmpEchoForced() : icmpDescription(item));
    m_items.push_back(item);
}

void IcmpList::layOut()
{
    auto *group = new QGroupBox(tr("Description"));
    auto *words = new QVBoxLayout(group);
    words->addWidget(m_description);
    words->addStretch();
    group->setMinimumHeight(fontMetrics().height() * 6);  // does not jump from row to row
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new FieldLabel(tr("ICMP &messages:"), m_list));
    layout->addWidget(m_list, 1);
    layout->addWidget(group);
    // All rows are to be seen at once where the screen has room.
    const int rows = m_list->count() * m_list->sizeHintForRow(0) + m_list->frameWidth() * 2;
    m_list->setMinimumHeight(rows);
    m_list->setMinimumWidth(
        qMax(m_list->sizeHintForColumn(0) + m_list->frameWidth() * 2, fontMetrics().averageCharWidth() * 56));
    setFocusProxy(m_list);
}

void IcmpList::describe(int row)
{
    if (row >= 0)
        m_description->setText(m_list->item(row)->data(Qt::AccessibleDescriptionRole).toString());
}

std::vector<IcmpList::Edit> IcmpList::edits() const
{
    std::vector<Edit> edits;
    for (int row = 0; row < m_list->count(); ++row) {
        const IcmpItem item = m_items[static_cast<std::size_t>(row)];
        const bool checked = m_list->item(row)->checkState() == Qt::Checked;
        const bool forced = m_echoForced && item == IcmpItem::echoRequest;
        if (!forced && checked != m_settings.allows(item))
            edits.push_back({item, checked});
    }
    return edits;
}

}  // namespace parapet
