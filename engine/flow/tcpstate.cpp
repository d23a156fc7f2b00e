// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/flow/tcpstate.h"

#include "engine/model/logrecord.h"

namespace parapet {

namespace {

enum class Segment { syn, synAck, data, fin, rst };  // data: an ACK with or without data

// For possible combinations only.
Segment segmentOf(std::uint8_t flags)
{
    if (flags & tcpflag::rst)
        return Segment::rst;
    if (flags & tcpflag::syn)
        return flags & tcpflag::ack ? Segment::synAck : Segment::syn;
    return flags & tcpflag::fin ? Segment::fin : Segment::data;
}

TcpStep inOrder(TcpState state)
{
    return {state, true};
}

TcpStep outOfOrder(TcpState state)
{
    return {state, false};
}

// The opener's ACK and FIN show that an answer passed unseen. The answerer must answer first: with SYN+ACK, or
// with its own SYN when both open at the same time (RFC 9293 3.5, figure 8).
TcpStep afterSyn(Segment segment, bool fromOpener)
{
    if (segment == Segment::syn)
        return inOrder(fromOpener ? TcpState::synSent : TcpState::synReceived);
    if (segment == Segment::synAck)
        return fromOpener ? outOfOrder(TcpState::synSent) : inOrder(TcpState::synReceived);
    if (!fromOpener)
        return outOfOrder(TcpState::synSent);
    return inOrder(segment == Segment::fin ? TcpState::halfClosed : TcpState::established);
}

// Whoever sends ACK or FIN now has seen the other's SYN.
TcpStep afterAnswer(Segment segment, bool fromOpener)
{
    if (segment == Segment::syn)
        return inOrder(TcpState::synReceived);
    if (segment == Segment::synAck)
        return fromOpener ? outOfOrder(TcpState::synReceived) : inOrder(TcpState::synReceived);
    return inOrder(segment == Segment::fin ? TcpState::halfClosed : TcpState::established);
}

// A SYN in here is answered by the host's own stack with an ACK (RFC 5961 section 4), which needs to see it.
// A FIN that is sent again counts as the other side's: all it costs is a shorter timeout.
TcpStep afterHandshake(TcpState state, Segment segment)
{
    if (segment != Segment::fin)
        return inOrder(state);
    return inOrder(state == TcpState::halfClosed ? TcpState::closing : TcpState::halfClosed);
}

}  // namespace

TcpStep step(TcpState state, std::uint8_t flags, bool fromOpener)
{
    if (impossibleFlags(flags))
        return outOfOrder(state);
    const Segment segment = segmentOf(flags);
    if (segment == Segment::rst)
        return state == TcpState::none ? outOfOrder(state) : inOrder(TcpState::closed);

    switch (state) {
    case TcpState::none: return segment == Segment::syn && fromOpener ? inOrder(TcpState::synSent) : outOfOrder(state);
    case TcpState::synSent: return afterSyn(segment, fromOpener);
    case TcpState::synReceived: return afterAnswer(segment, fromOpener);
    case TcpState::established:
    case TcpState::halfClosed: return afterHandshake(state, segment);
    case TcpState::closing:
    case TcpState::closed:
        // Late packets of either side are normal; a SYN begins another connection.
        return segment == Segment::syn ? outOfOrder(state) : inOrder(state);
    }
    return outOfOrder(state);
}

// The combinations that conntrack has long known as the only valid ones (Linux, nf_conntrack_proto_tcp.c,
// tcp_valid_flags): filter and kernel agree on what is invalid. PSH may go with every one of them.
bool impossibleFlags(std::uint8_t flags)
{
    using namespace tcpflag;
    switch (flags & all & ~psh) {
    case syn:
    case syn | urg:
    case syn | ack:
    case rst:
    case rst | ack:
    case ack:
    case ack | urg:
    case fin | ack:
    case fin | ack | urg: return false;
    default: return true;
    }
}

}  // namespace parapet
