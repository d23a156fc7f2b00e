// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logwords.h"

#include "engine/model/protocol.h"
#include "engine/model/service.h"
#include "ui/models/exceptionid.h"
#include "ui/models/listeningwords.h"
#include "ui/models/logmodel.h"
#include "ui/models/plaintext.h"
#include "ui/models/servicewords.h"

#include <QDateTime>

#include <arpa/inet.h>
#include <netdb.h>

#include <algorithm>
#include <array>

namespace parapet {

namespace {

QString protocolWord(std::uint8_t protocol)
{
    switch (protocol) {
    case ipproto::tcp: return QStringLiteral("TCP");
    case ipproto::udp: return QStringLiteral("UDP");
    case ipproto::icmp: return QStringLiteral("ICMP");
    case ipproto::icmpv6: return QStringLiteral("ICMPv6");
    case ipproto::igmp: return QStringLiteral("IGMP");
    case ipproto::esp: return QStringLiteral("ESP");
    case ipproto::ah: return QStringLiteral("AH");
    default: return QString::number(protocol);
    }
}

// The name in /etc/services; empty when it has none.
QString systemsName(PortKey port)
{
    servent entry{};
    servent *found = nullptr;
    std::array<char, 1024> buffer{};
    const char *name = port.protocol == PortProtocol::tcp ? "tcp" : "udp";
    if (getservbyport_r(htons(port.port), name, &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return {};
    return plainLine(found->s_name);
}

bool holds(const ServicePort &port, PortKey key)
{
    return port.first.protocol == key.protocol && port.first.port <= key.port && key.port <= port.last;
}

QString text(const IpAddress &address)
{
    return QString::fromStdString(address.text());
}

QString source(const LogRecord &record)
{
    return text(record.source);
}

QString destination(const LogRecord &record)
{
    return text(record.destination);
}

QString protocolOf(const LogRecord &record)
{
    return protocolWord(record.protocol);
}

QString portOf(const LogRecord &record)
{
    return QString::number(record.destinationPort);
}

PortKey keyOf(const LogRecord &record)
{
    return {record.protocol == ipproto::tcp ? PortProtocol::tcp : PortProtocol::udp, record.destinationPort};
}

bool opensConnection(const LogRecord &record)
{
    return record.protocol == ipproto::tcp && record.hasTransport
        && (record.tcpFlags & (tcpflag::syn | tcpflag::ack)) == tcpflag::syn;
}

bool isIcmp(const LogRecord &record)
{
    return record.hasTransport && (record.protocol == ipproto::icmp || record.protocol == ipproto::icmpv6);
}

bool isDamaged(const LogRecord &record)
{
    return record.protocol == ipproto::tcp || record.protocol == ipproto::udp;
}

bool isFor(const Listener &listener, const LogRecord &record)
{
    const IpAddress &local = listener.local;
    const bool everywhere =
        local.isUnspecified() && (local.isV4() == record.destination.isV4() || (!local.isV4() && !listener.v6Only));
    return listener.port == keyOf(record) && (local == record.destination || everywhere);
}

}  // namespace

QString LogWords::heading(int column)
{
    switch (column) {
    case LogModel::Time: return tr("Time");
    case LogModel::Action: return tr("Action");
    case LogModel::Direction: return tr("Direction");
    case LogModel::Protocol: return tr("Protocol");
    case LogModel::Source: return tr("Source");
    case LogModel::SourcePort: return tr("Source port");
    case LogModel::Destination: return tr("Destination");
    case LogModel::DestinationPort: return tr("Port");
    case LogModel::Program: return tr("Program");
    case LogModel::Interface: return tr("Interface");
    case LogModel::Reason: return tr("Reason");
    case LogModel::Rule: return tr("Rule");
    case LogModel::Size: return tr("Size");
    case LogModel::Flags: return tr("TCP flags");
    case LogModel::Sequence: return tr("Sequence number");
    case LogModel::Acknowledgement: return tr("Acknowledgement number");
    case LogModel::WindowSize: return tr("Window size");
    case LogModel::IcmpType: return tr("ICMP type/code");
    case LogModel::Number: return tr("Number");
    default: return {};
    }
}

QString LogWords::time(WallTime time)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString LogWords::action(LogAction action)
{
    switch (action) {
    case LogAction::open: return tr("Opened");
    case LogAction::openInbound: return tr("Let in");
    case LogAction::close: return tr("Closed");
    case LogAction::drop: return tr("Dropped");
    case LogAction::eventsLost: return tr("Lost");
    }
    return {};
}

QString LogWords::direction(const LogRecord &record)
{
    if (record.action == LogAction::eventsLost)
        return {};
    return record.direction == Direction::inbound ? tr("In") : tr("Out");
}

QString LogWords::protocol(const LogRecord &record)
{
    return record.action == LogAction::eventsLost ? QString() : protocolOf(record);
}

QString LogWords::service(PortKey port)
{
    for (const Service &service : serviceCatalogue()) {
        if (std::ranges::any_of(service.ports, [port](const ServicePort &each) { return holds(each, port); }))
            return serviceWord(service.name);
    }
    const auto known = std::ranges::find(connectionServices(), port, &ConnectionService::port);
    return known != connectionServices().end() ? serviceWord(known->name) : systemsName(port);
}

QString LogWords::why(const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    switch (record.action) {
    case LogAction::eventsLost:
        return tr("%n event(s) came too fast to be recorded.", nullptr, static_cast<int>(record.lost));
    case LogAction::drop: return reason(record.reason);
    case LogAction::openInbound: return permission(stored);
    default: return {};
    }
}

// By which entry somebody was let in; what stood in the settings then.
QString LogWords::permission(const StoredRecord &stored)
{
    const RuleId &rule = stored.record.rule;
    switch (rule.kind) {
    case RuleId::Kind::none: return {};
    case RuleId::Kind::port: return tr("The exception for %1 allows it.", "TCP 80").arg(portText(rule.port));
    case RuleId::Kind::connectionPort: return tr("The settings of this connection allow it.");
    case RuleId::Kind::icmp: return tr("The ICMP settings allow it.");
    case RuleId::Kind::service:
        return tr("The exception for the service %1 allows it.").arg(serviceWord(serviceCatalogue()[rule.index].name));
    case RuleId::Kind::program:
        return stored.program.empty()
            ? tr("A program exception allows it.")
            : tr("The exception for the program %1 allows it.").arg(plainLine(stored.program));
    }
    return {};
}

QString LogWords::reason(Reason reason)
{
    switch (reason) {
    case Reason::knownFlow: return tr("It belongs to a known connection.");
    case Reason::relatedError: return tr("It reports an error of a known connection.");
    case Reason::hostNeed: return tr("This computer needs it to stay on the network.");
    case Reason::portException: return tr("An exception allows it.");
    case Reason::firewallOff: return tr("Parapet Firewall is turned off.");
    case Reason::serviceException: return tr("An enabled service of this computer allows it.");
    case Reason::icmpSetting: return tr("The ICMP settings allow it.");
    case Reason::multicastAnswer: return tr("It answers a question that this computer asked everybody.");
    case Reason::connectionPort: return tr("The settings of this connection allow it.");
    case Reason::programException: return tr("A program exception allows it.");
    case Reason::noException: return tr("No exception allows it.");
    case Reason::exceptionsOff: return tr("Exceptions are not allowed at the moment.");
    case Reason::outOfScope: return tr("An exception opens this port, but not for this sender.");
    case Reason::icmpNotAllowed: return tr("The ICMP settings do not allow it.");
    case Reason::notPublished: return tr("A container publishes the port, but no exception allows it.");
    case Reason::truncated: return tr("The packet is incomplete.");
    case Reason::lyingLength: return tr("The packet contradicts itself about its length.");
    case Reason::badVersion: return tr("It is neither an IPv4 nor an IPv6 packet.");
    case Reason::headerChain: return tr("The packet has too many or misplaced headers.");
    case Reason::laterFragment: return tr("It is a piece of a packet whose beginning was not seen.");
    case Reason::impossibleFlags: return tr("No honest program sends this combination of TCP flags.");
    case Reason::noHandshake: return tr("It belongs to no known connection.");
    case Reason::handshakeOrder: return tr("It came out of turn while a connection was being opened.");
    case Reason::spoofedSource: return tr("The sender's address is not one of this computer.");
    case Reason::notFromHost: return tr("The sender's address cannot be that of a computer.");
    case Reason::flood: return tr("It is one of a flood of packets that no exception allows.");
    }
    return tr("The reason is not known.");  // told by a newer helper
}

QString LogWords::sentence(const StoredRecord &stored)
{
    const QString because = why(stored);
    if (stored.record.action == LogAction::eventsLost)
        return because;
    const QString what = happened(stored.record);
    return because.isEmpty() ? what : tr("%1 %2", "what happened, why").arg(what, because);
}

// Each sentence stands whole, because languages differ in more than words. The values go in together: text of the packet
// is never taken for a placeholder.
QString LogWords::happened(const LogRecord &record)
{
    switch (record.action) {
    case LogAction::open: return opened(record);
    case LogAction::openInbound: return letIn(record);
    case LogAction::close: return closed(record);
    default: return record.direction == Direction::inbound ? cameIn(record) : wentOut(record);
    }
}

QString LogWords::opened(const LogRecord &record)
{
    if (!record.hasPorts)
        return tr("This computer opened a connection to %1, protocol %2.").arg(destination(record), protocolOf(record));
    const QString name = service(keyOf(record));
    return name.isEmpty() ? tr("This computer opened a connection to %1, %2 port %3.")
                                .arg(destination(record), protocolOf(record), portOf(record))
                          : tr("This computer opened a connection to %1, %2 port %3 (%4).")
                                .arg(destination(record), protocolOf(record), portOf(record), name);
}

QString LogWords::letIn(const LogRecord &record)
{
    if (!record.hasPorts)
        return tr("%1 opened a connection of protocol %2.").arg(source(record), protocolOf(record));
    const QString name = service(keyOf(record));
    return name.isEmpty()
        ? tr("%1 opened a connection to %2 port %3.").arg(source(record), protocolOf(record), portOf(record))
        : tr("%1 opened a connection to %2 port %3 (%4).")
              .arg(source(record), protocolOf(record), portOf(record), name);
}

QString LogWords::closed(const LogRecord &record)
{
    if (!record.hasPorts)
        return tr("The connection between %1 and %2, protocol %3, ended.")
            .arg(source(record), destination(record), protocolOf(record));
    const QString name = service(keyOf(record));
    return name.isEmpty() ? tr("The connection between %1 and %2, %3 port %4, ended.")
                                .arg(source(record), destination(record), protocolOf(record), portOf(record))
                          : tr("The connection between %1 and %2, %3 port %4 (%5), ended.")
                                .arg(source(record), destination(record), protocolOf(record), portOf(record), name);
}

QString LogWords::cameIn(const LogRecord &record)
{
    if (isIcmp(record))
        return tr("%1 sent an %2 message: %3.", "address, ICMP or ICMPv6, meaning")
            .arg(source(record), protocolOf(record), icmpName(record));
    if (!record.hasPorts)
        return isDamaged(record) ? tr("%1 sent a damaged %2 packet.").arg(source(record), protocolOf(record))
                                 : tr("%1 sent a packet of protocol %2.").arg(source(record), protocolOf(record));
    const QString name = service(keyOf(record));
    const QString from = source(record), protocol = protocolOf(record), port = portOf(record);
    if (opensConnection(record))
        return name.isEmpty() ? tr("%1 tried to open a connection to %2 port %3.").arg(from, protocol, port)
                              : tr("%1 tried to open a connection to %2 port %3 (%4).").arg(from, protocol, port, name);
    return name.isEmpty() ? tr("%1 sent a packet to %2 port %3.").arg(from, protocol, port)
                          : tr("%1 sent a packet to %2 port %3 (%4).").arg(from, protocol, port, name);
}

QString LogWords::wentOut(const LogRecord &record)
{
    const QString to = destination(record), protocol = protocolOf(record), port = portOf(record);
    if (isIcmp(record))
        return tr("This computer tried to send an %1 message to %2: %3.", "ICMP or ICMPv6, address, meaning")
            .arg(protocol, to, icmpName(record));
    if (!record.hasPorts)
        return isDamaged(record) ? tr("This computer tried to send a damaged %1 packet to %2.").arg(protocol, to)
                                 : tr("This computer tried to send a packet of protocol %1 to %2.").arg(protocol, to);
    const QString name = service(keyOf(record));
    if (opensConnection(record))
        return name.isEmpty()
            ? tr("This computer tried to open a connection to %1, %2 port %3.").arg(to, protocol, port)
            : tr("This computer tried to open a connection to %1, %2 port %3 (%4).").arg(to, protocol, port, name);
    return name.isEmpty()
        ? tr("This computer tried to send a packet to %1, %2 port %3.").arg(to, protocol, port)
        : tr("This computer tried to send a packet to %1, %2 port %3 (%4).").arg(to, protocol, port, name);
}

const ListeningProgram *LogWords::listening(const LogRecord &record, const std::vector<ListeningProgram> &rows)
{
    const auto found =
        std::ranges::find_if(rows, [&record](const ListeningProgram &row) { return isFor(row.listener, record); });
    return found == rows.end() ? nullptr : &*found;
}

QString LogWords::listener(const LogRecord &record, const std::vector<ListeningProgram> &rows)
{
    const bool wasRefused = record.reason == Reason::noException || record.reason == Reason::exceptionsOff
        || record.reason == Reason::outOfScope;
    const bool matters = record.action == LogAction::drop && record.direction == Direction::inbound && record.hasPorts
        && wasRefused && !record.destination.isMulticast();
    if (!matters)
        return {};
    const ListeningProgram *found = listening(record, rows);
    if (!found)
        return tr("Nothing on this computer listens there now.");
    return found->owners.empty() ? tr("A program of this computer listens there now.")
                                 : tr("The program %1 listens there now.").arg(ListeningWords::program(*found));
}

// The numbers a person meets (RFC 792, RFC 4443); the others are told by number.
QString LogWords::icmpName(const LogRecord &record)
{
    const bool v6 = record.protocol == ipproto::icmpv6;
    const int type = record.icmpType;
    if (type == (v6 ? 128 : 8))
        return tr("echo request, a \"ping\"");
    if (type == (v6 ? 129 : 0))
        return tr("echo reply");
    if (type == (v6 ? 1 : 3))
        return tr("destination unreachable");
    if (type == (v6 ? 3 : 11))
        return tr("time exceeded");
    if (type == (v6 ? 137 : 5))
        return tr("redirect");
    return tr("type %1, code %2").arg(QString::number(type), QString::number(record.icmpCode));
}

}  // namespace parapet
