// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that a person can set, as plain data. What may be in it is checked in change.h.
#pragma once

#include "engine/base/limits.h"
#include "engine/model/protocol.h"
#include "engine/model/scope.h"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace parapet {

// Domain: settings for the network of one's organisation; standard: everywhere else (xp-reference 3.9).
enum class ProfileId : std::uint8_t { domain, standard };
inline constexpr std::array allProfiles{ProfileId::domain, ProfileId::standard};

// The three operating states of xp-reference 3.3.
enum class Opmode : std::uint8_t { off, on, onWithoutExceptions };

// What makes a port exception one of a kind: "80:TCP". 1..65535, one port an entry (xp-reference 1.5).
struct PortKey {
    PortProtocol protocol = PortProtocol::tcp;
    std::uint16_t port = 0;
    auto operator<=>(const PortKey &) const = default;
};

// A port that may be reached, open for as long as the entry is enabled (xp-reference 3.2).
struct PortException {
    std::string name;     // UTF-8, text to show, never markup
    bool enabled = true;  // an unchecked row stays in the list
    Scope scope{};        // who may use it
    bool operator==(const PortException &) const = default;
};

struct Profile {
    Opmode opmode = Opmode::on;
    std::map<PortKey, PortException> ports;
    bool operator==(const Profile &) const = default;
};

// Global, never per profile or connection (xp-reference 1.11). The file is LOGS_DIRECTORY/pfirewall.log.
struct LogSettings {
    bool droppedPackets = false;
    bool successfulConnections = false;
    std::uint32_t maxSizeKb = limits::logSizeDefaultKb;
    bool operator==(const LogSettings &) const = default;
};

struct Settings {
    std::array<Profile, allProfiles.size()> profiles;
    LogSettings log;

    Profile &profile(ProfileId id) { return profiles[static_cast<std::size_t>(id)]; }
    const Profile &profile(ProfileId id) const { return profiles[static_cast<std::size_t>(id)]; }
    bool operator==(const Settings &) const = default;
};

// The words used in the store, on D-Bus and on the command line.
std::string_view word(ProfileId id);  // "domain", "standard"
std::string_view word(Opmode mode);   // "off", "on", "on-without-exceptions"
std::optional<ProfileId> profileFromWord(std::string_view text);
std::optional<Opmode> opmodeFromWord(std::string_view text);

}  // namespace parapet
