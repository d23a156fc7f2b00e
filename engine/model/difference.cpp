// SPDX-License-Identifier: GPL-2.0-or-later
// difference(): what has to change to make one Settings into another.
#include "engine/model/change.h"

#include <concepts>

namespace parapet {

namespace {

// Removals stand first, so that a full list does not refuse what replaces them.
template <class Rows, class Set, class Remove>
void compareRows(const Rows &from, const Rows &to, Set set, Remove remove)
{
    for (const auto &[key, entry] : from) {
        if (!to.contains(key))
            remove(key);
    }
    for (const auto &[key, entry] : to) {
        const auto before = from.find(key);
        if (before == from.end() || before->second != entry)
            set(key, entry);
    }
}

void compareIcmp(const IcmpSettings &from, const IcmpSettings &to, std::invocable<IcmpItem, bool> auto set)
{
    for (const IcmpItemFacts &each : icmpItems) {
        if (from.allows(each.item) != to.allows(each.item))
            set(each.item, to.allows(each.item));
    }
}

class Difference {
public:
    void profiles(ProfileId id, const Profile &from, const Profile &to)
    {
        if (from.opmode != to.opmode)
            m_changes.emplace_back(SetOpmode{id, to.opmode});
        if (from.notifications != to.notifications)
            m_changes.emplace_back(SetNotifications{id, to.notifications});
        if (from.multicastResponse != to.multicastResponse)
            m_changes.emplace_back(SetMulticastResponse{id, to.multicastResponse});
        compareRows(
            from.ports, to.ports,
            [&](const auto &key, const auto &entry) {
                m_changes.emplace_back(SetPort{id, key, entry});
            },
            [&](const auto &key) {
                m_changes.emplace_back(RemovePort{id, key});
            });
        compareRows(
            from.programs, to.programs,
            [&](const auto &path, const auto &entry) {
                m_changes.emplace_back(SetProgram{id, path, entry});
            },
            [&](const auto &path) {
                m_changes.emplace_back(RemoveProgram{id, path});
            });
        compareRows(
            from.services, to.services,
            [&](const auto &service, const auto &entry) {
                m_changes.emplace_back(SetService{id, service, entry});
            },
            [&](const auto &service) {
                m_changes.emplace_back(SetService{id, service, {}});
            });
        compareIcmp(from.icmp, to.icmp, [&](IcmpItem item, bool allowed) {
            m_changes.emplace_back(SetIcmp{id, item, allowed});
        });
    }

    void connections(const std::string &id, const ConnectionSettings &from, const ConnectionSettings &to)
    {
        if (from.filtered != to.filtered)
            m_changes.emplace_back(SetConnectionFilter{id, to.filtered});
        compareRows(
            from.ports, to.ports,
            [&](const auto &key, const auto &entry) {
                m_changes.emplace_back(SetConnectionPort{id, key, entry});
            },
            [&](const auto &key) {
                m_changes.emplace_back(RemoveConnectionPort{id, key});
            });
        compareIcmp(from.icmp, to.icmp, [&](IcmpItem item, bool allowed) {
            m_changes.emplace_back(SetConnectionIcmp{id, item, allowed});
        });
    }

    void logs(const LogSettings &from, const LogSettings &to)
    {
        if (from != to)
            m_changes.emplace_back(SetLog{to});
    }

    std::vector<Change> take() { return std::move(m_changes); }

private:
    std::vector<Change> m_changes;
};

}  // namespace

std::vector<Change> difference(const Settings &from, const Settings &to)
{
    Difference all;
    for (const ProfileId id : allProfiles)
        all.profiles(id, from.profile(id), to.profile(id));
    for (const auto &[id, connection] : from.connections) {
        if (!to.connections.contains(id))
            all.connections(id, connection, {});
    }
    for (const auto &[id, connection] : to.connections)
        all.connections(id, connectionSettings(from, id), connection);
    all.logs(from.log, to.log);
    return all.take();
}

}  // namespace parapet
