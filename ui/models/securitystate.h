// SPDX-License-Identifier: GPL-2.0-or-later
// SecurityState: what a person must know of the firewall in one word (xp-reference 1.17).
#pragma once

#include "ui/client/firewallclient.h"

#include <QString>

namespace parapet {

enum class SecurityState {
    unknown,  // the helper has not answered yet
    on,
    off,
    notRunning,    // shown as OFF: without the helper nothing is sure
    notMonitored,  // the user looks after a firewall of their own
};

SecurityState securityState(const FirewallClient &client, bool userMonitors);
inline bool isRisk(SecurityState state)
{
    return state == SecurityState::off || state == SecurityState::notRunning;
}

QString securityWord(SecurityState state);      // "ON", "OFF", "NOT MONITORED"
QString securitySentence(SecurityState state);  // what is the matter

// What makes the firewall of the profile in force on, for every connection. Empty: it is.
std::vector<Change> changesToProtect(const FirewallClient &client);

}  // namespace parapet
