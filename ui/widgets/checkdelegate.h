// SPDX-License-Identifier: GPL-2.0-or-later
// CheckDelegate: rows with check boxes that can be seen on dark backgrounds too. Fusion draws the box in the colour
// of the list with a darker edge, which is nothing at all where the list is nearly black. A row whose mark is not the
// user's to change looks dimmed, but can be selected and read.
#pragma once

#include <QStyledItemDelegate>

namespace parapet {

class CheckDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

}  // namespace parapet
