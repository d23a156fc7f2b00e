// SPDX-License-Identifier: GPL-2.0-or-later
// ConnectionDelegate: rows of ConnectionsModel with the picture of their kind; those that are not connected are grey.
#pragma once

#include "ui/widgets/checkdelegate.h"

namespace parapet {

class ConnectionDelegate : public CheckDelegate {
    Q_OBJECT

public:
    using CheckDelegate::CheckDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

}  // namespace parapet
