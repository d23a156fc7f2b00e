// SPDX-License-Identifier: GPL-2.0-or-later
// profile=CURRENT|DOMAIN|STANDARD|ALL.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

std::vector<ProfileId> chosenProfiles(const Invocation &invocation, const Snapshot &snapshot);

}  // namespace parapet::ctl
