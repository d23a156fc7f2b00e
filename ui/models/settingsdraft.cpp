// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/settingsdraft.h"

#include <utility>

namespace parapet {

namespace {

// The three-way rule, for one value: the user's if the user changed it, else what is in force.
template <class T> T merged(const T &base, const T &mine, const T &theirs)
{
    return mine == base ? theirs : mine;
}

LogSettings mergedLog(const LogSettings &base, const LogSettings &mine, const LogSettings &theirs)
{
    return {merged(base.droppedPackets, mine.droppedPackets, theirs.droppedPackets),
            merged(base.successfulConnections, mine.successfulConnections, theirs.successfulConnections),
            merged(base.maxSizeKb, mine.maxSizeKb, theirs.maxSizeKb)};
}

// An entry that the user edited. Where all three have it, a check mark and a name are two edits, not one.
PortException mergedEntry(const PortException *base, const PortException &mine, const PortException *theirs)
{
    if (!base || !theirs)
        return mine;
    return {merged(base->name, mine.name, theirs->name), merged(base->enabled, mine.enabled, theirs->enabled),
            merged(base->scope, mine.scope, theirs->scope)};
}

using Ports = std::map<PortKey, PortException>;

const PortException *find(const Ports &ports, PortKey key)
{
    const auto found = ports.find(key);
    return found == ports.end() ? nullptr : &found->second;
}

Ports mergedPorts(const Ports &base, const Ports &mine, const Ports &theirs)
{
    Ports result = theirs;
    for (const auto &[key, entry] : mine) {
        const PortException *before = find(base, key);
        if (!before || *before != entry)
            result[key] = mergedEntry(before, entry, find(theirs, key));
    }
    for (const auto &[key, entry] : base) {
        if (!mine.contains(key))
            result.erase(key);
    }
    return result;
}

}  // namespace

void SettingsDraft::setProfileId(ProfileId profile)
{
    if (m_profile == profile)
        return;
    m_profile = profile;
    Q_EMIT changed();
}

void SettingsDraft::setOpmode(Opmode mode)
{
    Settings next = m_draft;
    next.profile(m_profile).opmode = mode;
    replace(std::move(next));
}

void SettingsDraft::setPort(PortKey key, const PortException &entry)
{
    replacePort(key, key, entry);
}

void SettingsDraft::replacePort(PortKey old, PortKey key, const PortException &entry)
{
    Settings next = m_draft;
    next.profile(m_profile).ports.erase(old);
    next.profile(m_profile).ports[key] = entry;
    replace(std::move(next));
}

void SettingsDraft::removePort(PortKey key)
{
    Settings next = m_draft;
    next.profile(m_profile).ports.erase(key);
    replace(std::move(next));
}

void SettingsDraft::setLog(const LogSettings &log)
{
    Settings next = m_draft;
    next.log = log;
    replace(std::move(next));
}

void SettingsDraft::rebase(const Settings &inForce)
{
    Settings next;
    for (const ProfileId id : allProfiles) {
        const Profile &base = m_base.profile(id), &mine = m_draft.profile(id), &theirs = inForce.profile(id);
        next.profile(id) = {merged(base.opmode, mine.opmode, theirs.opmode),
                            mergedPorts(base.ports, mine.ports, theirs.ports)};
    }
    next.log = mergedLog(m_base.log, m_draft.log, inForce.log);
    m_base = inForce;
    replace(std::move(next));
}

std::vector<Change> SettingsDraft::changes() const
{
    return difference(m_base, m_draft);
}

void SettingsDraft::replace(Settings settings)
{
    if (m_draft == settings)
        return;
    m_draft = std::move(settings);
    Q_EMIT changed();
}

}  // namespace parapet
