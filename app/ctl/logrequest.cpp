// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/logrequest.h"

#include "app/ctl/plaintext.h"

#include <QCommandLineParser>
#include <QRegularExpression>
#include <QStringList>

#include <array>
#include <optional>

namespace parapet::ctl {

namespace {

struct Option {
    const char *name, *value, *meaning;
};

constexpr std::array options{
    Option{"follow", nullptr, "Go on with what is recorded from now on, until it is stopped."},
    Option{"since", "time", "Not older: 90s, 30m, 2h or 7d ago, 14:30, 2026-03-01, or \"2026-03-01 14:30\"."},
    Option{"until", "time", "Not younger; as --since."},
    Option{"action", "list", "OPEN, OPEN-INBOUND, CLOSE, DROP or INFO-EVENTS-LOST; several with commas."},
    Option{"protocol", "list", "TCP, UDP, ICMP, ICMPv6 or a number; several with commas."},
    Option{"reason", "list", "Why it was dropped, e.g. no-exception; several with commas."},
    Option{"address", "address", "From or to this address, or a subnet such as 192.0.2.0/24."},
    Option{"port", "number", "To this port; also from it, if it is below 1024."},
    Option{"program", "path", "Let in for this program."},
    Option{"interface", "name", "By this network interface."},
    Option{"text", "text", "With this text in it; slow, as every row is read."},
    Option{"count", "number", "The newest of them; 1000 if left out, 0 for all."},
    Option{"format", "format", "text, csv, json (lines with ECS names) or w3c (pfirewall.log)."},
};

Error problem(const char *option, const QString &value, const char *allowed)
{
    return {ErrorKind::invalid,
            plain(value.toStdString()) + " is not an acceptable value for --" + option + ".\nIt must be " + allowed
                + "."};
}

template <class T, class Parse>
Outcome takeList(const QCommandLineParser &parser, const char *option, const char *allowed, Parse parse,
                 std::vector<T> &values)
{
    const QString given = parser.value(QLatin1String(option));
    for (const QString &word : given.split(u',', Qt::SkipEmptyParts)) {
        const std::optional<T> value = parse(word.trimmed().toStdString());
        if (!value)
            return problem(option, word, allowed);
        values.push_back(*value);
    }
    return Done{};
}

std::optional<LogAction> action(const std::string &word)
{
    return logActionFromWord(QString::fromStdString(word).toUpper().toStdString());
}

std::optional<QDateTime> ago(const QString &text, const QDateTime &now)
{
    static const QRegularExpression span(QStringLiteral("^(\\d{1,9})([smhd])$"));
    const auto match = span.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 number = match.captured(1).toLongLong();
    switch (match.captured(2).front().unicode()) {
    case 's': return now.addSecs(-number);
    case 'm': return now.addSecs(-number * 60);
    case 'h': return now.addSecs(-number * 3600);
    default: return now.addDays(-number);
    }
}

std::optional<QDateTime> timeOf(const QString &text, const QDateTime &now)
{
    if (const auto before = ago(text, now))
        return before;
    if (const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs); time.isValid())
        return time;  // also as --format json prints it
    for (const char *format : {"HH:mm:ss", "HH:mm"}) {
        const QTime time = QTime::fromString(text, QLatin1String(format));
        if (time.isValid())
            return QDateTime(now.date(), time);
    }
    return std::nullopt;
}

Outcome takeTime(const QCommandLineParser &parser, const char *option, const QDateTime &now,
                 std::optional<WallTime> &time)
{
    const QString given = parser.value(QLatin1String(option));
    if (given.isEmpty())
        return Done{};
    const auto found = timeOf(given, now);
    if (!found || found->toMSecsSinceEpoch() < 0)
        return problem(option, given, "a time such as 2h, 14:30, 2026-03-01 or \"2026-03-01 14:30\"");
    time = std::chrono::milliseconds(found->toMSecsSinceEpoch());
    return Done{};
}

Outcome takePlaces(const QCommandLineParser &parser, LogFilter &filter)
{
    if (parser.isSet(QStringLiteral("address"))) {
        const auto range = AddressRange::parse(parser.value(QStringLiteral("address")).toStdString());
        if (!range)
            return problem("address", parser.value(QStringLiteral("address")), "an address or a subnet");
        filter.address = *range;
    }
    if (parser.isSet(QStringLiteral("port"))) {
        bool isNumber = false;
        filter.port = parser.value(QStringLiteral("port")).toUShort(&isNumber);
        if (!isNumber)
            return problem("port", parser.value(QStringLiteral("port")), "a number from 0 to 65535");
    }
    filter.program = parser.value(QStringLiteral("program")).toStdString();
    filter.interface = parser.value(QStringLiteral("interface")).toStdString();
    filter.text = parser.value(QStringLiteral("text")).toStdString();
    return Done{};
}

Outcome takeFormat(const QCommandLineParser &parser, LogRequest &request)
{
    static constexpr std::array formats{std::pair("text", LogFormat::text), std::pair("csv", LogFormat::csv),
                                        std::pair("json", LogFormat::json), std::pair("w3c", LogFormat::w3c)};
    const QString given = parser.value(QStringLiteral("format"));
    for (const auto &[name, format] : formats) {
        if (given.isEmpty() || given == QLatin1String(name)) {
            request.format = format;
            return Done{};
        }
    }
    return problem("format", given, "one of text, csv, json, w3c");
}

Outcome takeCount(const QCommandLineParser &parser, LogRequest &request)
{
    if (!parser.isSet(QStringLiteral("count")))
        return Done{};
    bool isNumber = false;
    request.count = parser.value(QStringLiteral("count")).toULongLong(&isNumber);
    return isNumber ? Outcome(Done{})
                    : Outcome(problem("count", parser.value(QStringLiteral("count")), "a whole number; 0 for all"));
}

}  // namespace

