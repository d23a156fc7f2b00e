// SPDX-License-Identifier: GPL-2.0-or-later
// IpHeader: what the network layer of a packet says, for both versions alike. The same reading serves the packet
// itself and the one quoted in an ICMP error.
#pragma once

#include "engine/model/address.h"
#include "engine/packet/bytes.h"
#include "engine/packet/parsedpacket.h"

namespace parapet {

// Is the transport header in this packet?
enum class Fragment : std::uint8_t {
    whole,
    first,  // yes, but what follows it is elsewhere
    later,  // no
};

struct IpHeader {
    Defect defect = Defect::none;
    std::uint8_t version = 0;  // 4, 6 or 0
    bool hasAddresses = false;
    IpAddress source{}, destination{};  // valid if hasAddresses
    std::uint8_t hopLimit = 0;          // valid if hasAddresses
    std::uint8_t protocol = 0;          // of what stands at `transport`; valid if hasAddresses
    std::size_t length = 0;             // of the packet, by this header; valid if hasAddresses
    std::size_t transport = 0;          // where the header of `protocol` begins; valid if there is no defect
    Fragment fragment = Fragment::whole;
};

// The header itself: RFC 791 3.1 with its options, RFC 8200 3.
IpHeader readIpHeader(const Bytes &packet);

// Walks over the IPv6 extension headers (nothing to do for IPv4): moves `protocol` and `transport` on, as far as
// the chain can be read. `packet` must end where the packet ends.
void skipExtensionHeaders(const Bytes &packet, IpHeader &header);

}  // namespace parapet
