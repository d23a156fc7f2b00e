// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"
#include "app/ipc/wireprocess.h"
#include "app/ipc/wiresettings.h"

namespace parapet {

namespace {

const QLatin1String protocolKey("protocol"), addressKey("address"), interfaceKey("interface"), ruleKey("rule"),
    programKey("program"), ownersKey("owners"), publishedKey("published");

// About what a row takes in a message. A byte that is no UTF-8 is sent as three.
std::size_t sizeOf(const ListeningProgram &row)
{
    std::size_t size = 500 + row.user.size() + row.program.size();
    for (const Process &owner : row.owners)
        size += 300 + 3 * (owner.path.size() + owner.name.size() + owner.unit.size() + owner.key().size());
    return size;
}

void takeOwners(Dictionary &from, ListeningProgram &row)
{
    const auto owners = from.maps(ownersKey);
    if (owners.size() > qsizetype(limits::listeningOwners))
        return from.note(QStringLiteral("at most %1 owners are shown.").arg(limits::listeningOwners));
    for (const QVariantMap &map : owners) {
        Dictionary owner(map, QStringLiteral("owner %1").arg(row.owners.size() + 1));
        row.owners.push_back(takeProcess(owner));
        if (const auto outcome = owner.finish(); !outcome)
            from.note(outcome.error().text);
    }
}

void takeListener(Dictionary &from, Listener &listener)
{
    listener.cookie = from.number<std::uint64_t>(QLatin1String("id"));
    listener.port = takePortKey(from);
    listener.local = from.word(addressKey, IpAddress::parse, "an IP address");
    listener.v6Only = from.flag(QLatin1String("v6-only"));
    listener.automatic = from.flag(QLatin1String("automatic"));
    listener.uid = from.number<std::uint32_t>(QLatin1String("uid"));
}

}  // namespace

QVariantMap toWire(const ListeningProgram &row)
{
    const Listener &listener = row.listener;
    WireRecords owners;
    for (const Process &owner : row.owners) {
        if (owners.size() < qsizetype(limits::listeningOwners))
            owners.append(toWire(owner));
    }
    QVariantMap map{{QStringLiteral("id"), qulonglong(listener.cookie)},
                    {addressKey, wireText(listener.local.text())},
                    {QStringLiteral("v6-only"), listener.v6Only},
                    {QStringLiteral("automatic"), listener.automatic},
                    {QStringLiteral("uid"), listener.uid},
                    {QStringLiteral("user"), wireText(row.user)},
                    {QStringLiteral("reach"), wireText(word(row.reach))},
                    {ownersKey, QVariant::fromValue(owners)}};
    portKeyToWire(map, listener.port);
    if (!row.interface.empty())
        map.insert(interfaceKey, wireText(row.interface));
    if (row.rule.kind != RuleId::Kind::none)
        map.insert(ruleKey, wireText(text(row.rule)));
    if (!row.program.empty())
        map.insert(programKey, wireText(row.program));
    if (row.published)
        map.insert(publishedKey, true);
    return map;
}

Result<ListeningProgram> listeningFromWire(const QVariantMap &map)
{
    ListeningProgram row;
    Dictionary from(map, QStringLiteral("Listening"));
    takeListener(from, row.listener);
    row.user = from.text(QLatin1String("user"));
    row.reach = from.word(QLatin1String("reach"), reachFromWord, "blocked, open, local or unfiltered");
    if (from.has(interfaceKey))
        row.interface = from.text(interfaceKey);
    if (from.has(ruleKey))
        row.rule = from.word(ruleKey, ruleFromText, "an entry such as \"port TCP:80\"");
    if (from.has(programKey))
        row.program = from.text(programKey);
    row.published = from.has(publishedKey) && from.flag(publishedKey);
    takeOwners(from, row);
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    return row;
}

WireRecords toWire(const std::vector<ListeningProgram> &rows)
{
    WireRecords wire;
    std::size_t size = 0;
    for (const ListeningProgram &row : rows) {
        size += sizeOf(row);
        if (wire.size() >= qsizetype(limits::listeningRows) || size > limits::listeningBytes)
            break;
        wire.append(toWire(row));
    }
    return wire;
}

Result<std::vector<ListeningProgram>> listeningFromWire(const WireRecords &rows)
{
    if (rows.size() > qsizetype(limits::listeningRows)) {
        const QString text = QStringLiteral("Listening: at most %1 rows are allowed; there were %2.");
        return Error{ErrorKind::invalid, text.arg(limits::listeningRows).arg(rows.size()).toStdString()};
    }
    std::vector<ListeningProgram> result;
    result.reserve(std::size_t(rows.size()));
    for (const QVariantMap &map : rows) {
        auto row = listeningFromWire(map);
        if (!row)
            return row.error();
        result.push_back(std::move(*row));
    }
    return result;
}

}  // namespace parapet
