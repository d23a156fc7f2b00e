// SPDX-License-Identifier: GPL-2.0-or-later
// RowDelegate: a row with its icon (IconNameRole).
#pragma once

#include "ui/widgets/checkdelegate.h"

namespace parapet {

class RowDelegate : public CheckDelegate {
    Q_OBJECT

public:
    using CheckDelegate::CheckDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

// The icon of this name or path, for a program without one that of any program.
QIcon programIcon(const QString &name);

}  // namespace parapet