Result<LogRequest> readLogRequest(std::span<const std::string> words, const QDateTime &now)
{
    LogRequest request;
    if (!words.empty() && (words[0] == "?" || words[0] == "--help")) {
        request.help = true;
        return request;
    }
    QCommandLineParser parser;
    for (const Option &option : options)
        parser.addOption({QLatin1String(option.name), {}, QLatin1String(option.value ? option.value : "")});
    QStringList list{QString()};
    for (const std::string &word : words)
        list.append(QString::fromStdString(word));
    if (!parser.parse(list))
        return Error{ErrorKind::invalid, plain(parser.errorText().toStdString()) + "\n\n" + logHelp()};
    if (!parser.positionalArguments().isEmpty())
        return Error{ErrorKind::invalid,
                     plain(parser.positionalArguments().first().toStdString())
                         + " is not a valid argument for this command.\n\n" + logHelp()};
    request.follow = parser.isSet(QStringLiteral("follow"));
    LogFilter &filter = request.filter;
    for (const Outcome &taken :
         {takeTime(parser, "since", now, filter.from), takeTime(parser, "until", now, filter.to),
          takeList(parser, "action", "one of OPEN, OPEN-INBOUND, CLOSE, DROP, INFO-EVENTS-LOST", action,
                   filter.actions),
          takeList(parser, "protocol", "TCP, UDP, ICMP, ICMPv6 or a number", protocolFromText, filter.protocols),
          takeList(parser, "reason", "a reason such as no-exception", reasonFromWord, filter.reasons),
          takePlaces(parser, filter), takeFormat(parser, request), takeCount(parser, request)}) {
        if (!taken)
            return taken.error();
    }
    return request;
}

std::string logHelp()
{
    std::string text =
        "Usage: log [option...]\n\n  Prints the security log, oldest first. Reading it is a right of its own.\n\n";
    for (const Option &option : options) {
        std::string name = std::string("  --") + option.name + (option.value ? std::string(" ") + option.value : "");
        name.resize(22, ' ');
        text += name + option.meaning + "\n";
    }
    return text;
}

std::string logCompletions(const std::string &before, const std::string &start)
{
    std::string text;
    const auto offer = [&](const std::string &word) {
        if (word.starts_with(start))
            text += word + "\n";
    };
    if (before == "--format") {
        for (const char *format : {"csv", "json", "text", "w3c"})
            offer(format);
    } else if (before == "--action") {
        for (const LogAction each : allLogActions)
            offer(std::string(word(each)));
    } else if (before == "--protocol") {
        for (const char *protocol : {"ICMP", "ICMPv6", "TCP", "UDP"})
            offer(protocol);
    } else if (before == "--reason") {
        for (int number = 0; number < 256; ++number) {
            if (word(Reason(number)) != "-")
                offer(std::string(word(Reason(number))));
        }
    } else {
        for (const Option &option : options)
            offer(std::string("--") + option.name);
    }
    return text;
}

}  // namespace parapet::ctl
