// SPDX-License-Identifier: GPL-2.0-or-later
// Status: what the helper says about itself. Text in it is shown as plain text.
#pragma once

#include "engine/model/settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace parapet {

struct Status {
    std::string version;  // of the helper
    ProfileId activeProfile = ProfileId::standard;
    std::string queueBackend;          // "nft queue" or "xt NFQUEUE"; what this kernel offers
    std::string logFile;               // path of pfirewall.log, for showing only
    std::vector<std::string> notices;  // things a person must know, e.g. damaged settings set aside
    std::uint64_t dropped = 0;         // packets dropped since the tables were made
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
