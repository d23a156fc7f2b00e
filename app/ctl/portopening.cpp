// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/portopening.h"

#include "app/ctl/connection.h"
#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/profiles.h"
#include "app/ctl/scopes.h"
#include "app/ctl/valuechecks.h"

namespace parapet::ctl {

namespace {

constexpr std::string_view columns = "Port   Protocol  Mode     Name";

std::vector<PortKey> chosenPorts(const Invocation &invocation)
{
    const auto port = static_cast<std::uint16_t>(*wholeNumber(invocation.value("port")));  // checked when it was read
    if (const auto protocol = portProtocolFromWord(invocation.value("protocol")))
        return {{*protocol, port}};
    return {{PortProtocol::tcp, port}, {PortProtocol::udp, port}};
}

// A name of its own for an entry that was set without one: every row of the list must be recognisable.
template <class Ports> std::string nameFor(const Invocation &invocation, const Ports &ports, const PortKey &key)
{
    if (invocation.given("name"))
        return std::string(invocation.value("name"));
    if (const auto entry = ports.find(key); entry != ports.end())
        return entry->second.name;
    return std::string(word(key.protocol)) + " " + std::to_string(key.port);
}

Error noSuchEntry(const std::string &where, const std::vector<PortKey> &keys)
{
    std::string what;
    for (const PortKey &key : keys)
        what.append(what.empty() ? "" : " or ").append(word(key.protocol));
    return {ErrorKind::notFound,
            "There is no such entry: no exception for " + what + " port " + std::to_string(keys.front().port) + where
                + "."};
}

Result<Answer> writeConnectionPort(const Invocation &invocation, const Snapshot &snapshot)
{
    const auto connection = chosenConnection(invocation, snapshot);
    if (!connection)
        return connection.error();
    const auto ports = connectionSettings(snapshot.settings, *connection).ports;
    Answer answer;
    for (const PortKey &key : chosenPorts(invocation))
        answer.changes.emplace_back(SetConnectionPort{
            *connection, key, {nameFor(invocation, ports, key), invocation.value("mode") == "ENABLE"}});
    return answer;
}

Result<Answer> deleteConnectionPort(const Invocation &invocation, const Snapshot &snapshot)
{
    const auto connection = chosenConnection(invocation, snapshot);
    if (!connection)
        return connection.error();
    const auto ports = connectionSettings(snapshot.settings, *connection).ports;
    const auto keys = chosenPorts(invocation);
    Answer answer;
    for (const PortKey &key : keys) {
        if (ports.contains(key))
            answer.changes.emplace_back(RemoveConnectionPort{*connection, key});
    }
    if (answer.changes.empty())
        return noSuchEntry(" on the connection " + std::string(invocation.value("interface")), keys);
    return answer;
}

std::string rowText(const PortKey &key, bool enabled, const std::string &name)
{
    return row({{std::to_string(key.port), 7}, {word(key.protocol), 10}, {enabledText(enabled), 9}, {name, 0}});
}

}  // namespace

std::string portsText(const Connection &connection, const ConnectionSettings &settings)
{
    if (settings.ports.empty())
        return {};
    std::string text = section("Port configuration for " + plain(connection.name), columns);
    for (const auto &[key, port] : settings.ports)
        text += rowText(key, port.enabled, port.name);
    return text;
}

std::string portsText(ProfileId id, const Profile &profile, bool verbose)
{
    std::string text = section("Port configuration for " + std::string(title(id)) + " profile", columns);
    for (const auto &[key, entry] : profile.ports) {
        text += rowText(key, entry.enabled, entry.name);
        text += verbose ? scopeLine(entry.scope) : "";
    }
    return text;
}

Result<Answer> writePortopening(const Invocation &invocation, const Snapshot &snapshot)
{
    if (isForConnection(invocation))
        return writeConnectionPort(invocation, snapshot);
    const bool enabled = invocation.value("mode") == "ENABLE";
    Answer answer;
    for (const ProfileId id : chosenProfiles(invocation, snapshot)) {
        for (const PortKey &key : chosenPorts(invocation)) {
            const std::string name = nameFor(invocation, snapshot.settings.profile(id).ports, key);
            const auto present = snapshot.settings.profile(id).ports.find(key);
            const bool there = present != snapshot.settings.profile(id).ports.end();
            Result<Scope> scope = scopeFor(invocation, there ? &present->second.scope : nullptr);
            if (!scope)
                return scope.error();
            answer.changes.emplace_back(SetPort{id, key, {name, enabled, *std::move(scope)}});
        }
    }
    return answer;
}

// With ALL, what is there goes; only nothing at all is a failure.
Result<Answer> deletePortopening(const Invocation &invocation, const Snapshot &snapshot)
{
    if (isForConnection(invocation))
        return deleteConnectionPort(invocation, snapshot);
    const auto profiles = chosenProfiles(invocation, snapshot);
    const auto keys = chosenPorts(invocation);
    Answer answer;
    for (const ProfileId id : profiles) {
        for (const PortKey &key : keys) {
            if (snapshot.settings.profile(id).ports.contains(key))
                answer.changes.emplace_back(RemovePort{id, key});
        }
    }
    if (answer.changes.empty())
        return noSuchEntry(in(profiles), keys);
    return answer;
}

Result<Answer> showPortopening(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, portopeningJson(snapshot)};
    const bool verbose = invocation.value("verbose") == "ENABLE";
    std::string text;
    for (const ProfileId id : allProfiles)
        text += portsText(id, snapshot.settings.profile(id), verbose);
    for (const Connection &each : snapshot.status.connections)
        text += portsText(each, connectionSettings(snapshot.settings, each.id));
    return Answer{{}, text};
}

}  // namespace parapet::ctl
