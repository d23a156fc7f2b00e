// SPDX-License-Identifier: GPL-2.0-or-later
// show state: what the firewall does now, with the settings of the active profile.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

Result<Answer> showState(const Invocation &invocation, const Snapshot &snapshot);

// The enabled port exceptions of the active profile; none where they have no effect.
std::vector<PortKey> openPorts(const Snapshot &snapshot);

}  // namespace parapet::ctl
