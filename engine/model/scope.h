// SPDX-License-Identifier: GPL-2.0-or-later
// Scope: who may use an exception (xp-reference 1.9, 3.4). Plain data; which addresses are the local subnet is decided
// where a packet is looked at, because it changes with the interface and its addresses.
#pragma once

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/model/addressrange.h"

#include <string>
#include <string_view>
#include <vector>

namespace parapet {

struct Scope {
    enum class Kind : std::uint8_t { any, localSubnet, custom };
    Kind kind = Kind::any;
    bool listsLocalSubnet = false;     // custom: LocalSubnet is one of its items
    std::vector<AddressRange> ranges;  // custom: in the order of the list

    bool operator==(const Scope &) const = default;

    // "*", "LocalSubnet" (any case), or a list with commas of what AddressRange::parse() takes and LocalSubnet. Blanks around
    // items are ignored. At most limits::scopeItems items, none twice, none unspecified or loopback. The error names the item.
    static Result<Scope> parse(std::string_view text);
    // The canonical form; parse(text()) gives the same scope.
    std::string text() const;
};

}  // namespace parapet
