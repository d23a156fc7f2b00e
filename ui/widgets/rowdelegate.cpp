// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/rowdelegate.h"

#include "ui/models/rowroles.h"

#include <QStyle>

namespace parapet {

QIcon programIcon(const QString &name)
{
    const QIcon any(QStringLiteral(":/icons/program.svg"));
    if (name.isEmpty())
        return any;
    return name.contains(u'/') ? QIcon(name) : QIcon::fromTheme(name, any);
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    if (index.data(Qt::CheckStateRole).isValid())
        CheckDelegate::initStyleOption(option, index);
    else
        QStyledItemDelegate::initStyleOption(option, index);  // no mark to change, and no reason to be dimmed
    const QVariant icon = index.data(IconNameRole);
    if (!icon.isValid())
        return;
    option->icon = programIcon(icon.toString());
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(1, 1) * option->widget->style()->pixelMetric(QStyle::PM_SmallIconSize);
}

}  // namespace parapet
