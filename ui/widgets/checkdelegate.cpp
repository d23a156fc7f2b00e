// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/checkdelegate.h"

namespace parapet {

void CheckDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.flags() & Qt::ItemIsUserCheckable)
        return;
    option->state &= ~QStyle::State_Enabled;
    // Selected, it must still be read.
    QPalette &palette = option->palette;
    palette.setBrush(QPalette::Disabled, QPalette::HighlightedText,
                     palette.brush(QPalette::Active, QPalette::HighlightedText));
}

// Check boxes of neighbouring rows must not touch.
QSize CheckDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), qMax(size.height(), option.fontMetrics.height() * 4 / 3)};
}

}  // namespace parapet
