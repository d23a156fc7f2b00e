// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/sheettabs.h"

#include <QShortcut>

namespace parapet {

SheetTabs::SheetTabs(QWidget *parent) : QTabWidget(parent)
{
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Tab), this), &QShortcut::activated, this,
            [this] { turn(1); });
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Backtab), this), &QShortcut::activated, this,
            [this] { turn(-1); });
}

void SheetTabs::turn(int by)
{
    setCurrentIndex((currentIndex() + by + count()) % count());
}

}  // namespace parapet
