// SPDX-License-Identifier: GPL-2.0-or-later
// What a dialog that stands for itself is to the window manager: a window. It keeps what is a dialog above all other windows of
// its program, and those would open below it.
#pragma once

#include <QtCore/qnamespace.h>

namespace parapet {

inline constexpr Qt::WindowFlags ownWindow = Qt::Window | Qt::CustomizeWindowHint | Qt::WindowTitleHint
    | Qt::WindowSystemMenuHint | Qt::WindowMinimizeButtonHint | Qt::WindowCloseButtonHint;

}  // namespace parapet
