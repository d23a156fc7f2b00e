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
                                       "Not enforced yet: Parapet Firewall cannot tell yet which program a connection "
                                       "is for. It keeps entries for programs, but lets nothing in because of them. "
                                       "Until then, open the port that the program needs.");
}

}  // namespace parapet
