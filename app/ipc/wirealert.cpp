// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"
#include "app/ipc/wireprocess.h"
#include "app/ipc/wiresettings.h"

namespace parapet {

namespace {

const QLatin1String timeKey("time"), publisherKey("publisher"), packageKey("package");

QVariantMap toWire(const Knock &knock)
{
    QVariantMap map{{QStringLiteral("source"), wireText(knock.source.text())},
                    {timeKey, qlonglong(knock.time.count())}};
    portKeyToWire(map, knock.port);
    return map;
}

Knock takeKnock(Dictionary &from)
{
    Knock knock;
    knock.source = from.word(QLatin1String("source"), IpAddress::parse, "an IP address");
    knock.port = takePortKey(from);
    knock.time = WallTime(from.number<std::int64_t>(timeKey));
    return knock;
}

// At most `most` rows, each taken apart by `take`.
template <class T>
std::vector<T> takeRows(Dictionary &from, QLatin1String key, std::size_t most, T (*take)(Dictionary &))
{
    std::vector<T> taken;
    const auto rows = from.maps(key);
    if (rows.size() > qsizetype(most))
        from.note(QStringLiteral("\"%1\" may have %2 entries; there were %3.").arg(key).arg(most).arg(rows.size()));
    for (const QVariantMap &map : rows.first(std::min(rows.size(), qsizetype(most)))) {
        Dictionary row(map, QStringLiteral("%1, entry %2").arg(key).arg(taken.size() + 1));
        taken.push_back(take(row));
        if (const auto outcome = row.finish(); !outcome)
            from.note(outcome.error().text);
    }
    return taken;
}

}  // namespace

QVariantMap toWire(const Alert &alert)
{
    WireRecords ports, knocks;
    for (const PortKey &port : alert.ports)
        portKeyToWire(ports.emplaceBack(), port);
    for (const Knock &knock : alert.knocks)
        knocks.append(toWire(knock));
    QVariantMap map{{QStringLiteral("id"), qulonglong(alert.id)},
                    {QStringLiteral("profile"), wireText(word(alert.profile))},
                    {timeKey, qlonglong(alert.time.count())},
                    {QStringLiteral("process"), toWire(alert.process)},
                    {QStringLiteral("user"), wireText(alert.user)},
                    {QStringLiteral("ports"), QVariant::fromValue(ports)},
                    {QStringLiteral("knocks"), QVariant::fromValue(knocks)}};
    if (!alert.publisher.empty())
        map.insert(publisherKey, wireText(alert.publisher));
    if (!alert.package.empty())
        map.insert(packageKey, wireText(alert.package));
    return map;
}

Result<Alert> alertFromWire(const QVariantMap &map)
{
    Alert alert;
    Dictionary from(map, QStringLiteral("Alert"));
    alert.id = from.number<std::uint64_t>(QLatin1String("id"), 1);
    alert.profile = from.word(QLatin1String("profile"), profileFromWord, "domain or standard");
    alert.time = WallTime(from.number<std::int64_t>(timeKey));
    alert.user = from.text(QLatin1String("user"));
    if (from.has(publisherKey))
        alert.publisher = from.text(publisherKey);
    if (from.has(packageKey))
        alert.package = from.text(packageKey);
    alert.ports = takeRows(from, QLatin1String("ports"), limits::alertPorts, takePortKey);
    alert.knocks = takeRows(from, QLatin1String("knocks"), limits::alertKnocks, takeKnock);
    Dictionary process(from.map(QLatin1String("process")), QStringLiteral("Alert, process"));
    alert.process = takeProcess(process);
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    if (auto outcome = process.finish(); !outcome)
        return outcome.error();
    return alert;
}

}  // namespace parapet
