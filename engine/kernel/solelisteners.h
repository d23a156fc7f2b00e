// SPDX-License-Identifier: GPL-2.0-or-later
// SoleListeners: the socket that the first packet of a TCP connection would go to. Where only one socket listens on its port, that is
// remembered for as long as no TCP socket begins or ceases to listen: to ask the kernel each time costs a tenth of the way to the
// engine and back (docs/decisions/0022). One thread; never waits.
#pragma once

#include "engine/base/clock.h"
#include "engine/kernel/socketlookup.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>

namespace parapet {

class SoleListeners {
public:
    // Counts up when a TCP socket is about to begin or to cease to listen (ListenWatch::tcpListens()).
    using Count = std::function<std::uint32_t()>;
    // A socket that is about to listen is in the kernel's lists by then.
    static constexpr std::chrono::seconds settled{1};

    SoleListeners(SocketLookup &lookup, const Clock &clock) : m_lookup(lookup), m_clock(clock) { }

    // Without one nothing is remembered.
    void setCount(Count count);

    // As SocketLookup::find(), for a SYN of this flow.
    std::optional<ReceivingSocket> find(const FlowKey &flow, std::uint32_t interface);

private:
    struct Known {
        IpAddress local;
        std::uint16_t port = 0;  // 0: nothing is known
        std::uint32_t interface = 0;
        ReceivingSocket socket;
    };
    bool isQuiet();

    SocketLookup &m_lookup;
    const Clock &m_clock;
    Count m_count;
    std::uint32_t m_seen = 0;  // the count for which all of this holds
    SteadyTime m_since{};
    std::array<Known, 64> m_known;  // by the lowest bits of the port
};

}  // namespace parapet
