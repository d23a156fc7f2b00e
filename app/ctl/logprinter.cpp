// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/logprinter.h"

#include "app/ctl/plaintext.h"
#include "engine/model/logexport.h"
#include "engine/model/w3cline.h"

#include <QDateTime>

namespace parapet::ctl {

namespace {

std::string localTime(WallTime time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time);
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(milliseconds.count());
    return local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")).toStdString();
}

std::string endpoint(const IpAddress &address, const LogRecord &record, std::uint16_t port)
{
    if (!record.hasPorts)
        return address.text();
    return (address.isV4() ? address.text() : "[" + address.text() + "]") + ":" + std::to_string(port);
}

void add(std::string &line, std::string_view word)
{
    if (!word.empty())
        line.append(" ").append(word);
}

// "2026-03-01 08:05:57.123 DROP TCP 192.0.2.7:4000 -> 192.0.2.1:445 in eth0: no-exception"
std::string textLine(const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    std::string line = localTime(record.time);
    add(line, word(record.action));
    if (record.action == LogAction::eventsLost)
        return line + " " + std::to_string(record.lost) + "\n";
    add(line, protocolText(record.protocol));
    add(line, endpoint(record.source, record, record.sourcePort));
    add(line, "->");
    add(line, endpoint(record.destination, record, record.destinationPort));
    add(line, record.direction == Direction::inbound ? "in" : "out");
    add(line, stored.interface);
    if (record.action == LogAction::drop)
        line.append(": ").append(word(record.reason));
    if (record.rule.kind != RuleId::Kind::none)
        line.append(" (").append(text(record.rule)).append(")");
    add(line, stored.program);
    return line + "\n";
}

}  // namespace

std::string headerOf(LogFormat format)
{
    if (format == LogFormat::csv)
        return csvHeader();
    return format == LogFormat::w3c ? w3cHeader() : std::string();
}

// The escapes of plain() are those of JSON too, so there they go over the whole line.
std::string lineOf(LogFormat format, const StoredRecord &stored)
{
    if (format == LogFormat::json) {
        std::string line = jsonLine(stored);
        line.pop_back();
        return plain(line) + "\n";
    }
    StoredRecord shown = stored;
    shown.interface = plain(stored.interface);
    shown.program = plain(stored.program);
    switch (format) {
    case LogFormat::csv: return csvLine(shown);
    case LogFormat::w3c: return w3cLine(shown.record);
    default: return textLine(shown);
    }
}

}  // namespace parapet::ctl
