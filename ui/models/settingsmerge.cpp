// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/settingsmerge.h"

#include <utility>

namespace parapet {

namespace {

// One value. Overloads below take apart what is more than one thing to a person.
template <class T> T merge(const T &base, const T &mine, const T &theirs)
{
    return mine == base ? theirs : mine;
}

IcmpSettings merge(const IcmpSettings &base, const IcmpSettings &mine, const IcmpSettings &theirs)
{
    IcmpSettings result;
    for (const IcmpItemFacts &each : icmpItems)
        result.set(each.item, merge(base.allows(each.item), mine.allows(each.item), theirs.allows(each.item)));
    return result;
}

LogSettings merge(const LogSettings &base, const LogSettings &mine, const LogSettings &theirs)
{
    return {merge(base.droppedPackets, mine.droppedPackets, theirs.droppedPackets),
            merge(base.successfulConnections, mine.successfulConnections, theirs.successfulConnections),
            merge(base.maxSizeKb, mine.maxSizeKb, theirs.maxSizeKb), merge(base.file, mine.file, theirs.file)};
}

// A check mark, a name and a scope are edits of their own.
template <class Exception>
Exception mergeException(const Exception &base, const Exception &mine, const Exception &theirs)
{
    return {merge(base.name, mine.name, theirs.name), merge(base.enabled, mine.enabled, theirs.enabled),
            merge(base.scope, mine.scope, theirs.scope)};
}

PortException merge(const PortException &base, const PortException &mine, const PortException &theirs)
{
    return mergeException(base, mine, theirs);
}

ProgramException merge(const ProgramException &base, const ProgramException &mine, const ProgramException &theirs)
{
    return mergeException(base, mine, theirs);
}

ConnectionPort merge(const ConnectionPort &base, const ConnectionPort &mine, const ConnectionPort &theirs)
{
    return {merge(base.name, mine.name, theirs.name), merge(base.enabled, mine.enabled, theirs.enabled)};
}

template <class Rows> const typename Rows::mapped_type *find(const Rows &rows, const typename Rows::key_type &key)
{
    const auto found = rows.find(key);
    return found == rows.end() ? nullptr : &found->second;
}

template <class Rows> Rows mergeRows(const Rows &base, const Rows &mine, const Rows &theirs);

// Always there; without a row it is as by default.
ConnectionSettings merge(const ConnectionSettings &base, const ConnectionSettings &mine,
                         const ConnectionSettings &theirs)
{
    return {merge(base.filtered, mine.filtered, theirs.filtered), mergeRows(base.ports, mine.ports, theirs.ports),
            merge(base.icmp, mine.icmp, theirs.icmp)};
}

template <class Rows> Rows mergeRows(const Rows &base, const Rows &mine, const Rows &theirs)
{
    Rows result = theirs;
    for (const auto &[key, entry] : mine) {
        const auto *before = find(base, key), *other = find(theirs, key);
        if (!before || *before != entry)
            result.insert_or_assign(key, before && other ? merge(*before, entry, *other) : entry);
    }
    for (const auto &[key, entry] : base) {
        if (!mine.contains(key))
            result.erase(key);
    }
    return result;
}

// Its ports are always there too, as the catalogue has them: a check mark and a scope are edits of their own.
ServiceException mergeService(const Service &service, const ServiceException &base, const ServiceException &mine,
                              const ServiceException &theirs)
{
    ServiceException result{merge(base.enabled, mine.enabled, theirs.enabled), {}};
    for (const ServicePort &port : service.ports) {
        const ServicePortSetting was = setting(base, port), own = setting(mine, port), other = setting(theirs, port);
        const ServicePortSetting both{merge(was.enabled, own.enabled, other.enabled),
                                      merge(was.scope, own.scope, other.scope)};
        if (both != defaultSetting(port))
            result.ports.insert_or_assign(port.first, both);
    }
    return result;
}

ByText<ServiceException> mergeServices(const Profile &base, const Profile &mine, const Profile &theirs)
{
    ByText<ServiceException> result;
    for (const Service &service : serviceCatalogue()) {
        const ServiceException both =
            mergeService(service, serviceException(base, service.id), serviceException(mine, service.id),
                         serviceException(theirs, service.id));
        if (both != ServiceException{})
            result.emplace(service.id, both);
    }
    return result;
}

ByText<ConnectionSettings> mergeConnections(const Settings &base, const Settings &mine, const Settings &theirs)
{
    ByText<ConnectionSettings> result;
    for (const auto *settings : {&mine, &theirs}) {
        for (const auto &row : settings->connections) {
            const std::string &id = row.first;
            ConnectionSettings both =
                merge(connectionSettings(base, id), connectionSettings(mine, id), connectionSettings(theirs, id));
            if (both != ConnectionSettings{})
                result.insert_or_assign(id, std::move(both));
        }
    }
    return result;
}

Profile merge(const Profile &base, const Profile &mine, const Profile &theirs)
{
    Profile result;
    result.opmode = merge(base.opmode, mine.opmode, theirs.opmode);
    result.notifications = merge(base.notifications, mine.notifications, theirs.notifications);
    result.multicastResponse = merge(base.multicastResponse, mine.multicastResponse, theirs.multicastResponse);
    result.ports = mergeRows(base.ports, mine.ports, theirs.ports);
    result.programs = mergeRows(base.programs, mine.programs, theirs.programs);
    result.services = mergeServices(base, mine, theirs);
    result.icmp = merge(base.icmp, mine.icmp, theirs.icmp);
    return result;
}

}  // namespace

Settings merged(const Settings &base, const Settings &mine, const Settings &theirs)
{
    Settings result;
    for (const ProfileId id : allProfiles)
        result.profile(id) = merge(base.profile(id), mine.profile(id), theirs.profile(id));
    result.connections = mergeConnections(base, mine, theirs);
    result.log = merge(base.log, mine.log, theirs.log);
    return result;
}

}  // namespace parapet
