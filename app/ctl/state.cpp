// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/state.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"

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

std::string portRow(const PortKey &key)
{
    return row({{std::to_string(key.port), 7}, {word(key.protocol), 10}, {everyVersion, 9}, {noProgram, 0}});
}

std::string portsText(const Snapshot &snapshot, bool verbose)
{
    std::string text = section("Ports currently open on all network interfaces", portColumns);
    const auto ports = openPorts(snapshot);
    for (const auto &[key, scope] : ports)
        text += portRow(key) + (verbose ? scopeLine(scope) : "");
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
            rows += port.enabled ? portRow(key) : "";
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

std::map<PortKey, Scope> openPorts(const Snapshot &snapshot)
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
