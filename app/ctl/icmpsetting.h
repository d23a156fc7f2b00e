// SPDX-License-Identifier: GPL-2.0-or-later
// set and show icmpsetting.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// The numbers are those of IcmpItemFacts. Shown without the full stop.
inline constexpr Value icmpTypes[] = {
    {"2", "Allow outbound packet too big."},
    {"3", "Allow outbound destination unreachable."},
    {"4", "Allow outbound source quench."},
    {"5", "Allow redirect."},
    {"8", "Allow inbound echo request."},
    {"9", "Allow inbound router request."},
    {"11", "Allow outbound time exceeded."},
    {"12", "Allow outbound parameter problem."},
    {"13", "Allow inbound timestamp request."},
    {"17", "Allow inbound mask request."},
    {"ALL", "All types."},
};

Result<Answer> setIcmpsetting(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showIcmpsetting(const Invocation &invocation, const Snapshot &snapshot);

// One section of show icmpsetting and of show config: what is allowed, or with `verbose` everything.
std::string icmpText(ProfileId id, const Profile &profile, bool verbose);
// Of a connection; empty if there is nothing to list.
std::string icmpText(const Connection &connection, const ConnectionSettings &settings, bool verbose);
// Whether the section would have a row.
bool allowsAny(const Profile &profile);

}  // namespace parapet::ctl
