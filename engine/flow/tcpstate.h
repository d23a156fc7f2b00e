// SPDX-License-Identifier: GPL-2.0-or-later
// The TCP state step as a pure function: (state, flags, who sent it) -> state, or a refusal.
// Only what a stateful filter must tell apart (RFC 9293 3.3.2, seen from a point between both ends).
#pragma once

#include <cstdint>

namespace parapet {

enum class TcpState : std::uint8_t {
    none,         // no connection, or not TCP
    synSent,      // the opener has sent SYN
    synReceived,  // the answerer has sent SYN or SYN+ACK
    established,
    halfClosed,  // one side has sent FIN; which one is not known, as conntrack does not tell it either
    closing,     // both have sent FIN
    closed,      // RST
};

struct TcpStep {
    TcpState state = TcpState::none;
    bool inOrder = false;  // false: the packet does not fit the handshake, and the state stays
    bool operator==(const TcpStep &) const = default;
};

// flags: tcpflag bits. fromOpener: sent by the side that opened the connection.
// The filter does not see every packet: once a flow is judged, the kernel passes it, and what this host sends
// is never shown at all. So a step that must have happened unseen is taken as done where the sender could not
// send otherwise; what the answerer sends before it has answered at all is out of order.
TcpStep step(TcpState state, std::uint8_t flags, bool fromOpener);

// Flag combinations that no honest stack sends: SYN+FIN, SYN+RST, FIN+RST, none, FIN without ACK, URG or
// PSH alone, all six ("Xmas"), ... (xp-reference 7). ECN bits are not looked at.
bool impossibleFlags(std::uint8_t flags);

}  // namespace parapet
