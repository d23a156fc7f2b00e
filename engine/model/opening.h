// SPDX-License-Identifier: GPL-2.0-or-later
// Opening: a port that is open to one range of senders, for those who must have exceptions and scopes as plain ranges. Plain
// data.
#pragma once

#include "engine/model/addressrange.h"
#include "engine/model/portkey.h"

#include <cstdint>

namespace parapet {

struct Opening {
    PortKey port;
    AddressRange from;
    std::uint32_t interface = 0;  // index by which they must come in; 0: any
    bool operator==(const Opening &) const = default;
};

}  // namespace parapet
