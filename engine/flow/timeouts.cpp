// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/flow/timeouts.h"

#include "engine/model/protocol.h"

namespace parapet {

namespace {

std::chrono::seconds tcpTimeout(const FlowTimeouts &timeouts, TcpState state)
{
    switch (state) {
    case TcpState::established: return timeouts.tcpEstablished;
    case TcpState::halfClosed: return timeouts.tcpHalfClosed;
    case TcpState::closing:
    case TcpState::closed: return timeouts.tcpClosing;
    case TcpState::none:
    case TcpState::synSent:
    case TcpState::synReceived: break;
    }
    return timeouts.tcpHalfOpen;
}

}  // namespace

std::chrono::seconds timeoutOf(const FlowTimeouts &timeouts, std::uint8_t protocol, TcpState state)
{
    switch (protocol) {
    case ipproto::tcp: return tcpTimeout(timeouts, state);
    case ipproto::udp: return timeouts.udp;
    case ipproto::icmp:
    case ipproto::icmpv6: return timeouts.icmp;
    default: return timeouts.other;
    }
}

}  // namespace parapet
