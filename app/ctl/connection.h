// SPDX-License-Identifier: GPL-2.0-or-later
// The connection that a command names by `interface`: NetworkManager's name for it, its UUID, or the network interface;
// or by "id:" and its id, which need not be there now.
#pragma once

#include "app/ctl/command.h"

#include <string>

namespace parapet::ctl {

// Its id. notFound with the names that there are; invalid where two connections bear the name.
Result<std::string> chosenConnection(const Invocation &invocation, const Snapshot &snapshot);

// Whether the command is about one connection instead of a profile.
bool isForConnection(const Invocation &invocation);

}  // namespace parapet::ctl
