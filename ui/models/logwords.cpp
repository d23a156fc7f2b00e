// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logwords.h"

#include "engine/model/protocol.h"
#include "ui/models/logmodel.h"
#include "ui/models/plaintext.h"

#include <QDateTime>

#include <arpa/inet.h>
#include <netdb.h>

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
QString serviceName(std::uint16_t port, std::uint8_t protocol)
{
    servent entry{};
    servent *found = nullptr;
    std::array<char, 1024> buffer{};
    const char *name = protocol == ipproto::tcp ? "tcp" : "udp";
    if (getservbyport_r(htons(port), name, &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return {};
    return plainLine(found->s_name);
}

QString text(const IpAddress &address)
{
    return QString::fromStdString(address.text());
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

}  // namespace

QString LogWords::heading(int column)
{
    switch (column) {
    case LogModel::Time: return tr("Time");
    case LogModel::Action: return tr("Action");
    case LogModel::Protocol: return tr("Protocol");
    case LogModel::Source: return tr("Source");
    case LogModel::SourcePort: return tr("Source port");
    case LogModel::Destination: return tr("Destination");
    case LogModel::DestinationPort: return tr("Port");
    case LogModel::Interface: return tr("Interface");
    case LogModel::Reason: return tr("Reason");
    case LogModel::Size: return tr("Size");
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

QString LogWords::protocol(const LogRecord &record)
{
    return record.action == LogAction::eventsLost ? QString() : protocolWord(record.protocol);
}

QString LogWords::interface(const StoredRecord &stored)
{
    return plainLine(stored.interface);
}

QString LogWords::why(const LogRecord &record)
{
    if (record.action == LogAction::eventsLost)
        return tr("%n event(s) came too fast to be recorded.", nullptr, static_cast<int>(record.lost));
    return record.action == LogAction::drop ? reason(record.reason) : QString();
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
    case Reason::outOfScope: return tr("An exception allows it, but not from this computer.");
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

QString LogWords::sentence(const LogRecord &record)
{
    const QString because = why(record);
    if (record.action == LogAction::eventsLost)
        return because;
    return because.isEmpty() ? happened(record) : tr("%1 %2", "what happened, why").arg(happened(record), because);
}

// Arguments go in by one arg() call each time: text of the packet is never taken for a placeholder.
QString LogWords::happened(const LogRecord &record)
{
    switch (record.action) {
    case LogAction::open:
        return tr("This computer opened a connection to %1, %2.").arg(text(record.destination), port(record));
    case LogAction::openInbound: return tr("%1 opened a connection to %2.").arg(text(record.source), port(record));
    case LogAction::close:
        return tr("The connection between %1 and %2, %3, ended.")
            .arg(text(record.source), text(record.destination), port(record));
    default: return record.direction == Direction::inbound ? cameIn(record) : wentOut(record);
    }
}

QString LogWords::cameIn(const LogRecord &record)
{
    if (opensConnection(record) && record.hasPorts)
        return tr("%1 tried to open a connection to %2.").arg(text(record.source), port(record));
    return record.hasPorts ? tr("%1 sent %2 to %3.").arg(text(record.source), packet(record), port(record))
                           : tr("%1 sent %2.").arg(text(record.source), packet(record));
}

QString LogWords::wentOut(const LogRecord &record)
{
    if (opensConnection(record) && record.hasPorts)
        return tr("This computer tried to open a connection to %1, %2.").arg(text(record.destination), port(record));
    return record.hasPorts
        ? tr("This computer tried to send %1 to %2, %3.").arg(packet(record), text(record.destination), port(record))
        : tr("This computer tried to send %1 to %2.").arg(packet(record), text(record.destination));
}

QString LogWords::packet(const LogRecord &record)
{
    if (isIcmp(record))
        return tr("an %1 message (%2)", "ICMP or ICMPv6, meaning").arg(protocolWord(record.protocol), icmpName(record));
    if (record.hasPorts)
        return tr("a packet");
    switch (record.protocol) {
    case ipproto::tcp:
    case ipproto::udp: return tr("a damaged %1 packet").arg(protocolWord(record.protocol));
    default: return tr("a packet of protocol %1").arg(protocolWord(record.protocol));
    }
}

QString LogWords::port(const LogRecord &record)
{
    if (!record.hasPorts)
        return tr("protocol %1").arg(protocolWord(record.protocol));
    const QString number = QString::number(record.destinationPort);
    const QString service = serviceName(record.destinationPort, record.protocol);
    return service.isEmpty() ? tr("%1 port %2", "TCP or UDP, number").arg(protocolWord(record.protocol), number)
                             : tr("%1 port %2 (%3)", "TCP or UDP, number, name of service")
                                   .arg(protocolWord(record.protocol), number, service);
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
