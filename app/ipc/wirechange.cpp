// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"
#include "app/ipc/wiresettings.h"

#include <array>

namespace parapet {

namespace {

ProfileId takeProfile(Dictionary &from)
{
    return from.word(QLatin1String("profile"), profileFromWord, "domain or standard");
}

QVariantMap profileMap(ProfileId id)
{
    return {{QStringLiteral("profile"), wireText(word(id))}};
}

WireChange toWire(const SetOpmode &change)
{
    QVariantMap map = profileMap(change.profile);
    map.insert(QStringLiteral("mode"), wireText(word(change.mode)));
    return {QStringLiteral("set-opmode"), map};
}

WireChange toWire(const SetPort &change)
{
    QVariantMap map = profileMap(change.profile);
    portToWire(map, change.key, change.entry);
    return {QStringLiteral("set-port"), map};
}

WireChange toWire(const RemovePort &change)
{
    QVariantMap map = profileMap(change.profile);
    portKeyToWire(map, change.key);
    return {QStringLiteral("remove-port"), map};
}

WireChange toWire(const SetProgram &change)
{
    QVariantMap map = profileMap(change.profile);
    programToWire(map, change.path, change.entry);
    return {QStringLiteral("set-program"), map};
}

WireChange toWire(const RemoveProgram &change)
{
    QVariantMap map = profileMap(change.profile);
    map.insert(QStringLiteral("path"), wireText(change.path));
    return {QStringLiteral("remove-program"), map};
}

WireChange toWire(const SetService &change)
{
    QVariantMap map = profileMap(change.profile);
    serviceToWire(map, change.id, change.entry);
    return {QStringLiteral("set-service"), map};
}

WireChange toWire(const SetIcmp &change)
{
    QVariantMap map = profileMap(change.profile);
    map.insert(QStringLiteral("item"), wireText(word(change.item)));
    map.insert(QStringLiteral("allowed"), change.allowed);
    return {QStringLiteral("set-icmp"), map};
}

WireChange toWire(const SetNotifications &change)
{
    QVariantMap map = profileMap(change.profile);
    map.insert(QStringLiteral("on"), change.on);
    return {QStringLiteral("set-notifications"), map};
}

WireChange toWire(const SetMulticastResponse &change)
{
    QVariantMap map = profileMap(change.profile);
    map.insert(QStringLiteral("on"), change.on);
    return {QStringLiteral("set-multicast-response"), map};
}

QVariantMap connectionMap(const std::string &id)
{
    return {{QStringLiteral("connection"), wireText(id)}};
}

WireChange toWire(const SetConnectionFilter &change)
{
    QVariantMap map = connectionMap(change.connection);
    map.insert(QStringLiteral("filtered"), change.filtered);
    return {QStringLiteral("set-connection-filter"), map};
}

WireChange toWire(const SetConnectionPort &change)
{
    QVariantMap map = connectionMap(change.connection);
    connectionPortToWire(map, change.key, change.entry);
    return {QStringLiteral("set-connection-port"), map};
}

WireChange toWire(const RemoveConnectionPort &change)
{
    QVariantMap map = connectionMap(change.connection);
    portKeyToWire(map, change.key);
    return {QStringLiteral("remove-connection-port"), map};
}

WireChange toWire(const SetConnectionIcmp &change)
{
    QVariantMap map = connectionMap(change.connection);
    map.insert(QStringLiteral("item"), wireText(word(change.item)));
    map.insert(QStringLiteral("allowed"), change.allowed);
    return {QStringLiteral("set-connection-icmp"), map};
}

WireChange toWire(const SetLog &change)
{
    return {QStringLiteral("set-log"), logToWire(change.log)};
}

Change takeSetOpmode(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    return SetOpmode{profile, from.word(QLatin1String("mode"), opmodeFromWord, "off, on or on-without-exceptions")};
}

Change takeSetPort(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    const PortKey key = takePortKey(from);
    return SetPort{profile, key, takePortException(from)};
}

Change takeRemovePort(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    return RemovePort{profile, takePortKey(from)};
}

Change takeSetProgram(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    const std::string path = takeProgramPath(from);
    return SetProgram{profile, path, takeProgramException(from)};
}

Change takeRemoveProgram(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    return RemoveProgram{profile, takeProgramPath(from)};
}

Change takeSetService(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    const std::string id = from.text(QLatin1String("service"), wordLength);
    return SetService{profile, id, takeServiceException(from)};
}

IcmpItem takeIcmpItem(Dictionary &from)
{
    return from.word(QLatin1String("item"), icmpItemFromWord, "a row of the ICMP settings, such as echo-request");
}

Change takeSetIcmp(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    const IcmpItem item = takeIcmpItem(from);
    return SetIcmp{profile, item, from.flag(QLatin1String("allowed"))};
}

Change takeSetNotifications(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    return SetNotifications{profile, from.flag(QLatin1String("on"))};
}

Change takeSetMulticastResponse(Dictionary &from)
{
    const ProfileId profile = takeProfile(from);
    return SetMulticastResponse{profile, from.flag(QLatin1String("on"))};
}

Change takeSetConnectionFilter(Dictionary &from)
{
    const std::string connection = takeConnectionId(from);
    return SetConnectionFilter{connection, from.flag(QLatin1String("filtered"))};
}

Change takeSetConnectionPort(Dictionary &from)
{
    const std::string connection = takeConnectionId(from);
    const PortKey key = takePortKey(from);
    return SetConnectionPort{connection, key, takeConnectionPort(from)};
}

Change takeRemoveConnectionPort(Dictionary &from)
{
    const std::string connection = takeConnectionId(from);
    return RemoveConnectionPort{connection, takePortKey(from)};
}

Change takeSetConnectionIcmp(Dictionary &from)
{
    const std::string connection = takeConnectionId(from);
    const IcmpItem item = takeIcmpItem(from);
    return SetConnectionIcmp{connection, item, from.flag(QLatin1String("allowed"))};
}

Change takeSetLog(Dictionary &from)
{
    return SetLog{takeLog(from)};
}

struct Verb {
    QLatin1String word;
    Change (*take)(Dictionary &);
};

constexpr std::array verbs{
    Verb{QLatin1String("set-opmode"), takeSetOpmode},
    Verb{QLatin1String("set-port"), takeSetPort},
    Verb{QLatin1String("remove-port"), takeRemovePort},
    Verb{QLatin1String("set-program"), takeSetProgram},
    Verb{QLatin1String("remove-program"), takeRemoveProgram},
    Verb{QLatin1String("set-service"), takeSetService},
    Verb{QLatin1String("set-icmp"), takeSetIcmp},
    Verb{QLatin1String("set-notifications"), takeSetNotifications},
    Verb{QLatin1String("set-multicast-response"), takeSetMulticastResponse},
    Verb{QLatin1String("set-connection-filter"), takeSetConnectionFilter},
    Verb{QLatin1String("set-connection-port"), takeSetConnectionPort},
    Verb{QLatin1String("remove-connection-port"), takeRemoveConnectionPort},
    Verb{QLatin1String("set-connection-icmp"), takeSetConnectionIcmp},
    Verb{QLatin1String("set-log"), takeSetLog},
};

Result<Change> changeFromWire(const WireChange &change, qsizetype number)
{
    for (const Verb &verb : verbs) {
        if (change.verb != verb.word)
            continue;
        Dictionary from(change.arguments, QStringLiteral("Change %1 (%2)").arg(number).arg(verb.word));
        Change result = verb.take(from);
        if (auto outcome = from.finish(); !outcome)
            return outcome.error();
        return result;
    }
    return Error{ErrorKind::invalid,
                 QStringLiteral("Change %1: %2 is not a change that is known here.")
                     .arg(number)
                     .arg(shown(change.verb))
                     .toStdString()};
}

}  // namespace

WireChanges toWire(const std::vector<Change> &changes)
{
    WireChanges wire;
    wire.reserve(qsizetype(changes.size()));
    for (const Change &change : changes)
        wire.append(std::visit([](const auto &one) { return toWire(one); }, change));
    return wire;
}

Result<std::vector<Change>> changesFromWire(const WireChanges &changes)
{
    if (changes.size() > qsizetype(limits::changesPerCall)) {
        const QString text = QStringLiteral("At most %1 changes are allowed in one call; there were %2.");
        return Error{ErrorKind::invalid, text.arg(limits::changesPerCall).arg(changes.size()).toStdString()};
    }
    std::vector<Change> result;
    result.reserve(std::size_t(changes.size()));
    for (qsizetype i = 0; i < changes.size(); ++i) {
        auto change = changeFromWire(changes[i], i + 1);
        if (!change)
            return change.error();
        result.push_back(std::move(*change));
    }
    return result;
}

}  // namespace parapet
