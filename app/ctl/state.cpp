// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/state.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"

namespace parapet::ctl {

namespace {

// Lines that XP has and this version has nothing behind: they say what is true, not what XP's default would be.
constexpr std::string_view multicastResponse = "Disable";
constexpr std::string_view notification = "Disable";
constexpr std::string_view groupPolicy = "None";
constexpr std::string_view remoteAdmin = "Disable";

// An exception opens its port in IPv4 and IPv6 alike.
constexpr std::string_view everyVersion = "Any";
// XP's word where it knows no program behind a port.
constexpr std::string_view noProgram = "(null)";

std::string statusText(const Snapshot &snapshot, bool verbose)
{
    const Profile &profile = snapshot.settings.profile(snapshot.status.activeProfile);
    return section("Firewall status") + field("Profile", title(snapshot.status.activeProfile))
        + field("Operational mode", operationalMode(profile)) + field("Exception mode", exceptionMode(profile))
        + field("Multicast/broadcast response mode", multicastResponse) + field("Notification mode", notification)
        + field("Group policy version", groupPolicy) + field("Remote admin mode", remoteAdmin)
        + (verbose ? scopeLine({}) : std::string());
}

std::string portsText(const Snapshot &snapshot, bool verbose)
{
    std::string text = section("Ports currently open on all network interfaces", "Port   Protocol  Version  Program");
    const auto ports = openPorts(snapshot);
    for (const PortKey &key : ports) {
        text += row({{std::to_string(key.port), 7}, {word(key.protocol), 10}, {everyVersion, 9}, {noProgram, 0}});
        text += verbose ? scopeLine(snapshot.settings.profile(snapshot.status.activeProfile).ports.at(key).scope) : "";
    }
    return ports.empty() ? text + "No ports are currently open on all network interfaces.\n" : text;
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

std::vector<PortKey> openPorts(const Snapshot &snapshot)
{
    const Profile &profile = snapshot.settings.profile(snapshot.status.activeProfile);
    std::vector<PortKey> open;
    if (profile.opmode == Opmode::onWithoutExceptions)
        return open;
    for (const auto &[key, entry] : profile.ports) {
        if (entry.enabled)
            open.push_back(key);
    }
    return open;
}

Result<Answer> showState(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, stateJson(snapshot)};
    const bool verbose = invocation.value("verbose") == "ENABLE";
    return Answer{{}, statusText(snapshot, verbose) + portsText(snapshot, verbose) + noticesText(snapshot.status)};
}

}  // namespace parapet::ctl
