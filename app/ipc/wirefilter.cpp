// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked of the history, and its counts.
#include "app/ipc/wire.h"
#include "app/ipc/wiresettings.h"

#include <QStringList>

#include <limits>

namespace parapet {

namespace {

template <class T, class Word>
void putWords(QVariantMap &map, const QString &key, const std::vector<T> &values, Word word)
{
    QStringList words;
    for (const T &value : values)
        words.append(wireText(word(value)));
    if (!words.isEmpty())
        map.insert(key, words);
}

void putText(QVariantMap &map, const QString &key, const std::string &text)
{
    if (!text.empty())
        map.insert(key, wireText(text));
}

std::optional<AddressRange> takeRange(Dictionary &from)
{
    if (!from.has(QLatin1String("address")))
        return std::nullopt;
    const auto range = AddressRange::parse(from.text(QLatin1String("address"), limits::filterTextLength));
    if (range)
        return *range;
    from.note(range.error().text);
    return std::nullopt;
}

std::optional<WallTime> takeTime(Dictionary &from, QLatin1String key)
{
    if (!from.has(key))
        return std::nullopt;
    return WallTime(from.number<std::int64_t>(key, 0, limits::latestTime));
}

std::string takeText(Dictionary &from, QLatin1String key, std::size_t longest)
{
    return from.has(key) ? from.text(key, longest) : std::string();
}

LogHistogram::Row takeRow(Dictionary from, QString &problem)
{
    LogHistogram::Row row;
    if (from.has(QLatin1String("reason")))
        row.reason = from.word(QLatin1String("reason"), reasonFromWord, "a reason that is known here");
    row.counts = from.counts(QLatin1String("counts"));
    if (const Outcome outcome = from.finish(); !outcome && problem.isEmpty())
        problem = QString::fromStdString(outcome.error().text);
    return row;
}

}  // namespace

QVariantMap toWire(const LogFilter &filter)
{
    QVariantMap map;
    putWords(map, QStringLiteral("actions"), filter.actions, [](LogAction action) { return word(action); });
    putWords(map, QStringLiteral("protocols"), filter.protocols, protocolText);
    putWords(map, QStringLiteral("reasons"), filter.reasons, [](Reason reason) { return word(reason); });
    putText(map, QStringLiteral("address"), filter.address ? filter.address->text() : std::string());
    if (filter.port)
        map.insert(QStringLiteral("port"), uint(*filter.port));
    putText(map, QStringLiteral("program"), filter.program);
    putText(map, QStringLiteral("interface"), filter.interface);
    if (filter.from)
        map.insert(QStringLiteral("from"), qlonglong(filter.from->count()));
    if (filter.to)
        map.insert(QStringLiteral("to"), qlonglong(filter.to->count()));
    if (filter.after > 0)
        map.insert(QStringLiteral("after"), qlonglong(filter.after));
    putText(map, QStringLiteral("text"), filter.text);
    return map;
}

Result<LogFilter> filterFromWire(const QVariantMap &map)
{
    LogFilter filter;
    Dictionary from(map, QStringLiteral("The filter"));
    if (from.has(QLatin1String("actions")))
        filter.actions = from.words(QLatin1String("actions"), limits::filterListLength, logActionFromWord,
                                    "OPEN, OPEN-INBOUND, CLOSE, DROP or INFO-EVENTS-LOST");
    if (from.has(QLatin1String("protocols")))
        filter.protocols = from.words(QLatin1String("protocols"), limits::filterListLength, protocolFromText,
                                      "TCP, UDP, ICMP, ICMPv6 or a number from 0 to 255");
    if (from.has(QLatin1String("reasons")))
        filter.reasons = from.words(QLatin1String("reasons"), limits::filterListLength, reasonFromWord,
                                    "a reason that is known here");
    filter.address = takeRange(from);
    if (from.has(QLatin1String("port")))
        filter.port = from.number<std::uint16_t>(QLatin1String("port"));
    filter.program = takeText(from, QLatin1String("program"), limits::programPathLength);
    filter.interface = takeText(from, QLatin1String("interface"), limits::filterTextLength);
    filter.from = takeTime(from, QLatin1String("from"));
    filter.to = takeTime(from, QLatin1String("to"));
    if (from.has(QLatin1String("after")))
        filter.after =
            from.number<std::int64_t>(QLatin1String("after"), 0, std::numeric_limits<std::int64_t>::max() - 1);
    filter.text = takeText(from, QLatin1String("text"), limits::filterTextLength);
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    return filter;
}

QVariantMap toWire(const LogHistogram &histogram)
{
    WireRecords list;
    for (const LogHistogram::Row &row : histogram.rows) {
        QVariantMap map{
            {QStringLiteral("counts"), QVariant::fromValue(QList<qulonglong>(row.counts.begin(), row.counts.end()))}};
        if (row.reason)
            map.insert(QStringLiteral("reason"), wireText(word(*row.reason)));
        list.append(map);
    }
    return {{QStringLiteral("from"), qlonglong(histogram.from.count())},
            {QStringLiteral("width"), qlonglong(histogram.width.count())},
            {QStringLiteral("next"), qlonglong(histogram.next)},
            {QStringLiteral("first"), qlonglong(histogram.first)},
            {QStringLiteral("last"), qlonglong(histogram.last)},
            {QStringLiteral("rows"), QVariant::fromValue(list)}};
}

Result<LogHistogram> histogramFromWire(const QVariantMap &map)
{
    LogHistogram histogram;
    Dictionary from(map, QStringLiteral("The histogram"));
    histogram.from = WallTime(from.number<std::int64_t>(QLatin1String("from")));
    histogram.width = WallTime(from.number<std::int64_t>(QLatin1String("width")));
    histogram.next = from.number<std::int64_t>(QLatin1String("next"));
    histogram.first = from.number<std::int64_t>(QLatin1String("first"), 0);
    histogram.last = from.number<std::int64_t>(QLatin1String("last"), 0);
    QString problem;
    for (const QVariantMap &row : from.maps(QLatin1String("rows")))
        histogram.rows.push_back(takeRow(Dictionary(row, QStringLiteral("A row of the histogram")), problem));
    from.note(problem);
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    return histogram;
}

}  // namespace parapet
