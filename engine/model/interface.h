// SPDX-License-Identifier: GPL-2.0-or-later
// Interface: one network interface as it is now. "Local subnet" means its own subnets (xp-reference 3.4).
#pragma once

#include "engine/model/addressrange.h"

#include <cstdint>
#include <string>
#include <vector>

namespace parapet {

struct Interface {
    std::uint32_t index = 0;
    std::string name;
    std::vector<IpAddress> addresses;
    std::vector<AddressRange> subnets;  // of its addresses; point-to-point: the other end
    std::string connection{};           // the id of its connection (status.h)
    bool operator==(const Interface &) const = default;
};

using Interfaces = std::vector<Interface>;

}  // namespace parapet
