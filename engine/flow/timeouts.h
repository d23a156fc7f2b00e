// SPDX-License-Identifier: GPL-2.0-or-later
// How long a silent flow lives. The kernel's conntrack owns these for every flow it has confirmed (ct timeout
// objects made from this very table); the flow table owns them only until then. xp-reference 12, decision 13.
#pragma once

#include "engine/flow/tcpstate.h"

#include <chrono>
#include <cstdint>

namespace parapet {

struct FlowTimeouts {
    std::chrono::seconds tcpHalfOpen{30};
    std::chrono::seconds tcpEstablished{24 * 3600};
    std::chrono::seconds tcpHalfClosed{120};  // one side may go on sending after the other's FIN
    std::chrono::seconds tcpClosing{10};
    std::chrono::seconds udp{60};
    std::chrono::seconds icmp{30};
    std::chrono::seconds other{600};
    bool operator==(const FlowTimeouts &) const = default;
};

std::chrono::seconds timeoutOf(const FlowTimeouts &timeouts, std::uint8_t protocol, TcpState state);

}  // namespace parapet
