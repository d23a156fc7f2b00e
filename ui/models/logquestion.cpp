// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logquestion.h"

#include "engine/base/limits.h"

namespace parapet {

namespace {

WallTime wallTime(const QDateTime &time)
{
    return std::chrono::milliseconds(time.toMSecsSinceEpoch());
}

std::optional<std::uint16_t> portNumber(const QString &text)
{
    bool isNumber = false;
    const uint number = text.trimmed().toUInt(&isNumber);
    return isNumber && number <= 65'535 ? std::optional(static_cast<std::uint16_t>(number)) : std::nullopt;
}

void setPeriod(LogFilter &filter, const LogQuestion &question, const QDateTime &now)
{
    using Period = LogQuestion::Period;
    switch (question.period) {
    case Period::all: break;
    case Period::lastHour: filter.from = wallTime(now.addSecs(-3600)); break;
    case Period::today: filter.from = wallTime(now.date().startOfDay()); break;
    case Period::lastWeek: filter.from = wallTime(now.addDays(-7)); break;
    case Period::custom:
        filter.from = wallTime(question.from);
        filter.to = wallTime(question.to) + std::chrono::seconds(1) - WallTime(1);
        break;
    }
}

}  // namespace

LogQuestion::Problems LogQuestion::problems() const
{
    Problems found;
    if (period == Period::custom && from > to)
        found.time = tr("The end of the time is before its beginning.");
    if (!address.trimmed().isEmpty() && !AddressRange::parse(address.trimmed().toStdString()))
        found.address = tr("This is not an address. Type one such as 192.0.2.7, a network such as 192.0.2.0/24, or a "
                           "range with a hyphen.");
    if (!port.trimmed().isEmpty() && !portNumber(port))
        found.port = tr("Type a port from 0 to 65535.");
    if (text.size() > qsizetype(limits::filterTextLength))
        found.text = tr("Type at most %n character(s).", nullptr, static_cast<int>(limits::filterTextLength));
    return found;
}

LogFilter LogQuestion::filter(const QDateTime &now) const
{
    LogFilter filter;
    setPeriod(filter, *this, now);
    if (action)
        filter.actions = {*action};
    if (protocol)
        filter.protocols = {*protocol};
    if (const auto range = AddressRange::parse(address.trimmed().toStdString()))
        filter.address = *range;
    if (!port.trimmed().isEmpty())
        filter.port = portNumber(port);
    filter.program = program.trimmed().toStdString();
    filter.interface = interface.trimmed().toStdString();
    filter.text = text.toStdString();
    return filter;
}

LogQuestion LogQuestion::similarTo(const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    LogQuestion question;
    question.action = record.action;
    if (record.action == LogAction::eventsLost)
        return question;
    question.protocol = record.protocol;
    const IpAddress &other = record.direction == Direction::inbound ? record.source : record.destination;
    question.address = QString::fromStdString(other.text());
    if (record.hasPorts)
        question.port = QString::number(record.destinationPort);
    return question;
}

}  // namespace parapet
