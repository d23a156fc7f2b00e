// SPDX-License-Identifier: GPL-2.0-or-later
// AddressRange: the addresses from first to last, both included, of one family. A prefix is a range too, so there is one
// comparison for everything that a scope can say.
#pragma once

#include "engine/base/result.h"
#include "engine/model/address.h"

#include <string>
#include <string_view>

namespace parapet {

struct AddressRange {
    IpAddress first, last;

    bool contains(const IpAddress &address) const
    {
        return first <= address && address <= last && first.isV4() == address.isV4();
    }
    bool operator==(const AddressRange &) const = default;

    // bits: 0..32 for IPv4, 0..128 for IPv6. Host bits of `address` are ignored.
    static AddressRange prefix(const IpAddress &address, int bits);

    // "192.0.2.7", "192.0.2.0/24", "192.0.2.0/255.255.255.0", "192.0.2.1-192.0.2.9", and the same for IPv6 with a prefix
    // length. The error is a sentence about this text.
    static Result<AddressRange> parse(std::string_view text);

    // The form of XP SP2 for IPv4 (address/mask; xp-reference 1.9), address/length for IPv6, first-last for what is no prefix.
    std::string text() const;
    // Length of the prefix that this range is, or -1.
    int prefixLength() const;
};

}  // namespace parapet
