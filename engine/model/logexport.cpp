// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/logexport.h"

#include "engine/model/protocol.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace parapet {

namespace {

bool isDrop(const LogRecord &record)
{
    return record.action == LogAction::drop;
}

std::string quoted(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string field = "\"";
    for (const char c : text)
        field.append(c == '"' ? 2 : 1, c);
    return field + '"';
}

// A line of fields; what is not valid is empty.
class Row {
public:
    void add(std::string_view text)
    {
        m_line.append(m_line.empty() && !m_any ? "" : ",").append(quoted(text)), m_any = true;
    }
    void add(bool valid, std::uint64_t number) { add(valid ? std::to_string(number) : std::string()); }
    std::string take() { return m_line + "\r\n"; }

private:
    std::string m_line;
    bool m_any = false;
};

std::string escaped(std::string_view text)
{
    std::string shown = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            shown += '\\';
            shown += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
            shown += code;
        } else {
            shown += c;
        }
    }
    return shown + '"';
}

// One object without objects in it: ECS takes "source.ip" as well.
class Object {
public:
    void add(std::string_view key, std::string_view text)
    {
        if (!text.empty())
            raw(key, escaped(text));
    }
    void add(std::string_view key, std::uint64_t number) { raw(key, std::to_string(number)); }
    void raw(std::string_view key, std::string_view json)
    {
        m_text.append(m_text.empty() ? "{" : ",").append(escaped(key)).append(":").append(json);
    }
    std::string take() { return m_text + "}\n"; }

private:
    std::string m_text;
};

std::string lowered(std::string_view word)
{
    std::string text(word);
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return text;
}

std::string_view eventType(LogAction action)
{
    switch (action) {
    case LogAction::open:
    case LogAction::openInbound: return R"(["connection","allowed","start"])";
    case LogAction::close: return R"(["connection","end"])";
    case LogAction::drop: return R"(["connection","denied"])";
    case LogAction::eventsLost: return R"(["info"])";
    }
    return "[]";
}

std::string transport(std::uint8_t protocol)
{
    switch (protocol) {
    case ipproto::tcp: return "tcp";
    case ipproto::udp: return "udp";
    case ipproto::icmp: return "icmp";
    case ipproto::icmpv6: return "ipv6-icmp";
    default: return {};
    }
}

void addPacket(Object &object, const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    const bool in = record.direction == Direction::inbound;
    object.add("network.direction", in ? "ingress" : "egress");
    object.add("network.transport", transport(record.protocol));
    object.add("network.iana_number", std::to_string(record.protocol));
    object.add("source.ip", record.source.text());
    if (record.hasPorts)
        object.add("source.port", record.sourcePort);
    object.add("destination.ip", record.destination.text());
    if (record.hasPorts)
        object.add("destination.port", record.destinationPort);
    object.add(in ? "observer.ingress.interface.name" : "observer.egress.interface.name", stored.interface);
    object.add("process.executable", stored.program);
    object.add("rule.name", text(record.rule));
}

void addDrop(Object &object, const LogRecord &record)
{
    object.add("event.reason", word(record.reason));
    object.add("network.bytes", record.size);
    if (hasTcpFields(record)) {
        object.add("parapet.tcp.flags", record.tcpFlags);
        object.add("parapet.tcp.sequence", record.tcpSequence);
        object.add("parapet.tcp.acknowledgement", record.tcpAcknowledgement);
        object.add("parapet.tcp.window", record.tcpWindow);
    }
    if (hasIcmpFields(record)) {
        object.add("parapet.icmp.type", record.icmpType);
        object.add("parapet.icmp.code", record.icmpCode);
    }
}

}  // namespace

std::string utcText(WallTime time)
{
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto seconds = static_cast<std::time_t>(whole.count());
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char date[40], text[64];
    std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text, sizeof text, "%s.%06dZ", date, static_cast<int>((time - whole).count()));
    return text;
}

std::string csvHeader()
{
    return "id,time,action,direction,protocol,source,source_port,destination,destination_port,size,tcp_flags,tcp_"
           "sequence,"
           "tcp_acknowledgement,tcp_window,icmp_type,icmp_code,reason,rule,interface,program,lost\r\n";
}

std::string csvLine(const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    const bool known = record.action != LogAction::eventsLost, ports = known && record.hasPorts;
    Row row;
    row.add(std::to_string(stored.id));
    row.add(utcText(record.time));
    row.add(word(record.action));
    row.add(!known ? "" : record.direction == Direction::inbound ? "in" : "out");
    row.add(known, record.protocol);
    row.add(known ? record.source.text() : std::string());
    row.add(ports, record.sourcePort);
    row.add(known ? record.destination.text() : std::string());
    row.add(ports, record.destinationPort);
    row.add(isDrop(record), record.size);
    row.add(hasTcpFields(record), record.tcpFlags);
    row.add(hasTcpFields(record), record.tcpSequence);
    row.add(hasTcpFields(record), record.tcpAcknowledgement);
    row.add(hasTcpFields(record), record.tcpWindow);
    row.add(hasIcmpFields(record), record.icmpType);
    row.add(hasIcmpFields(record), record.icmpCode);
    row.add(isDrop(record) ? word(record.reason) : std::string_view());
    row.add(text(record.rule));
    row.add(stored.interface);
    row.add(stored.program);
    row.add(!known, record.lost);
    return row.take();
}

std::string jsonLine(const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    Object object;
    object.add("@timestamp", utcText(record.time));
    object.add("ecs.version", "8.11.0");
    object.add("event.sequence", static_cast<std::uint64_t>(stored.id));
    object.add("event.kind", "event");
    object.raw("event.category", R"(["network"])");
    object.raw("event.type", eventType(record.action));
    object.add("event.action", lowered(word(record.action)));
    object.add("observer.product", "Parapet Firewall");
    if (record.action == LogAction::eventsLost)
        object.add("parapet.events_lost", record.lost);
    else
        addPacket(object, stored);
    if (isDrop(record))
        addDrop(object, record);
    return object.take();
}

}  // namespace parapet
