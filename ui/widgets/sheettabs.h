// SPDX-License-Identifier: GPL-2.0-or-later
// SheetTabs: the tabs of a property sheet. They turn by Ctrl+Tab wherever in the window the keyboard is, not only inside.
#pragma once

#include <QTabWidget>

namespace parapet {

class SheetTabs : public QTabWidget {
    Q_OBJECT

public:
    explicit SheetTabs(QWidget *parent = nullptr);

private:
    void turn(int by);
};

}  // namespace parapet
