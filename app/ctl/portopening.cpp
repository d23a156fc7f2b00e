// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/portopening.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/profiles.h"

#include <charconv>

namespace parapet::ctl {

namespace {

std::vector<PortKey> chosenPorts(const Invocation &invocation)
{
    const std::string_view text = invocation.value("port");
    std::uint16_t port = 0;
    std::from_chars(text.data(), text.data() + text.size(), port);  // checked when it was read
    if (const auto protocol = portProtocolFromWord(invocation.value("protocol")))
        return {{*protocol, port}};
    return {{PortProtocol::tcp, port}, {PortProtocol::udp, port}};
}

// A name of its own for an entry that was set without one: every row of the list must be recognisable.
std::string nameFor(const Invocation &invocation, const Profile &profile, const PortKey &key)
{
    if (invocation.given("name"))
        return std::string(invocation.value("name"));
    if (const auto entry = profile.ports.find(key); entry != profile.ports.end())
        return entry->second.name;
    return std::string(word(key.protocol)) + " " + std::to_string(key.port);
}

// The scope that was asked for. "set" keeps the one that the entry has when none was; "add" begins with everyone.
Result<Scope> scopeFor(const Invocation &invocation, const Profile &profile, const PortKey &key)
{
    const std::string_view asked = invocation.value("scope");
    const auto entry = profile.ports.find(key);
    if (!invocation.given("scope") && invocation.command->path[1] == "set" && entry != profile.ports.end())
        return entry->second.scope;
    if (asked == "SUBNET")
        return Scope{Scope::Kind::localSubnet, false, {}};
    if (asked != "CUSTOM")
        return Scope{};
    if (!invocation.given("addresses"))
        return Error{ErrorKind::invalid, "One or more essential parameters were not entered.\nNot entered: addresses."};
    return Scope::parse(invocation.value("addresses"));
}

Error noSuchEntry(const std::vector<ProfileId> &profiles, const std::vector<PortKey> &keys)
{
    std::string what;
    for (const PortKey &key : keys)
        what.append(what.empty() ? "" : " or ").append(word(key.protocol));
    std::string where;
    for (const ProfileId id : profiles)
        where.append(where.empty() ? "" : " or ").append(word(id));
    return {ErrorKind::notFound,
            "There is no such entry: no exception for " + what + " port " + std::to_string(keys.front().port)
                + " in the " + where + " profile."};
}

std::string profileText(ProfileId id, const Profile &profile, bool verbose)
{
    std::string text =
        section("Port configuration for " + std::string(title(id)) + " profile", "Port   Protocol  Mode     Name");
    for (const auto &[key, entry] : profile.ports) {
        text += row({{std::to_string(key.port), 7},
                     {word(key.protocol), 10},
                     {enabledText(entry.enabled), 9},
                     {entry.name, 0}});
        text += verbose ? scopeLine(entry.scope) : "";
    }
    return text;
}

}  // namespace

Result<Answer> writePortopening(const Invocation &invocation, const Snapshot &snapshot)
{
    const bool enabled = invocation.value("mode") == "ENABLE";
    Answer answer;
    for (const ProfileId id : chosenProfiles(invocation, snapshot)) {
        for (const PortKey &key : chosenPorts(invocation)) {
            const std::string name = nameFor(invocation, snapshot.settings.profile(id), key);
            Result<Scope> scope = scopeFor(invocation, snapshot.settings.profile(id), key);
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
        return noSuchEntry(profiles, keys);
    return answer;
}

Result<Answer> showPortopening(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, portopeningJson(snapshot)};
    const bool verbose = invocation.value("verbose") == "ENABLE";
    std::string text;
    for (const ProfileId id : allProfiles)
        text += profileText(id, snapshot.settings.profile(id), verbose);
    return Answer{{}, text};
}

}  // namespace parapet::ctl
