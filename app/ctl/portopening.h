// SPDX-License-Identifier: GPL-2.0-or-later
// add, set, delete and show portopening.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// Makes the entry or replaces the one that is there: XP's add replaces in silence, and its set makes what is missing.
// They differ only in that add must have a name, while set keeps the name that is there.
Result<Answer> writePortopening(const Invocation &invocation, const Snapshot &snapshot);
// ErrorKind::notFound if there is nothing to delete.
Result<Answer> deletePortopening(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showPortopening(const Invocation &invocation, const Snapshot &snapshot);

// One section of show portopening and of show config; of a connection only if it has ports of its own.
std::string portsText(ProfileId id, const Profile &profile, bool verbose);
std::string portsText(const Connection &connection, const ConnectionSettings &settings);

}  // namespace parapet::ctl
