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
    map.insert(QStringLiteral("protocol"), wireText(word(change.key.protocol)));
    map.insert(QStringLiteral("port"), uint(change.key.port));
    return {QStringLiteral("remove-port"), map};
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
