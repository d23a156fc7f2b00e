// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/lockoutwarning.h"

#include <QPushButton>

namespace parapet {

LockoutWarning::LockoutWarning(const NewFlow &session, QWidget *parent)
    : QMessageBox(parent), m_keep(addButton(tr("&Keep It Reachable"), AcceptRole)),
      m_lockOut(addButton(tr("&Lock It Out"), DestructiveRole))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Parapet Firewall"));
    setIcon(Warning);
    setTextFormat(Qt::PlainText);
    setText(tr("These settings would lock you out of this computer."));
    setInformativeText(
        tr("You are connected to it by SSH from %1, to port %2. With these settings that would no longer be "
           "possible. To keep it reachable, the port stays open for that computer, and exceptions stay "
           "allowed.")
            .arg(QString::fromStdString(session.remote.text()))
            .arg(session.port.port));
    setEscapeButton(addButton(Cancel));
    setDefaultButton(m_keep);
}

LockoutWarning::Answer LockoutWarning::answer() const
{
    if (clickedButton() == m_keep)
        return Answer::keepReachable;
    return clickedButton() == m_lockOut ? Answer::lockOut : Answer::cancel;
}

}  // namespace parapet
