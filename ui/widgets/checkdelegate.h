// SPDX-License-Identifier: GPL-2.0-or-later
// CheckDelegate: rows with check boxes. A row whose mark is not the user's to change looks dimmed, but can be selected
// and read.
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
