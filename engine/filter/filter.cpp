// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/filter/filter.h"

#include "engine/filter/structure.h"
#include "engine/model/logrecord.h"
#include "engine/model/protocol.h"

#include <cassert>
#include <utility>

namespace parapet {

namespace {

Decision accept(Reason reason)
{
    return {Verdict::accept, reason, {}, false};
}

Decision drop(Reason reason)
{
    return {Verdict::drop, reason, {}, false};
}

// ECN bits do not count: a SYN may offer it (RFC 3168 6.1.1).
bool opensConnection(const ParsedPacket &packet)
{
    return (packet.tcpFlags & tcpflag::all) == tcpflag::syn;
}

// Echo, timestamp and address mask (RFC 792, RFC 950); echo (RFC 4443).
bool isReply(const ParsedPacket &icmp)
{
    if (icmp.version == 4)
        return icmp.icmpType == 0 || icmp.icmpType == 14 || icmp.icmpType == 18;
    return icmp.icmpType == 129;
}

// The ICMP of its own IP version, with a type that can be read.
bool hasIcmpType(const ParsedPacket &packet)
{
    return packet.hasTransport && packet.protocol == (packet.version == 4 ? ipproto::icmp : ipproto::icmpv6);
}

// RFC 792, RFC 4861 4.5.
bool isRedirect(const ParsedPacket &packet)
{
    return hasIcmpType(packet) && packet.icmpType == (packet.version == 4 ? 5 : 137);
}

// Queries of several kinds may bear one identifier; a flow that came in is of the kind that let it in.
bool isKindOf(const ParsedPacket &query, const Flow &flow)
{
    const auto item = icmpItemOf(query.version, query.icmpType, Direction::inbound);
    return flow.rule.kind != RuleId::Kind::icmp || (item && static_cast<std::uint8_t>(*item) == flow.rule.index);
}

// Is the packet part of the flow with its key? A request never answers ours, though it may bear the same
// identifier; and a SYN begins another connection. The kernel lets in one that is repeated, so the former one has ended, whether
// that was told already or not, and the port may be another program's now.
bool continues(const ParsedPacket &packet, const Flow &flow)
{
    if (packet.isIcmp())
        return flow.origin == Direction::outbound ? isReply(packet) : !isReply(packet) && isKindOf(packet, flow);
    const bool mayEnd =
        flow.origin == Direction::inbound || flow.tcp == TcpState::closing || flow.tcp == TcpState::closed;
    return !(packet.isTcp() && mayEnd && opensConnection(packet));
}

}  // namespace

Filter::Filter(FlowTable &flows, Receivers &receivers, std::shared_ptr<const Policy> policy)
    : m_flows(flows), m_receivers(receivers)
{
    setPolicy(std::move(policy));
}

void Filter::setPolicy(std::shared_ptr<const Policy> policy)
{
    assert(policy);
    m_policy = std::move(policy);
}

Decision Filter::inbound(const ParsedPacket &packet, std::uint32_t interface, bool hasBegun)
{
    if (!m_policy->filters(interface))
        return accept(Reason::firewallOff);
    if (const auto fault = structuralFault(packet))
        return drop(*fault);
    if (isHostNeed(packet))
        return accept(Reason::hostNeed);
    if (isRedirect(packet))  // though it quotes a flow
        return m_policy->inboundIcmp(packet.version, packet.icmpType, interface);
    if (Flow *flow = flowOf(packet))
        return flow->unsure ? proceedIfAllowed(*flow, packet) : proceed(*flow, packet);
    if (quotesFlow(packet))
        return accept(Reason::relatedError);
    return begin(packet, interface, hasBegun);
}

Flow *Filter::flowOf(const ParsedPacket &packet)
{
    const auto key = flowKey(packet, Direction::inbound);
    Flow *flow = key ? m_flows.find(*key) : nullptr;
    return flow && continues(packet, *flow) ? flow : nullptr;
}

Decision Filter::proceed(Flow &flow, const ParsedPacket &packet)
{
    if (packet.isTcp()) {
        const TcpStep next = step(flow.tcp, packet.tcpFlags, flow.origin == Direction::inbound);
        if (!next.inOrder)
            return drop(Reason::handshakeOrder);
        flow.tcp = next.state;
    }
    m_flows.touch(flow);
    return {Verdict::accept, Reason::knownFlow, flow.rule, true};
}

// The policy has changed since it was let in.
Decision Filter::proceedIfAllowed(Flow &flow, const ParsedPacket &packet)
{
    const Decision allowed = stillAllowed(flow);
    if (allowed.verdict != Verdict::accept)
        return allowed;
    flow.unsure = false;
    flow.rule = allowed.rule;
    Decision decision = proceed(flow, packet);
    decision.socket = allowed.socket;
    return decision;
}

bool Filter::quotesFlow(const ParsedPacket &packet)
{
    const auto key = quotedFlowKey(packet);
    return key && m_flows.find(*key);
}

// The flow is new, or an ended one with the same ends; what is owed for that one (inKernel, logged) stays until
// conntrack tells its end.
void Filter::restart(Flow &flow, RuleId rule, bool hasBegun)
{
    flow.origin = Direction::inbound;
    flow.tcp = flow.key.protocol != ipproto::tcp ? TcpState::none
        : hasBegun                               ? TcpState::established
                                                 : TcpState::synSent;
    flow.adopted = false;
    flow.unsure = false;
    flow.rule = rule;
    m_flows.touch(flow);
}

// With a full table the packet still passes: the kernel's mark, written because of `learn`, lets the rest of the
// flow pass without us, and refusing would let a flood close the ports that the policy opens.
Decision Filter::begin(const ParsedPacket &packet, std::uint32_t interface, bool hasBegun)
{
    if (m_policy->opmode() == Opmode::onWithoutExceptions)
        return drop(Reason::exceptionsOff);
    if (packet.isTcp() && !opensConnection(packet) && !hasBegun)
        return drop(Reason::noHandshake);
    const auto key = flowKey(packet, Direction::inbound);
    const Decision decision = hasIcmpType(packet) ? m_policy->inboundIcmp(packet.version, packet.icmpType, interface)
        : key ? mayBegin(*key, {}, interface, packet.isTcp() && opensConnection(packet))
              : neverBegins(interface);
    if (decision.verdict != Verdict::accept || !key)
        return decision;
    if (Flow *flow = m_flows.insert(*key, Direction::inbound)) {
        restart(*flow, decision.rule, hasBegun);
        flow->interface = interface;
    }
    return decision;
}

Decision Filter::neverBegins(std::uint32_t interface) const
{
    if (!m_policy->filters(interface))
        return accept(Reason::firewallOff);
    return drop(m_policy->opmode() == Opmode::onWithoutExceptions ? Reason::exceptionsOff : Reason::noException);
}

// Only TCP and UDP can have exceptions. former: the rule that let the flow in, if it lives already. opens: it does not yet.
Decision Filter::mayBegin(const FlowKey &flow, const RuleId &former, std::uint32_t interface, bool opens) const
{
    if (flow.protocol != ipproto::tcp && flow.protocol != ipproto::udp)
        return neverBegins(interface);
    const PortKey port{static_cast<PortProtocol>(flow.protocol), flow.localPort};
    const Sender sender{flow.remote, interface};
    const Decision byPort = m_policy->inboundPort(port.protocol, port.port, sender);
    const bool undecided = byPort.reason == Reason::noException || byPort.reason == Reason::outOfScope;
    if (!undecided || !m_policy->hasPrograms())
        return byPort;
    const Decision byProgram = former.kind == RuleId::Kind::program
        ? m_policy->inboundProgram(former.program, port, sender)
        : receiversMay(flow, port, sender, opens);
    const bool saysNothing = byProgram.verdict == Verdict::drop && byProgram.reason == Reason::noException;
    return saysNothing ? byPort : byProgram;
}

Decision Filter::receiversMay(const FlowKey &flow, const PortKey &port, const Sender &sender, bool opens) const
{
    // Not to an address of ours: to a group, or broadcast.
    const bool toMany = flow.protocol == ipproto::udp && m_policy->interfaceOf(flow.local) == 0;
    using Packet = Receivers::Packet;
    const Packet packet = opens ? Packet::opensConnection : toMany ? Packet::toMany : Packet::toOne;
    const Receivers::Answer answer = m_receivers.of(flow, sender.interface, packet);
    if (answer.state == Receivers::Answer::State::notYet)
        return {Verdict::later, Reason::noException, {}, false};
    Decision all = drop(Reason::noException);
    for (const ProgramKeys &process : answer.processes) {
        const Decision one = programMay(process, port, sender);
        if (one.verdict == Verdict::drop)
            return one;
        all = one;
    }
    if (all.verdict == Verdict::accept)
        all.socket = answer.socket;
    return all;
}

// A program may be known by several keys (a link, a script); one that lets the sender in is enough.
Decision Filter::programMay(const ProgramKeys &keys, const PortKey &port, const Sender &sender) const
{
    Decision best = drop(Reason::noException);
    for (const std::string &key : keys) {
        const Decision one = m_policy->inboundProgram(key, port, sender);
        if (one.verdict == Verdict::accept)
            return one;
        if (one.reason != Reason::noException)
            best = one;
    }
    return best;
}

// The flow keeps which query it is only by its rule; one without a rule, from before a restart, is an echo: the others are
// rare, and their flows end within seconds.
Decision Filter::mayBeginIcmp(const Flow &flow, std::uint32_t interface) const
{
    const bool told = flow.rule.kind == RuleId::Kind::icmp;
    return m_policy->inboundIcmp(told ? static_cast<IcmpItem>(flow.rule.index) : IcmpItem::echoRequest, interface);
}

Decision Filter::stillAllowed(const Flow &flow) const
{
    if (flow.origin == Direction::outbound || flow.adopted)
        return {Verdict::accept, Reason::knownFlow, flow.rule, true};
    const std::uint32_t interface = flow.interface ? flow.interface : m_policy->interfaceOf(flow.key.local);
    if (flow.key.protocol == ipproto::icmp || flow.key.protocol == ipproto::icmpv6)
        return mayBeginIcmp(flow, interface);
    return mayBegin(flow.key, flow.rule, interface, false);
}

Decision Filter::stillAllowedByPorts(const Flow &flow) const
{
    const bool byReceiver = flow.rule.kind != RuleId::Kind::program && m_policy->hasPrograms();
    const bool hasPorts = flow.key.protocol == ipproto::tcp || flow.key.protocol == ipproto::udp;
    if (!byReceiver || !hasPorts || flow.origin == Direction::outbound || flow.adopted)
        return stillAllowed(flow);
    const std::uint32_t interface = flow.interface ? flow.interface : m_policy->interfaceOf(flow.key.local);
    const Decision byPort = m_policy->inboundPort(static_cast<PortProtocol>(flow.key.protocol), flow.key.localPort,
                                                  {flow.key.remote, interface});
    const bool undecided = byPort.reason == Reason::noException || byPort.reason == Reason::outOfScope;
    return undecided ? Decision{Verdict::later, Reason::noException, {}, false} : byPort;
}

}  // namespace parapet
