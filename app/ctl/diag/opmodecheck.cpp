// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

#include "app/ctl/layout.h"

namespace parapet::ctl {

Findings checkOpmode(const Snapshot &firewall)
{
    const ProfileId active = firewall.status.activeProfile;
    const std::string profile = "(profile " + std::string(title(active)) + ")";
    switch (firewall.settings.profile(active).opmode) {
    case Opmode::off:
        return {{Grade::warn, "opmode", "The firewall is off " + profile + ": nothing is filtered.",
                 "To turn it on: sudo parapetctl firewall set opmode ENABLE"}};
    case Opmode::onWithoutExceptions:
        return {{Grade::pass, "opmode",
                 "The firewall is on and allows no exceptions " + profile
                     + ": no other computer can begin anything here, whatever the list of exceptions says.",
                 "To allow exceptions: sudo parapetctl firewall set opmode ENABLE ENABLE"}};
    case Opmode::on: break;
    }
    return {{Grade::pass, "opmode", "The firewall is on " + profile + "."}};
}

}  // namespace parapet::ctl
