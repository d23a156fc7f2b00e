// SPDX-License-Identifier: GPL-2.0-or-later
// Inspection: what the helper sees on this computer besides its own rules, when somebody looks for the cause of a
// trouble: other people's firewalls in the kernel, and the place of the security log. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parapet {

// A table that is not ours and may drop or reject packets of this computer itself. What it only forwards does not count:
// containers and virtual machines have such tables.
struct ForeignTable {
    std::string family;  // "ip", "ip6", "inet", "netdev"; "legacy ip", "legacy ip6" for those of iptables-legacy
    std::string name;
    bool closed = false;    // drops what no rule of its own accepts
    bool inbound = false;   // may drop what comes in
    bool outbound = false;  // may drop what goes out
    std::string owner{};    // "ufw" or "firewalld", where it is known by its chains or its name; not on the bus
    bool operator==(const ForeignTable &) const = default;
};

struct Inspection {
    std::vector<ForeignTable> tables;
    std::string tablesProblem;  // why they are not known; empty: they are
    std::string logProblem;     // why the security log cannot be written; empty: it can
    std::uint64_t logFree = 0;  // bytes that are left for it
    bool operator==(const Inspection &) const = default;
};

}  // namespace parapet
