// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/state.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"

#include <algorithm>
#include <map>
#include <utility>

namespace parapet::ctl {

namespace {

constexpr std::string_view groupPolicy = "None";  // nothing behind this line of XP's yet
constexpr std::string_view remoteAdministration = "remote-administration";

// An exception opens its port in IPv4 and IPv6 alike.
constexpr std::string_view everyVersion = "Any";
// XP's word where it knows no program behind a port.
constexpr std::string_view noProgram = "(null)";
constexpr std::string_view portColumns = "Port   Protocol  Version  Program";

std::string statusText(const Snapshot &snapshot, bool verbose)
{
    const Profile &profile = snapshot.settings.profile(snapshot.status.activeProfile);
    return section("Firewall status") + field("Profile", title(snapshot.status.activeProfile))
        + field("Operational mode", operationalMode(profile)) + field("Exception mode", exceptionMode(profile))
        + field("Multicast/broadcast response mode", enabledText(profile.multicastResponse))
        + field("Notification mode", enabledText(profile.notifications)) + field("Group policy version", groupPolicy)
        + field("Remote admin mode", enabledText(serviceException(profile, remoteAdministration).enabled))
        + (verbose ? scopeLine({}) : std::string());
}

std::string portRow(const OpenPort &port)
{
    return row({{std::to_string(port.key.port), 7},
                {word(port.key.protocol), 10},
                {port.version, 9},
                {port.program.empty() ? noProgram : port.program, 0}});
}

std::string programOf(const ListeningProgram &row)
{
    if (row.published)
        return "(published by a container)";
    if (row.owners.empty())
        return {};
    const Process &owner = row.owners.front();
    return owner.keys.empty() ? owner.path : owner.key();
}

// Who listens at a port that is open anyway; of several, the first by name.
std::string programAt(const PortKey &key, const Snapshot &snapshot)
{
    std::string first;
    for (const ListeningProgram &row : snapshot.listening) {
        const std::string program =
            row.listener.port == key && row.reach != ListeningProgram::Reach::local ? programOf(row) : std::string();
        if (!program.empty() && (first.empty() || program < first))
            first = program;
    }
    return first;
}

bool takesBothVersions(const Listener &listener)
{
    return listener.local.isUnspecified() && !listener.local.isV4() && !listener.v6Only;
}

// One row for each port that a program with an exception has opened, be it by one socket or by one for each version.
std::map<std::pair<PortKey, std::string>, std::string_view> openedByPrograms(const Snapshot &snapshot)
{
    std::map<std::pair<PortKey, std::string>, std::string_view> open;
    for (const ListeningProgram &row : snapshot.listening) {
        const Listener &listener = row.listener;
        if (row.reach != ListeningProgram::Reach::open || row.rule.kind != RuleId::Kind::program)
            continue;
        std::string_view version = listener.local.isV4() ? "IPv4" : "IPv6";
        if (takesBothVersions(listener))
            version = everyVersion;
        const auto [place, isNew] = open.emplace(std::pair(listener.port, row.program), version);
        if (!isNew && place->second != version)
            place->second = everyVersion;
    }
    return open;
}

std::map<PortKey, Scope> openedByRows(const Snapshot &snapshot)
{
    const Profile &profile = snapshot.settings.profile(snapshot.status.activeProfile);
    std::map<PortKey, Scope> open;
    if (profile.opmode == Opmode::onWithoutExceptions)
        return open;
    for (const auto &[key, entry] : profile.ports) {
        if (entry.enabled)
            open.emplace(key, entry.scope);
    }
    for (const auto &[id, exception] : profile.services) {
        const Service *service = findService(id);
        if (!service || !exception.enabled)
            continue;
        for (const auto &each : openedPorts(*service, exception))
            open.insert(each);
    }
    return open;
}

std::string portsText(const Snapshot &snapshot, bool verbose)
{
    std::string text = section("Ports currently open on all network interfaces", portColumns);
    const auto ports = openPorts(snapshot);
    for (const OpenPort &port : ports)
        text += portRow(port) + (verbose ? scopeLine(port.scope) : "");
    return ports.empty() ? text + "No ports are currently open on all network interfaces.\n" : text;
}

// Only connections with ports of their own; those ports are for any computer.
std::string connectionsText(const Snapshot &snapshot)
{
    std::string text;
    if (snapshot.settings.profile(snapshot.status.activeProfile).opmode == Opmode::onWithoutExceptions)
        return text;
    for (const Connection &each : snapshot.status.connections) {
        std::string rows;
        for (const auto &[key, port] : connectionSettings(snapshot.settings, each.id).ports)
            rows += port.enabled ? portRow({key, {}, everyVersion, programAt(key, snapshot)}) : "";
        if (!rows.empty())
            text += section("Additional ports open on " + plain(each.name), portColumns) + rows;
    }
    return text;
}

// Not XP's: stands behind everything of XP's, and only if there is something to tell.
std::string noticesText(const Status &status)
{
    std::string text = status.notices.empty() ? "" : section("Notices");
    for (const std::string &notice : status.notices)
        text += row({{notice, 0}});
    return text;
}

}  // namespace

std::vector<OpenPort> openPorts(const Snapshot &snapshot)
{
    std::vector<OpenPort> ports;
    for (auto &[key, scope] : openedByRows(snapshot))
        ports.push_back({key, scope, everyVersion, programAt(key, snapshot)});
    const auto &programs = snapshot.settings.profile(snapshot.status.activeProfile).programs;
    for (const auto &[opened, version] : openedByPrograms(snapshot)) {
        const auto row = programs.find(opened.second);
        if (row != programs.end())
            ports.push_back({opened.first, row->second.scope, version, opened.second});
    }
    std::ranges::stable_sort(ports, {}, &OpenPort::key);
    return ports;
}

Result<Answer> showState(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, stateJson(snapshot)};
    const bool verbose = invocation.value("verbose") == "ENABLE";
    return Answer{{},
                  statusText(snapshot, verbose) + portsText(snapshot, verbose) + connectionsText(snapshot)
                      + noticesText(snapshot.status)};
}

}  // namespace parapet::ctl
