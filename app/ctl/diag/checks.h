// SPDX-License-Identifier: GPL-2.0-or-later
// The checks of "parapetctl diag": pure functions from what was seen to findings. At least one finding each, so that
// nobody wonders whether something was looked at. Each stands in a file of its own.
#pragma once

#include "app/ctl/diag/finding.h"
#include "app/ctl/diag/surroundings.h"

namespace parapet::ctl {

Findings checkAddresses(const std::vector<AddressTest> &tests);
Findings checkService(const Surroundings &around);
Findings checkOpmode(const Snapshot &firewall);
Findings checkConnections(const Snapshot &firewall);
Findings checkKernel(const Snapshot &firewall);
Findings checkNotices(const Snapshot &firewall);
Findings checkListening(const Snapshot &firewall, const Result<std::vector<ListeningProgram>> &listening);
Findings checkSettings(const Snapshot &firewall);
Findings checkPolicy();
Findings checkOtherFirewalls(const Surroundings &around);
Findings checkLog(const Snapshot &firewall, const Result<Inspection> &inspection);
Findings checkClock(const Surroundings &around);

}  // namespace parapet::ctl
