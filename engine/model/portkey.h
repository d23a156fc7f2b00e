// SPDX-License-Identifier: GPL-2.0-or-later
// PortKey: what makes a port exception one of a kind: "80:TCP".
#pragma once

#include "engine/model/protocol.h"

#include <compare>
#include <cstdint>

namespace parapet {

// 1..65535, one port an entry (xp-reference 1.5).
struct PortKey {
    PortProtocol protocol = PortProtocol::tcp;
    std::uint16_t port = 0;
    auto operator<=>(const PortKey &) const = default;
};

}  // namespace parapet
