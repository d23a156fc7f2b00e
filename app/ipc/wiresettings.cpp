// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wiresettings.h"

#include "app/ipc/wire.h"
#include "engine/model/change.h"

#include <functional>

namespace parapet {

namespace {

// Rows of one kind, each made by `write`.
template <class Rows, class Write> QVariant rowsToWire(const Rows &rows, Write write)
{
    WireRecords list;
    list.reserve(qsizetype(rows.size()));
    for (const auto &[key, entry] : rows)
        write(list.emplaceBack(), key, entry);
    return QVariant::fromValue(list);
}

// What a port and a program have in common.
template <class Exception> void exceptionToWire(QVariantMap &map, const Exception &entry)
{
    map.insert(QStringLiteral("name"), wireText(entry.name));
    map.insert(QStringLiteral("enabled"), entry.enabled);
    map.insert(QStringLiteral("scope"), wireText(entry.scope.text()));
}

QStringList icmpToWire(const IcmpSettings &icmp)
{
    QStringList words;
    for (const IcmpItemFacts &each : icmpItems) {
        if (icmp.allows(each.item))
            words.append(wireText(each.word));
    }
    return words;
}

QVariantMap toWire(const Profile &profile)
{
    return {{QStringLiteral("opmode"), wireText(word(profile.opmode))},
            {QStringLiteral("notifications"), profile.notifications},
            {QStringLiteral("multicast-response"), profile.multicastResponse},
            {QStringLiteral("ports"), rowsToWire(profile.ports, portToWire)},
            {QStringLiteral("programs"), rowsToWire(profile.programs, programToWire)},
            {QStringLiteral("services"), rowsToWire(profile.services, serviceToWire)},
            {QStringLiteral("icmp"), icmpToWire(profile.icmp)}};
}

void connectionToWire(QVariantMap &map, const std::string &id, const ConnectionSettings &connection)
{
    map.insert(QStringLiteral("connection"), wireText(id));
    map.insert(QStringLiteral("filtered"), connection.filtered);
    map.insert(QStringLiteral("ports"), rowsToWire(connection.ports, connectionPortToWire));
    map.insert(QStringLiteral("icmp"), icmpToWire(connection.icmp));
}

// Reads at most `most` rows; `read` takes one apart and says whether its key is new.
Outcome readRows(const QList<QVariantMap> &rows, std::size_t most, const QString &place, const QString &kind,
                 const std::function<bool(Dictionary &)> &read)
{
    if (rows.size() > qsizetype(most)) {
        const QString text = QStringLiteral("%1: at most %2 entries of the kind %3 are allowed; there were %4.");
        return Error{ErrorKind::invalid, text.arg(place).arg(most).arg(kind).arg(rows.size()).toStdString()};
    }
    for (qsizetype row = 0; row < rows.size(); ++row) {
        Dictionary from(rows[row], QStringLiteral("%1, %2 entry %3").arg(place, kind).arg(row + 1));
        if (!read(from))
            from.note(QStringLiteral("the same stood in an earlier entry."));
        if (auto outcome = from.finish(); !outcome)
            return outcome;
    }
    return Done{};
}

IcmpSettings takeIcmp(Dictionary &from)
{
    IcmpSettings icmp;
    for (const std::string &text : from.texts(QLatin1String("icmp"))) {
        if (const auto item = icmpItemFromWord(text))
            icmp.set(*item, true);
        else
            from.note(QStringLiteral("icmp holds a word that is not known here."));
    }
    return icmp;
}

// A change is checked by apply(); settings come whole.
QString problemWithService(const std::string &id, const ServiceException &entry)
{
    const Service *service = findService(id);
    if (!service)
        return QStringLiteral("there is no predefined service with this name.");
    for (const auto &row : entry.ports) {
        if (!findPort(*service, row.first))
            return QStringLiteral("the service has no such port.");
    }
    return {};
}

Result<Profile> profileFromWire(const QVariantMap &map, const QString &place)
{
    Profile profile;
    Dictionary from(map, place);
    profile.opmode = from.word(QLatin1String("opmode"), opmodeFromWord, "off, on or on-without-exceptions");
    profile.notifications = from.flag(QLatin1String("notifications"));
    profile.multicastResponse = from.flag(QLatin1String("multicast-response"));
    profile.icmp = takeIcmp(from);
    const auto ports = from.maps(QLatin1String("ports"));
    const auto programs = from.maps(QLatin1String("programs"));
    const auto services = from.maps(QLatin1String("services"));
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    auto outcome = readRows(ports, limits::exceptionsPerProfile, place, QStringLiteral("port"), [&](Dictionary &row) {
        const PortKey key = takePortKey(row);
        return profile.ports.emplace(key, takePortException(row)).second;
    });
    if (outcome)
        outcome =
            readRows(programs, limits::exceptionsPerProfile, place, QStringLiteral("program"), [&](Dictionary &row) {
                const std::string path = takeProgramPath(row);
                return profile.programs.emplace(path, takeProgramException(row)).second;
            });
    if (outcome)
        outcome = readRows(services, serviceCatalogue().size(), place, QStringLiteral("service"), [&](Dictionary &row) {
            const std::string id = row.text(QLatin1String("service"), wordLength);
            const ServiceException entry = takeServiceException(row);
            row.note(problemWithService(id, entry));
            return profile.services.emplace(id, entry).second;
        });
    if (!outcome)
        return outcome.error();
    return profile;
}

Outcome readConnections(const QList<QVariantMap> &rows, Settings &settings)
{
    const QString place = QStringLiteral("Settings");
    Outcome inner = Done{};
    auto outcome = readRows(rows, limits::connections, place, QStringLiteral("connection"), [&](Dictionary &row) {
        const std::string id = takeConnectionId(row);
        ConnectionSettings connection;
        connection.filtered = row.flag(QLatin1String("filtered"));
        connection.icmp = takeIcmp(row);
        if (connection.icmp.allows(IcmpItem::packetTooBig))
            row.note(QStringLiteral("packet-too-big is not for one connection."));
        const auto ports = row.maps(QLatin1String("ports"));
        if (inner)
            inner = readRows(ports, limits::portsPerConnection, place, QStringLiteral("connection port"),
                             [&](Dictionary &port) {
                                 const PortKey key = takePortKey(port);
                                 return connection.ports.emplace(key, takeConnectionPort(port)).second;
                             });
        return settings.connections.emplace(id, std::move(connection)).second;
    });
    return outcome ? inner : outcome;
}

}  // namespace

void portKeyToWire(QVariantMap &map, const PortKey &key)
{
    map.insert(QStringLiteral("protocol"), wireText(word(key.protocol)));
    map.insert(QStringLiteral("port"), uint(key.port));
}

void portToWire(QVariantMap &map, const PortKey &key, const PortException &entry)
{
    portKeyToWire(map, key);
    exceptionToWire(map, entry);
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

void programToWire(QVariantMap &map, const std::string &path, const ProgramException &entry)
{
    map.insert(QStringLiteral("path"), wireText(path));
    exceptionToWire(map, entry);
}

std::string takeProgramPath(Dictionary &from)
{
    std::string path = from.text(QLatin1String("path"), limits::programPathLength);
    from.note(problemWithProgram(path));
    return path;
}

ProgramException takeProgramException(Dictionary &from)
{
    const PortException entry = takePortException(from);  // the same fields
    return {entry.name, entry.enabled, entry.scope};
}

void serviceToWire(QVariantMap &map, const std::string &id, const ServiceException &entry)
{
    map.insert(QStringLiteral("service"), wireText(id));
    map.insert(QStringLiteral("enabled"), entry.enabled);
    map.insert(QStringLiteral("ports"),
               rowsToWire(entry.ports, [](QVariantMap &row, const PortKey &key, const ServicePortSetting &port) {
                   portKeyToWire(row, key);
                   row.insert(QStringLiteral("enabled"), port.enabled);
                   row.insert(QStringLiteral("scope"), wireText(port.scope.text()));
               }));
}

ServiceException takeServiceException(Dictionary &from)
{
    ServiceException entry;
    entry.enabled = from.flag(QLatin1String("enabled"));
    const auto outcome =
        readRows(from.maps(QLatin1String("ports")), limits::portsPerConnection, QStringLiteral("the service"),
                 QStringLiteral("port"), [&](Dictionary &row) {
                     const PortKey key = takePortKey(row);
                     const bool enabled = row.flag(QLatin1String("enabled"));
                     return entry.ports.emplace(key, ServicePortSetting{enabled, takeScope(row)}).second;
                 });
    if (!outcome)
        from.note(outcome.error().text);
    return entry;
}

void connectionPortToWire(QVariantMap &map, const PortKey &key, const ConnectionPort &entry)
{
    portKeyToWire(map, key);
    map.insert(QStringLiteral("name"), wireText(entry.name));
    map.insert(QStringLiteral("enabled"), entry.enabled);
}

ConnectionPort takeConnectionPort(Dictionary &from)
{
    ConnectionPort entry;
    entry.name = from.text(QLatin1String("name"), limits::exceptionNameLength);
    from.note(problemWithName(entry.name));
    entry.enabled = from.flag(QLatin1String("enabled"));
    return entry;
}

std::string takeConnectionId(Dictionary &from)
{
    std::string id = from.text(QLatin1String("connection"), limits::exceptionNameLength);
    from.note(problemWithConnection(id));
    return id;
}

QVariantMap logToWire(const LogSettings &log)
{
    return {{QStringLiteral("dropped"), log.droppedPackets},
            {QStringLiteral("connections"), log.successfulConnections},
            {QStringLiteral("max-size-kb"), log.maxSizeKb},
            {QStringLiteral("file"), wireText(log.file)}};
}

LogSettings takeLog(Dictionary &from)
{
    LogSettings log;
    log.droppedPackets = from.flag(QLatin1String("dropped"));
    log.successfulConnections = from.flag(QLatin1String("connections"));
    log.maxSizeKb =
        from.number<std::uint32_t>(QLatin1String("max-size-kb"), limits::logSizeMinKb, limits::logSizeMaxKb);
    if (from.has(QLatin1String("file"))) {
        log.file = from.text(QLatin1String("file"), limits::programPathLength);
        from.note(problemWithLogFile(log.file));
    }
    return log;
}

QVariantMap toWire(const Settings &settings)
{
    QVariantMap profiles;
    for (const ProfileId id : allProfiles)
        profiles.insert(wireText(word(id)), toWire(settings.profile(id)));
    return {{QStringLiteral("profiles"), profiles},
            {QStringLiteral("connections"), rowsToWire(settings.connections, connectionToWire)},
            {QStringLiteral("log"), logToWire(settings.log)}};
}

Result<Settings> settingsFromWire(const QVariantMap &map)
{
    Settings settings;
    Dictionary top(map, QStringLiteral("Settings"));
    Dictionary profiles(top.map(QLatin1String("profiles")), QStringLiteral("Settings, profiles"));
    Dictionary log(top.map(QLatin1String("log")), QStringLiteral("Settings, log"));
    const auto connections = top.maps(QLatin1String("connections"));
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
    if (auto outcome = readConnections(connections, settings); !outcome)
        return outcome.error();
    return settings;
}

}  // namespace parapet
