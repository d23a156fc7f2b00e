// SPDX-License-Identifier: GPL-2.0-or-later
// DropCounters: the named counters of our table, which count every packet that we drop. They go with the table; their epoch,
// a name that the table gets, tells one life of them from the next. Any thread.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>

namespace parapet {

class Nftables;

struct DropCounters {
    std::uint64_t queued = 0;     // packets sent to the engine
    std::uint64_t passed = 0;     // accepted by it
    std::uint64_t spoofed = 0;    // dropped outbound
    std::uint64_t icmp = 0;       // error messages of ours that the ICMP settings dropped
    std::uint64_t published = 0;  // forwarded to a container that publishes a port
    std::uint64_t flooded = 0;    // strangers beyond the rate at which the engine is asked
    std::uint64_t byRules() const { return spoofed + icmp + published + flooded; }
    std::uint64_t dropped() const { return queued - passed + byRules(); }
};

struct DropReading {
    std::string epoch;  // since when they count; empty: it was not begun
    DropCounters counters;
    std::uint64_t waiting = 0;  // packets that wait for a verdict; read before the counters
};

// As they are in the kernel now; an error where there is no table of ours.
Result<DropReading> readDrops(std::uint16_t queueNumber);
Result<DropCounters> readDropCounters();

// Gives the table its epoch, once; it has the same until it is removed.
Outcome beginEpoch(Nftables &nftables);

}  // namespace parapet
