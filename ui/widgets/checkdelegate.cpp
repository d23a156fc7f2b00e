// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/checkdelegate.h"

namespace parapet {

void CheckDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    QPalette &palette = option->palette;
    const bool dark = palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
    if (dark)
        palette.setBrush(QPalette::Base, palette.light());
    if (!(index.flags() & Qt::ItemIsUserCheckable))
        option->state &= ~QStyle::State_Enabled;
}

}  // namespace parapet
