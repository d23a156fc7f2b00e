// SPDX-License-Identifier: GPL-2.0-or-later
// QuietDrops: when the counters of dropped packets can be believed. A packet is counted before it is judged, so a reading
// under load holds packets that are still on their way. It is believed when nothing waits for a verdict, another reading
// has said the same, and what the rules drop themselves, which is told by another way, is the same for a while. One thread.
#pragma once

#include "engine/base/clock.h"

#include <cstdint>
#include <optional>

namespace parapet {

class QuietDrops {
public:
    static constexpr SteadyTime apart = std::chrono::milliseconds(10);   // between two readings, at least
    static constexpr SteadyTime byRulesApart = std::chrono::seconds(1);  // the same, for what the rules drop

    struct Reading {
        std::uint64_t queued = 0, passed = 0;  // to the engine, and accepted by it
        std::uint64_t byRules = 0;
        std::uint64_t waiting = 0;  // for a verdict; read before the others
        bool operator==(const Reading &) const = default;
    };

    // How many packets were dropped, or nothing while packets are on their way. The record of each of them has been made
    // by now.
    std::optional<std::uint64_t> look(const Reading &reading, SteadyTime now);

private:
    std::optional<Reading> m_last;
    SteadyTime m_since{0}, m_byRulesSince{0};  // the readings are the same since
};

}  // namespace parapet
