// SPDX-License-Identifier: GPL-2.0-or-later
// show state: what the firewall does now, with the settings of the active profile.
#pragma once

#include "app/ctl/command.h"

#include <map>

namespace parapet::ctl {

Result<Answer> showState(const Invocation &invocation, const Snapshot &snapshot);

// The ports that exceptions and services of the active profile open, with their scopes; none where they have no effect.
std::map<PortKey, Scope> openPorts(const Snapshot &snapshot);

}  // namespace parapet::ctl
