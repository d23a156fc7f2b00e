// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/change.h"

#include <initializer_list>
#include <utility>

namespace parapet {

namespace {

Error invalid(std::string text)
{
    return {ErrorKind::invalid, std::move(text)};
}

// The first of these problems, if there is any.
Outcome firstOf(std::initializer_list<std::string> problems)
{
    for (const std::string &problem : problems) {
        if (!problem.empty())
            return invalid(problem);
    }
    return Done{};
}

std::string describe(const PortKey &key)
{
    return std::string(word(key.protocol)) + " port " + std::to_string(key.port);
}

std::string describe(ProfileId profile, const std::string &entry)
{
    return entry + " in the " + std::string(word(profile)) + " profile";
}

// What was put together by hand must be what the text form can say; parse() knows every rule.
Outcome makeCanonical(Scope &scope)
{
    Result<Scope> parsed = Scope::parse(scope.text());
    if (!parsed)
        return parsed.error();
    scope = *std::move(parsed);
    return Done{};
}

template <class Rows, class Key>
Outcome roomFor(const Rows &rows, const Key &key, std::size_t most, std::string_view what)
{
    if (rows.size() < most || rows.contains(key))
        return Done{};
    return invalid("There must be no more than " + std::to_string(most) + " " + std::string(what) + ".");
}

// An exception with a scope, into the rows of its kind.
template <class Rows>
Outcome put(Rows &rows, const typename Rows::key_type &key, typename Rows::mapped_type entry, std::string_view what)
{
    if (Outcome canonical = makeCanonical(entry.scope); !canonical)
        return canonical;
    if (Outcome room = roomFor(rows, key, limits::exceptionsPerProfile, what); !room)
        return room;
    rows.insert_or_assign(key, std::move(entry));
    return Done{};
}

// Puts one change into the settings.
class Applier {
public:
    explicit Applier(Settings &settings) : m_settings(settings) { }

    Outcome operator()(const SetOpmode &change) const
    {
        m_settings.profile(change.profile).opmode = change.mode;
        return Done{};
    }

    Outcome operator()(const SetPort &change) const
    {
        if (Outcome right = firstOf({problemWithPort(change.key.port), problemWithName(change.entry.name)}); !right)
            return right;
        return put(m_settings.profile(change.profile).ports, change.key, change.entry, "port exceptions in a profile");
    }

    Outcome operator()(const RemovePort &change) const
    {
        if (m_settings.profile(change.profile).ports.erase(change.key) == 0)
            return missing(describe(change.profile, describe(change.key)));
        return Done{};
    }

    Outcome operator()(const SetProgram &change) const
    {
        if (Outcome right = firstOf({problemWithProgram(change.path), problemWithName(change.entry.name)}); !right)
            return right;
        return put(m_settings.profile(change.profile).programs, change.path, change.entry, "programs in a profile");
    }

    Outcome operator()(const RemoveProgram &change) const
    {
        if (m_settings.profile(change.profile).programs.erase(change.path) == 0)
            return missing(describe(change.profile, change.path));
        return Done{};
    }

    // What is as in the catalogue is not kept, so that equal settings compare equal.
    Outcome operator()(const SetService &change) const
    {
        const Service *service = findService(change.id);
        if (!service)
            return Error{ErrorKind::notFound, "There is no predefined service with the name " + change.id + "."};
        ServiceException entry{change.entry.enabled, {}};
        for (auto [key, own] : change.entry.ports) {
            const ServicePort *port = findPort(*service, key);
            if (!port)
                return Error{ErrorKind::notFound, std::string(service->name) + " has no " + describe(key) + "."};
            if (Outcome canonical = makeCanonical(own.scope); !canonical)
                return canonical;
            if (own != defaultSetting(*port))
                entry.ports.emplace(key, std::move(own));
        }
        auto &services = m_settings.profile(change.profile).services;
        if (entry == ServiceException{})
            services.erase(change.id);
        else
            services.insert_or_assign(change.id, std::move(entry));
        return Done{};
    }

    Outcome operator()(const SetIcmp &change) const
    {
        m_settings.profile(change.profile).icmp.set(change.item, change.allowed);
        return Done{};
    }

    Outcome operator()(const SetNotifications &change) const
    {
        m_settings.profile(change.profile).notifications = change.on;
        return Done{};
    }

    Outcome operator()(const SetMulticastResponse &change) const
    {
        m_settings.profile(change.profile).multicastResponse = change.on;
        return Done{};
    }

    Outcome operator()(const SetConnectionFilter &change) const
    {
        return edit(change.connection, [&](ConnectionSettings &connection) -> Outcome {
            connection.filtered = change.filtered;
            return Done{};
        });
    }

    Outcome operator()(const SetConnectionPort &change) const
    {
        if (Outcome right = firstOf({problemWithPort(change.key.port), problemWithName(change.entry.name)}); !right)
            return right;
        return edit(change.connection, [&](ConnectionSettings &connection) -> Outcome {
            if (Outcome room =
                    roomFor(connection.ports, change.key, limits::portsPerConnection, "ports of a connection");
                !room)
                return room;
            connection.ports.insert_or_assign(change.key, change.entry);
            return Done{};
        });
    }

    Outcome operator()(const RemoveConnectionPort &change) const
    {
        return edit(change.connection, [&](ConnectionSettings &connection) -> Outcome {
            if (connection.ports.erase(change.key) == 0)
                return missing(describe(change.key) + " on the connection " + change.connection);
            return Done{};
        });
    }

    Outcome operator()(const SetConnectionIcmp &change) const
    {
        if (!facts(change.item).perConnection)
            return invalid("Packet too big can be allowed for all connections only, not for one.");
        return edit(change.connection, [&](ConnectionSettings &connection) -> Outcome {
            connection.icmp.set(change.item, change.allowed);
            return Done{};
        });
    }

    Outcome operator()(const SetLog &change) const
    {
        if (Outcome right = firstOf({problemWithLogSize(change.log.maxSizeKb), problemWithLogFile(change.log.file)});
            !right)
            return right;
        m_settings.log = change.log;
        return Done{};
    }

private:
    static Error missing(const std::string &entry)
    {
        return {ErrorKind::notFound, "There is no exception for " + entry + "."};
    }

    // A connection with nothing changed is not kept.
    template <class Edit> Outcome edit(const std::string &id, Edit edit) const
    {
        if (Outcome right = firstOf({problemWithConnection(id)}); !right)
            return right;
        ConnectionSettings connection = connectionSettings(m_settings, id);
        if (Outcome edited = edit(connection); !edited)
            return edited;
        auto &connections = m_settings.connections;
        if (connection == ConnectionSettings{}) {
            connections.erase(id);
            return Done{};
        }
        Outcome room = roomFor(connections, id, limits::connections, "connections with settings of their own");
        if (room)
            connections.insert_or_assign(id, std::move(connection));
        return room;
    }

    Settings &m_settings;
};

}  // namespace

Result<Settings> apply(Settings settings, std::span<const Change> changes)
{
    for (const Change &change : changes) {
        const Outcome outcome = std::visit(Applier(settings), change);
        if (!outcome)
            return outcome.error();
    }
    return settings;
}

}  // namespace parapet
