// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/w3cline.h"

#include <array>
#include <ctime>

namespace parapet {
namespace {

enum Field {
    date,
    clock,
    action,
    protocol,
    sourceIp,
    destinationIp,
    sourcePort,
    destinationPort,
    size,
    tcpFlags,
    tcpSyn,
    tcpAck,
    tcpWindow,
    icmpType,
    icmpCode,
    info,
    path,
    fieldCount
};
using Fields = std::array<std::string, fieldCount>;

// tzset() each time: the machine may have moved to another time zone, and localtime_r() need not notice by itself.
void setTime(Fields &fields, WallTime time)
{
    const auto seconds = static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(time).count());
    std::tm local{};
    ::tzset();
    ::localtime_r(&seconds, &local);
    char text[64];
    fields[date].assign(text, std::strftime(text, sizeof text, "%Y-%m-%d", &local));
    fields[clock].assign(text, std::strftime(text, sizeof text, "%H:%M:%S", &local));
}

// The field knows TCP, UDP and ICMP; every other protocol is a number. ICMP is protocol 1 only: ICMPv6 has other types
// and codes, and "58" says whose they are.
std::string protocolText(std::uint8_t number)
{
    switch (number) {
    case ipproto::tcp: return "TCP";
    case ipproto::udp: return "UDP";
    case ipproto::icmp: return "ICMP";
    default: return std::to_string(number);
    }
}

void setEndpoints(Fields &fields, const LogRecord &record)
{
    fields[protocol] = protocolText(record.protocol);
    fields[sourceIp] = record.source.text();
    fields[destinationIp] = record.destination.text();
    if (!record.hasPorts || (record.protocol != ipproto::tcp && record.protocol != ipproto::udp))
        return;
    fields[sourcePort] = std::to_string(record.sourcePort);
    fields[destinationPort] = std::to_string(record.destinationPort);
}

// What only a DROP line has.
void setPacket(Fields &fields, const LogRecord &record)
{
    fields[size] = std::to_string(record.size);
    fields[path] = record.direction == Direction::inbound ? "RECEIVE" : "SEND";
    if (!record.hasTransport)
        return;
    if (record.protocol == ipproto::tcp) {
        fields[tcpFlags] = flagLetters(record.tcpFlags);
        fields[tcpSyn] = std::to_string(record.tcpSequence);
        fields[tcpAck] = std::to_string(record.tcpAcknowledgement);
        fields[tcpWindow] = std::to_string(record.tcpWindow);
    } else if (record.protocol == ipproto::icmp || record.protocol == ipproto::icmpv6) {
        fields[icmpType] = std::to_string(record.icmpType);
        fields[icmpCode] = std::to_string(record.icmpCode);
    }
}

std::string joined(const Fields &fields)
{
    std::string line;
    for (const std::string &field : fields) {
        if (!line.empty())
            line += ' ';
        line += field;
    }
    return line + "\r\n";
}

}  // namespace

std::string flagLetters(std::uint8_t flags)
{
    static constexpr std::pair<std::uint8_t, char> letters[] = {{tcpflag::ack, 'A'}, {tcpflag::fin, 'F'},
                                                                {tcpflag::psh, 'P'}, {tcpflag::rst, 'R'},
                                                                {tcpflag::syn, 'S'}, {tcpflag::urg, 'U'}};
    std::string text;
    for (const auto &[flag, letter] : letters) {
        if (flags & flag)
            text += letter;
    }
    return text.empty() ? "-" : text;
}

std::string w3cHeader(LogSoftware software)
{
    return std::string(w3cFirstLine)
        + (software == LogSoftware::microsoft ? "#Software: Microsoft Windows Firewall\r\n"
                                              : "#Software: Parapet Firewall\r\n")
        + "#Time Format: Local\r\n"
          "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin "
          "icmptype icmpcode info path\r\n"
          "\r\n";
}

std::string w3cLine(const LogRecord &record)
{
    Fields fields;
    fields.fill("-");
    setTime(fields, record.time);
    fields[action] = word(record.action);
    if (record.action == LogAction::eventsLost)
        fields[info] = std::to_string(record.lost);
    else
        setEndpoints(fields, record);
    if (record.action == LogAction::drop)
        setPacket(fields, record);
    return joined(fields);
}

}  // namespace parapet
