// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that a person can set, as plain data. What may be in it is checked in change.h.
#pragma once

#include "engine/base/limits.h"
#include "engine/model/icmp.h"
#include "engine/model/portkey.h"
#include "engine/model/profile.h"
#include "engine/model/scope.h"
#include "engine/model/service.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace parapet {

// A port that may be reached, open for as long as the entry is enabled (xp-reference 3.2).
struct PortException {
    std::string name;     // UTF-8, text to show, never markup
    bool enabled = true;  // an unchecked row stays in the list
    Scope scope{};        // who may use it
    bool operator==(const PortException &) const = default;
};

// A program whose ports may be reached while it listens (xp-reference 3.2). Known by its path.
struct ProgramException {
    std::string name;
    bool enabled = true;
    Scope scope{};
    bool operator==(const ProgramException &) const = default;
};

// Transparent, so that text can be looked up without a copy.
template <class T> using ByText = std::map<std::string, T, std::less<>>;

struct Profile {
    Opmode opmode = Opmode::on;
    bool notifications = true;      // tell when a program is blocked
    bool multicastResponse = true;  // answers to own multicast and broadcast, for 3 seconds (xp-reference 3.6)
    std::map<PortKey, PortException> ports;
    ByText<ProgramException> programs;  // by path
    ByText<ServiceException> services;  // by id; those that are as in the catalogue are not in it
    IcmpSettings icmp;
    bool operator==(const Profile &) const = default;
};

// A port that may be reached by one connection; any sender (xp-reference 3.5).
struct ConnectionPort {
    std::string name;
    bool enabled = true;
    bool operator==(const ConnectionPort &) const = default;
};

// What holds for one connection beside the profile; exists once, not per profile (xp-reference 3.5).
struct ConnectionSettings {
    bool filtered = true;  // unchecked on the Advanced tab: no firewall on this connection
    std::map<PortKey, ConnectionPort> ports;
    IcmpSettings icmp;
    bool operator==(const ConnectionSettings &) const = default;
};

// Global, never per profile or connection (xp-reference 1.11). A file without a folder is in LOGS_DIRECTORY.
inline constexpr std::string_view logFileDefault = "pfirewall.log";
struct LogSettings {
    bool droppedPackets = false;
    bool successfulConnections = false;
    std::uint32_t maxSizeKb = limits::logSizeDefaultKb;
    std::string file{logFileDefault};  // a name, or the whole path of a file in a folder that is allowed
    bool operator==(const LogSettings &) const = default;
};

struct Settings {
    std::array<Profile, allProfiles.size()> profiles;
    ByText<ConnectionSettings> connections;  // by id (status.h); those with nothing changed are not in it
    LogSettings log;

    Profile &profile(ProfileId id) { return profiles[static_cast<std::size_t>(id)]; }
    const Profile &profile(ProfileId id) const { return profiles[static_cast<std::size_t>(id)]; }
    bool operator==(const Settings &) const = default;
};

// The entry of the service with this id, or what the catalogue says: off.
ServiceException serviceException(const Profile &profile, std::string_view id);
ConnectionSettings connectionSettings(const Settings &settings, std::string_view connection);
// Is TCP 445 open by any entry? Then echo requests are answered whatever the ICMP settings say (xp-reference 1.12).
bool opensFileSharing(const Profile &profile);
// What the ICMP settings come to with that: the checked rows, and the forced one.
IcmpSettings icmpInForce(const Profile &profile);

}  // namespace parapet
