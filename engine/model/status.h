// SPDX-License-Identifier: GPL-2.0-or-later
// Status: what the helper says about itself. Text in it is shown as plain text.
#pragma once

#include "engine/model/profile.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet {

// A connection: that of NetworkManager where there is one, else the network interface. Loopback is none.
struct Connection {
    enum class Kind : std::uint8_t { other, wired, wireless, vpn, bridge };
    std::string id;    // in the settings: NetworkManager's UUID, else the name of the interface
    std::string name;  // to show: NetworkManager's name for it, else the interface
    Kind kind = Kind::other;
    std::string interface;  // by which it is up; empty while it is not connected
    bool operator==(const Connection &) const = default;
};
std::string_view word(Connection::Kind kind);  // "other", "wired", "wireless", "vpn", "bridge"
std::optional<Connection::Kind> connectionKindFromWord(std::string_view text);

struct Status {
    std::string version;  // of the helper
    ProfileId activeProfile = ProfileId::standard;
    std::string queueBackend;               // "nft queue" or "xt NFQUEUE"; what this kernel offers
    std::string logFile;                    // path of the security log, for showing only
    std::vector<std::string> logFolders{};  // in and below which it may be; a name without a folder is in the first
    std::vector<std::string> notices;       // things a person must know, e.g. damaged settings set aside
    std::uint64_t dropped = 0;              // packets dropped since the tables were made
    std::vector<Connection> connections{};  // all that are known, also those that are not connected
    std::string listenWatch{};              // "bpf" or "polling": how new listeners are noticed; empty: not at all
    bool rules = true;                      // what the settings ask for stands in the kernel, as we put it there
    bool flood = false;                     // more unwanted packets come than can be looked at one by one
    bool operator==(const Status &) const = default;
};

// What the asking user may do: at once, after authentication, or not at all.
enum class Right : std::uint8_t { no, afterAuthentication, yes };
struct Rights {
    Right change = Right::no;
    Right readLog = Right::no;
    bool operator==(const Rights &) const = default;
};

}  // namespace parapet
