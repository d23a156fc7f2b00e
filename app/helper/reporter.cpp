// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/reporter.h"

#include "engine/kernel/ruleset.h"
#include "engine/packet/parser.h"

#include <utility>

namespace parapet {

Reporter::Reporter(Target target, const Clock &clock) : m_target(std::move(target)), m_clock(clock) { }

void Reporter::wake()
{
    while (!m_owed.empty() && !m_target.ring.isFull()) {
        push(m_owed.front());
        m_owed.pop_front();
    }
    if (std::exchange(m_pushed, false))
        m_target.wake();
}

void Reporter::dropped(const ParsedPacket &packet, std::uint32_t interface, const Decision &decision)
{
    drop(packet, Direction::inbound, interface, decision.reason, decision.rule);
}

void Reporter::droppedByKernel(const LoggedPacket &packet)
{
    const ParsedPacket parsed = parse(packet.captured, packet.length);
    if (packet.prefix == publishedLogPrefix) {
        drop(parsed, Direction::inbound, packet.came, Reason::notPublished, {});
        return;
    }
    if (packet.prefix == floodLogPrefix) {
        drop(parsed, Direction::inbound, packet.came, Reason::flood, {});
        m_target.flood();
        return;
    }
    const bool byIcmp = packet.prefix == icmpLogPrefix;
    RuleId rule;
    if (const auto item = icmpItemOf(parsed.version, parsed.icmpType, Direction::outbound); byIcmp && item)
        rule = {RuleId::Kind::icmp, static_cast<std::uint8_t>(*item), {}};
    drop(parsed, Direction::outbound, packet.left, byIcmp ? Reason::icmpNotAllowed : Reason::spoofedSource, rule);
}

void Reporter::drop(const ParsedPacket &packet, Direction direction, std::uint32_t interface, Reason reason,
                    const RuleId &rule)
{
    LogRecord record;
    record.time = m_clock.wall();
    record.action = LogAction::drop;
    record.direction = direction;
    record.reason = reason;
    record.rule = rule;
    record.protocol = packet.protocol;
    record.source = packet.source;
    record.destination = packet.destination;
    record.hasPorts = packet.hasPorts;
    record.sourcePort = packet.sourcePort;
    record.destinationPort = packet.destinationPort;
    record.hasTransport = packet.hasTransport;
    record.tcpFlags = packet.tcpFlags;
    record.tcpSequence = packet.tcpSequence;
    record.tcpAcknowledgement = packet.tcpAcknowledgement;
    record.tcpWindow = packet.tcpWindow;
    record.icmpType = packet.icmpType;
    record.icmpCode = packet.icmpCode;
    record.size = packet.size;
    record.interface = interface;
    push(record);
}

// An OPEN that does not fit into the ring is lost, and its CLOSE is not owed.
void Reporter::opened(Flow &flow)
{
    if (!m_connections || flow.logged)
        return;
    flow.logged = push(recordOf(flow, flow.origin == Direction::outbound ? LogAction::open : LogAction::openInbound));
}

void Reporter::closed(Flow &flow)
{
    if (flow.logged)
        close(recordOf(flow, LogAction::close));
    flow.logged = false;
}

void Reporter::closedMeanwhile(LogRecord begun)
{
    begun.action = LogAction::close;
    begun.time = m_clock.wall();
    close(begun);
}

// A CLOSE that does not fit waits for room.
void Reporter::close(const LogRecord &record)
{
    if ((!m_owed.empty() || m_target.ring.isFull()) && m_owed.size() < owedMax)
        m_owed.push_back(record);
    else
        push(record);
}

LogRecord Reporter::recordOf(const Flow &flow, LogAction action) const
{
    const bool fromHere = flow.origin == Direction::outbound;
    LogRecord record;
    record.time = m_clock.wall();
    record.action = action;
    record.direction = flow.origin;
    record.reason = Reason::knownFlow;
    record.rule = flow.rule;
    record.protocol = flow.key.protocol;
    record.source = fromHere ? flow.key.local : flow.key.remote;
    record.destination = fromHere ? flow.key.remote : flow.key.local;
    record.hasPorts = record.protocol == ipproto::tcp || record.protocol == ipproto::udp;
    record.sourcePort = fromHere ? flow.key.localPort : flow.key.remotePort;
    record.destinationPort = fromHere ? flow.key.remotePort : flow.key.localPort;
    return record;
}

bool Reporter::push(const LogRecord &record)
{
    m_pushed = true;
    return m_target.ring.push(record);
}

}  // namespace parapet
