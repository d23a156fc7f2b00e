// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/eventrow.h"

#include <algorithm>
#include <string>

namespace parapet::eventrow {
namespace {

// Positions of bind(), which count from 1; a column of a result is one less.
enum Column {
    id = 1,
    time,
    kind,
    direction,
    rule,
    protocol,
    source,
    destination,
    sourcePort,
    destinationPort,
    size,
    tcpFlags,
    tcpSequence,
    tcpAcknowledgement,
    tcpWindow,
    icmpType,
    icmpCode,
    lost,
    interface,
    program
};

void bindIf(bool valid, Statement &insert, int column, std::int64_t value)
{
    if (valid)
        insert.bind(column, value);
    else
        insert.bindNull(column);
}

void bindEndpoints(Statement &insert, const LogRecord &record)
{
    const bool known = record.action != LogAction::eventsLost;
    bindIf(known, insert, protocol, record.protocol);
    bindIf(known && record.hasPorts, insert, sourcePort, record.sourcePort);
    bindIf(known && record.hasPorts, insert, destinationPort, record.destinationPort);
    if (known)
        insert.bindBlob(source, bytesOf(record.source)).bindBlob(destination, bytesOf(record.destination));
    else
        insert.bindNull(source).bindNull(destination);
}

void bindPacket(Statement &insert, const LogRecord &record)
{
    const bool dropped = record.action == LogAction::drop;
    const bool tcp = hasTcpFields(record), icmp = hasIcmpFields(record);
    bindIf(dropped, insert, size, record.size);
    bindIf(tcp, insert, tcpFlags, record.tcpFlags);
    bindIf(tcp, insert, tcpSequence, record.tcpSequence);
    bindIf(tcp, insert, tcpAcknowledgement, record.tcpAcknowledgement);
    bindIf(tcp, insert, tcpWindow, record.tcpWindow);
    bindIf(icmp, insert, icmpType, record.icmpType);
    bindIf(icmp, insert, icmpCode, record.icmpCode);
}

// The number in a column, 0 where there is none. The CHECK of each column keeps it within T.
template <class T> T number(const Statement &row, Column column)
{
    return static_cast<T>(row.integer(column - 1));
}

bool has(const Statement &row, Column column)
{
    return !row.isNull(column - 1);
}

// False where the kind is none that this version knows.
bool setKind(LogRecord &record, std::int64_t kind)
{
    if (kind < firstKindOfOthers) {
        record.action = LogAction::drop;
        record.reason = static_cast<Reason>(kind);
        return true;
    }
    record.action = static_cast<LogAction>(kind - firstKindOfOthers);
    return kind - firstKindOfOthers <= static_cast<std::int64_t>(LogAction::eventsLost)
        && record.action != LogAction::drop;
}

}  // namespace

std::int64_t kindOf(LogAction action)
{
    return firstKindOfOthers + static_cast<std::int64_t>(action);
}

std::int64_t kindOf(Reason reason)
{
    return static_cast<std::int64_t>(reason);
}

std::int64_t kindOf(const LogRecord &record)
{
    return record.action == LogAction::drop ? kindOf(record.reason) : kindOf(record.action);
}

std::span<const std::uint8_t> bytesOf(const IpAddress &address)
{
    const std::span<const std::uint8_t, 16> all = address.bytes();
    return address.isV4() ? all.last(4) : all;
}

IpAddress addressOf(std::span<const std::uint8_t> raw)
{
    const auto bytes = std::as_bytes(raw);
    if (bytes.size() == 4)
        return IpAddress::v4(bytes.first<4>());
    return bytes.size() == 16 ? IpAddress::v6(bytes.first<16>()) : IpAddress();
}

void bind(Statement &insert, std::int64_t newId, const LogRecord &record, const Names &names)
{
    insert.bind(id, newId).bind(time, record.time.count()).bind(kind, kindOf(record));
    insert.bind(direction, static_cast<std::int64_t>(record.direction)).bind(rule, text(record.rule));
    bindEndpoints(insert, record);
    bindPacket(insert, record);
    bindIf(record.action == LogAction::eventsLost, insert, lost, static_cast<std::int64_t>(record.lost));
    bindIf(names.interface.has_value(), insert, interface, names.interface.value_or(0));
    bindIf(names.program.has_value(), insert, program, names.program.value_or(0));
}

std::optional<StoredRecord> read(const Statement &row)
{
    StoredRecord stored;
    LogRecord &record = stored.record;
    if (!setKind(record, row.integer(kind - 1)))
        return {};
    stored.id = row.integer(id - 1);
    stored.interface = row.text(interface - 1);
    stored.program = row.text(program - 1);
    record.time = WallTime(row.integer(time - 1));
    record.direction = number<Direction>(row, direction);
    record.rule = ruleFromText(row.text(rule - 1)).value_or(RuleId{});
    record.protocol = number<std::uint8_t>(row, protocol);
    record.source = addressOf(row.blob(source - 1));
    record.destination = addressOf(row.blob(destination - 1));
    record.hasPorts = has(row, sourcePort);
    record.sourcePort = number<std::uint16_t>(row, sourcePort);
    record.destinationPort = number<std::uint16_t>(row, destinationPort);
    record.size = number<std::uint32_t>(row, size);
    record.hasTransport = has(row, tcpFlags) || has(row, icmpType);
    record.tcpFlags = number<std::uint8_t>(row, tcpFlags);
    record.tcpSequence = number<std::uint32_t>(row, tcpSequence);
    record.tcpAcknowledgement = number<std::uint32_t>(row, tcpAcknowledgement);
    record.tcpWindow = number<std::uint16_t>(row, tcpWindow);
    record.icmpType = number<std::uint8_t>(row, icmpType);
    record.icmpCode = number<std::uint8_t>(row, icmpCode);
    record.lost = number<std::uint64_t>(row, lost);
    return stored;
}

}  // namespace parapet::eventrow
