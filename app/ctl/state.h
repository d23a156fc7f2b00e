// SPDX-License-Identifier: GPL-2.0-or-later
// show state: what the firewall does now, with the settings of the active profile.
#pragma once

#include "app/ctl/command.h"

#include <string>
#include <string_view>
#include <vector>

namespace parapet::ctl {

Result<Answer> showState(const Invocation &invocation, const Snapshot &snapshot);

struct OpenPort {
    PortKey key;
    Scope scope;
    std::string_view version;  // "Any", "IPv4" or "IPv6"
    std::string program;       // who listens there; empty: nobody, or it is not known. Plain text to show
};

// What exceptions and services of the active profile open, and what programs with an exception have opened; none where they
// have no effect. By port.
std::vector<OpenPort> openPorts(const Snapshot &snapshot);

}  // namespace parapet::ctl
