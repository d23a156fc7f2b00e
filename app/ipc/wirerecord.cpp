// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"
#include "app/ipc/wiresettings.h"

#include "engine/model/protocol.h"

#include <QStringList>

namespace parapet {

namespace {

std::optional<Direction> directionFromWord(std::string_view text)
{
    if (text == "in")
        return Direction::inbound;
    return text == "out" ? std::optional(Direction::outbound) : std::nullopt;
}

bool isIcmp(const LogRecord &record)
{
    return record.protocol == ipproto::icmp || record.protocol == ipproto::icmpv6;
}

void addDropped(QVariantMap &map, const LogRecord &record)
{
    map.insert(QStringLiteral("reason"), wireText(word(record.reason)));
    map.insert(QStringLiteral("size"), record.size);
    if (record.hasTransport && record.protocol == ipproto::tcp) {
        map.insert(QStringLiteral("tcp-flags"), uint(record.tcpFlags));
        map.insert(QStringLiteral("tcp-sequence"), record.tcpSequence);
        map.insert(QStringLiteral("tcp-acknowledgement"), record.tcpAcknowledgement);
        map.insert(QStringLiteral("tcp-window"), uint(record.tcpWindow));
    }
    if (record.hasTransport && isIcmp(record)) {
        map.insert(QStringLiteral("icmp-type"), uint(record.icmpType));
        map.insert(QStringLiteral("icmp-code"), uint(record.icmpCode));
    }
}

void addPacket(QVariantMap &map, const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    map.insert(QStringLiteral("direction"),
               record.direction == Direction::inbound ? QStringLiteral("in") : QStringLiteral("out"));
    map.insert(QStringLiteral("protocol"), uint(record.protocol));
    map.insert(QStringLiteral("source"), wireText(record.source.text()));
    map.insert(QStringLiteral("destination"), wireText(record.destination.text()));
    if (record.hasPorts) {
        map.insert(QStringLiteral("source-port"), uint(record.sourcePort));
        map.insert(QStringLiteral("destination-port"), uint(record.destinationPort));
    }
    if (record.rule.kind != RuleId::Kind::none)
        map.insert(QStringLiteral("rule"), wireText(text(record.rule)));
    if (!stored.interface.empty())
        map.insert(QStringLiteral("interface"), wireText(stored.interface));
    if (!stored.program.empty())
        map.insert(QStringLiteral("program"), wireText(stored.program));
    if (record.action == LogAction::drop)
        addDropped(map, record);
}

void takeDropped(Dictionary &from, LogRecord &record)
{
    record.reason = from.word(QLatin1String("reason"), reasonFromWord, "a reason that is known here");
    record.size = from.number<std::uint32_t>(QLatin1String("size"));
    if (record.protocol == ipproto::tcp && from.has(QLatin1String("tcp-flags"))) {
        record.hasTransport = true;
        record.tcpFlags = from.number<std::uint8_t>(QLatin1String("tcp-flags"));
        record.tcpSequence = from.number<std::uint32_t>(QLatin1String("tcp-sequence"));
        record.tcpAcknowledgement = from.number<std::uint32_t>(QLatin1String("tcp-acknowledgement"));
        record.tcpWindow = from.number<std::uint16_t>(QLatin1String("tcp-window"));
    }
    if (isIcmp(record) && from.has(QLatin1String("icmp-type"))) {
        record.hasTransport = true;
        record.icmpType = from.number<std::uint8_t>(QLatin1String("icmp-type"));
        record.icmpCode = from.number<std::uint8_t>(QLatin1String("icmp-code"));
    }
}

void takePacket(Dictionary &from, StoredRecord &stored)
{
    LogRecord &record = stored.record;
    record.direction = from.word(QLatin1String("direction"), directionFromWord, "in or out");
    record.protocol = from.number<std::uint8_t>(QLatin1String("protocol"));
    record.source = from.word(QLatin1String("source"), IpAddress::parse, "an IP address");
    record.destination = from.word(QLatin1String("destination"), IpAddress::parse, "an IP address");
    if (from.has(QLatin1String("source-port"))) {
        record.hasPorts = true;
        record.sourcePort = from.number<std::uint16_t>(QLatin1String("source-port"));
        record.destinationPort = from.number<std::uint16_t>(QLatin1String("destination-port"));
    }
    if (from.has(QLatin1String("rule")))
        record.rule = from.word(QLatin1String("rule"), ruleFromText, "an entry such as \"port TCP:80\"");
    if (from.has(QLatin1String("interface")))
        stored.interface = from.text(QLatin1String("interface"));
    if (from.has(QLatin1String("program")))
        stored.program = from.text(QLatin1String("program"));
    if (record.action == LogAction::drop)
        takeDropped(from, record);
}

}  // namespace

QVariantMap toWire(const StoredRecord &stored)
{
    QVariantMap map{{QStringLiteral("id"), qlonglong(stored.id)},
                    {QStringLiteral("time"), qlonglong(stored.record.time.count())},
                    {QStringLiteral("action"), wireText(word(stored.record.action))}};
    if (stored.record.action == LogAction::eventsLost)
        map.insert(QStringLiteral("lost"), qulonglong(stored.record.lost));
    else
        addPacket(map, stored);
    return map;
}

Result<StoredRecord> recordFromWire(const QVariantMap &map)
{
    StoredRecord stored;
    Dictionary from(map, QStringLiteral("Record"));
    stored.id = from.number<std::int64_t>(QLatin1String("id"));
    stored.record.time = WallTime(from.number<std::int64_t>(QLatin1String("time")));
    stored.record.action =
        from.word(QLatin1String("action"), logActionFromWord, "OPEN, OPEN-INBOUND, CLOSE, DROP or INFO-EVENTS-LOST");
    if (stored.record.action == LogAction::eventsLost)
        stored.record.lost = from.number<std::uint64_t>(QLatin1String("lost"));
    else
        takePacket(from, stored);
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    return stored;
}

}  // namespace parapet
