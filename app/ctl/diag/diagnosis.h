// SPDX-License-Identifier: GPL-2.0-or-later
// Diagnosis: the report of "parapetctl diag": the troubleshooting steps of Windows XP SP2 in their order, and what else
// keeps a firewall on Linux from doing what one expects.
#pragma once

#include "app/ctl/diag/finding.h"
#include "app/ctl/diag/surroundings.h"
#include "app/ctl/run.h"

namespace parapet::ctl {

Findings diagnose(const Surroundings &around);

// One line for each finding, with what to do below it, and the sum.
std::string diagnosisText(const Findings &findings);
// { "result": "pass"|"warn"|"fail", "passed": n, "warnings": n, "failed": n,
//   "findings": [ { "result": s, "check": s, "text": s, "advice": s (left out where there is none) } ] }
std::string diagnosisJson(const Findings &findings);

// The command: exitFailed if anything failed; warnings are no failure.
Report diagnosisReport(const Invocation &invocation, const FirewallProxy &firewall);

}  // namespace parapet::ctl
