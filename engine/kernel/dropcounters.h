// SPDX-License-Identifier: GPL-2.0-or-later
// DropCounters: the named counters of our table, which count every packet that we drop. Any thread.
#pragma once

#include "engine/base/result.h"

#include <cstdint>

namespace parapet {

struct DropCounters {
    std::uint64_t queued = 0;   // packets sent to the engine
    std::uint64_t passed = 0;   // accepted by it
    std::uint64_t spoofed = 0;  // dropped outbound
    std::uint64_t icmp = 0;     // error messages of ours that the ICMP settings dropped
    std::uint64_t dropped() const { return queued - passed + spoofed + icmp; }
};

// As they are in the kernel now; an error where there is no table of ours.
Result<DropCounters> readDropCounters();

}  // namespace parapet
