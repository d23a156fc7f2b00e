// SPDX-License-Identifier: GPL-2.0-or-later
// add, set, delete and show allowedprogram.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// Makes the entry or replaces the one that is there, as writePortopening() does.
Result<Answer> writeAllowedprogram(const Invocation &invocation, const Snapshot &snapshot);
// ErrorKind::notFound if there is nothing to delete.
Result<Answer> deleteAllowedprogram(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showAllowedprogram(const Invocation &invocation, const Snapshot &snapshot);

// One section of show allowedprogram and of show config.
std::string programsText(ProfileId id, const Profile &profile, bool verbose);

}  // namespace parapet::ctl
