// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wiresettings.h"

#include "app/ipc/wire.h"

namespace parapet {

namespace {

QVariantMap toWire(const Profile &profile)
{
    WireRecords ports;
    ports.reserve(qsizetype(profile.ports.size()));
    for (const auto &[key, entry] : profile.ports)
        portToWire(ports.emplaceBack(), key, entry);
    return {{QStringLiteral("opmode"), wireText(word(profile.opmode))},
            {QStringLiteral("ports"), QVariant::fromValue(ports)}};
}

Outcome readPorts(const QList<QVariantMap> &rows, const QString &place, Profile &into)
{
    if (rows.size() > qsizetype(limits::exceptionsPerProfile)) {
        const QString text = QStringLiteral("%1: at most %2 ports are allowed; there were %3.");
        return Error{ErrorKind::invalid,
                     text.arg(place).arg(limits::exceptionsPerProfile).arg(rows.size()).toStdString()};
    }
    for (qsizetype row = 0; row < rows.size(); ++row) {
        Dictionary port(rows[row], QStringLiteral("%1, port entry %2").arg(place).arg(row + 1));
        const PortKey key = takePortKey(port);
        if (!into.ports.emplace(key, takePortException(port)).second)
            port.note(QStringLiteral("the same port and protocol stood in an earlier entry."));
        if (auto outcome = port.finish(); !outcome)
            return outcome;
    }
    return Done{};
}

Result<Profile> profileFromWire(const QVariantMap &map, const QString &place)
{
    Profile profile;
    Dictionary from(map, place);
    profile.opmode = from.word(QLatin1String("opmode"), opmodeFromWord, "off, on or on-without-exceptions");
    const auto rows = from.maps(QLatin1String("ports"));
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    if (auto outcome = readPorts(rows, place, profile); !outcome)
        return outcome.error();
    return profile;
}

}  // namespace

void portToWire(QVariantMap &map, const PortKey &key, const PortException &entry)
{
    map.insert(QStringLiteral("protocol"), wireText(word(key.protocol)));
    map.insert(QStringLiteral("port"), uint(key.port));
    map.insert(QStringLiteral("name"), wireText(entry.name));
    map.insert(QStringLiteral("enabled"), entry.enabled);
    map.insert(QStringLiteral("scope"), wireText(entry.scope.text()));
}

PortKey takePortKey(Dictionary &from)
{
    PortKey key;
    key.protocol = from.word(QLatin1String("protocol"), portProtocolFromWord, "TCP or UDP");
    key.port = from.number<std::uint16_t>(QLatin1String("port"), 1);
    return key;
}

Scope takeScope(Dictionary &from)
{
    const Result<Scope> scope = Scope::parse(from.text(QLatin1String("scope"), limits::scopeTextLength));
    if (scope)
        return *scope;
    from.note(scope.error().text);
    return {};
}

PortException takePortException(Dictionary &from)
{
    PortException entry;
    entry.name = from.text(QLatin1String("name"), limits::exceptionNameLength);
    from.note(problemWithName(entry.name));
    entry.enabled = from.flag(QLatin1String("enabled"));
    if (from.has(QLatin1String("scope")))
        entry.scope = takeScope(from);
    return entry;
}

QVariantMap logToWire(const LogSettings &log)
{
    return {{QStringLiteral("dropped"), log.droppedPackets},
            {QStringLiteral("connections"), log.successfulConnections},
            {QStringLiteral("max-size-kb"), log.maxSizeKb}};
}

LogSettings takeLog(Dictionary &from)
{
    LogSettings log;
    log.droppedPackets = from.flag(QLatin1String("dropped"));
    log.successfulConnections = from.flag(QLatin1String("connections"));
    log.maxSizeKb =
        from.number<std::uint32_t>(QLatin1String("max-size-kb"), limits::logSizeMinKb, limits::logSizeMaxKb);
    return log;
}

QVariantMap toWire(const Settings &settings)
{
    QVariantMap profiles;
    for (const ProfileId id : allProfiles)
        profiles.insert(wireText(word(id)), toWire(settings.profile(id)));
    return {{QStringLiteral("profiles"), profiles}, {QStringLiteral("log"), logToWire(settings.log)}};
}

Result<Settings> settingsFromWire(const QVariantMap &map)
{
    Settings settings;
    Dictionary top(map, QStringLiteral("Settings"));
    Dictionary profiles(top.map(QLatin1String("profiles")), QStringLiteral("Settings, profiles"));
    Dictionary log(top.map(QLatin1String("log")), QStringLiteral("Settings, log"));
    if (auto outcome = top.finish(); !outcome)
        return outcome.error();

    settings.log = takeLog(log);
    if (auto outcome = log.finish(); !outcome)
        return outcome.error();

    for (const ProfileId id : allProfiles) {
        const std::string name(word(id));
        auto profile = profileFromWire(profiles.map(QLatin1String(name.c_str())),
                                       QStringLiteral("Settings, profile %1").arg(wireText(name)));
        if (!profile)
            return profile.error();
        settings.profile(id) = std::move(*profile);
    }
    if (auto outcome = profiles.finish(); !outcome)
        return outcome.error();
    return settings;
}

}  // namespace parapet
