// SPDX-License-Identifier: GPL-2.0-or-later
// Alert: the question of the Security Alert (xp-reference 1.14), and what may be answered. Plain data; all text is plain
// text to show.
#pragma once

#include "engine/base/clock.h"
#include "engine/model/address.h"
#include "engine/model/portkey.h"
#include "engine/model/process.h"
#include "engine/model/profile.h"
#include "engine/model/scope.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet {

// Somebody who tried to reach the program while it was blocked.
struct Knock {
    IpAddress source;
    PortKey port;
    WallTime time{};
    bool operator==(const Knock &) const = default;
};

struct Alert {
    std::uint64_t id = 0;  // unique while the helper runs
    ProfileId profile = ProfileId::standard;
    WallTime time{};             // when the program began to listen
    Process process;             // process.key() is what the answer adds
    std::string user;            // name of process.uid; its number where there is no name
    std::string publisher;       // from the package or Flatpak metadata; empty: unknown
    std::string package;         // "nginx-core 1.22.1-9"; empty: unknown
    std::vector<PortKey> ports;  // at most limits::alertPorts
    std::vector<Knock> knocks;   // newest first, at most limits::alertKnocks
    bool operator==(const Alert &) const = default;
};

enum class AlertAnswer : std::uint8_t {
    keepBlocking,  // adds an unchecked row
    unblock,       // adds a checked row with the scope that was chosen
    askLater,      // adds nothing; asked again when the program starts anew
    // What one may say who must not change the firewall (KB900912): the program is in the list, unchecked, anyway.
    acknowledge,
    acknowledgeAlways,  // and never tell again
};
// Needs the right to change settings.
constexpr bool changesSettings(AlertAnswer answer)
{
    return answer == AlertAnswer::keepBlocking || answer == AlertAnswer::unblock;
}

// A row of the list that was made by acknowledging, and by whom.
struct AcknowledgedProgram {
    ProfileId profile = ProfileId::standard;
    std::string program;  // key of the row
    std::uint32_t uid = 0;
    bool tellAgain = false;  // with the next start of the program
    bool operator==(const AcknowledgedProgram &) const = default;
};

// "keep-blocking", "unblock", "ask-later", "acknowledge", "acknowledge-always"
std::string_view word(AlertAnswer answer);
std::optional<AlertAnswer> alertAnswerFromWord(std::string_view text);

}  // namespace parapet
