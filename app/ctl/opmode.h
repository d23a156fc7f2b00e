// SPDX-License-Identifier: GPL-2.0-or-later
// set opmode, show opmode.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

Result<Answer> setOpmode(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showOpmode(const Invocation &invocation, const Snapshot &snapshot);

// "Local Area Connection firewall configuration", for show opmode and show config.
std::string connectionModeText(const Connection &connection, const ConnectionSettings &settings);

}  // namespace parapet::ctl
