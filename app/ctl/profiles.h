// SPDX-License-Identifier: GPL-2.0-or-later
// profile=CURRENT|DOMAIN|STANDARD|ALL, and how a profile is headed.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

std::vector<ProfileId> chosenProfiles(const Invocation &invocation, const Snapshot &snapshot);
// "Standard profile configuration (current)".
std::string profileHeading(ProfileId id, const Snapshot &snapshot);
// " in the domain or standard profile", for the end of a sentence.
std::string in(const std::vector<ProfileId> &profiles);

}  // namespace parapet::ctl
