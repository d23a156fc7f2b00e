// SPDX-License-Identifier: GPL-2.0-or-later
// A dialog over a dialog. Some window managers (xfwm4) give the keyboard to the sheet below both when the upper one closes,
// where nothing can be done; so the lower one asks for it.
#pragma once

#include <QDialog>

namespace parapet {

// Opens the dialog over the window of its parent, which must not be null.
inline void openNested(QDialog *dialog)
{
    QWidget *below = dialog->parentWidget()->window();
    QObject::connect(
        dialog, &QDialog::finished, below, [below] { below->activateWindow(); }, Qt::QueuedConnection);
    dialog->open();
}

}  // namespace parapet
