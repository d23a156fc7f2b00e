// SPDX-License-Identifier: GPL-2.0-or-later
// programPorts: where a program listens that an exception may let somebody reach. The kernel's flood defence spares these
// (docs/decisions/0013-flood-defence.md). Pure; any thread.
#pragma once

#include "engine/kernel/ruleset.h"
#include "engine/model/listener.h"
#include "engine/model/settings.h"

#include <vector>

namespace parapet {

// rows: as Listening has them. profile: the one in force.
PortLists programPorts(const std::vector<ListeningProgram> &rows, const Profile &profile);

}  // namespace parapet
