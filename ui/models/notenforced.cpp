// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/notenforced.h"

#include <QCoreApplication>

namespace parapet {

QString notEnforcedNote()
{
    return QCoreApplication::translate("NotEnforced", "not enforced yet");
}

QString notEnforcedExplanation()
{
    return QCoreApplication::translate("NotEnforced",
                                       "Not enforced yet: Parapet Firewall keeps this entry, but cannot tell yet which "
                                       "program a connection is for. Until it can, open the program's port instead.");
}

}  // namespace parapet
