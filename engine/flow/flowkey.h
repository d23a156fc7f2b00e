// SPDX-License-Identifier: GPL-2.0-or-later
// FlowKey: what makes two packets parts of one conversation, seen from this host: local and remote end.
#pragma once

#include "engine/model/address.h"
#include "engine/model/verdict.h"
#include "engine/packet/parsedpacket.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace parapet {

struct FlowKey {
    IpAddress local, remote;
    std::uint16_t localPort = 0, remotePort = 0;  // ports; for ICMP queries both are the identifier; else 0
    std::uint8_t protocol = 0;
    bool operator==(const FlowKey &) const = default;
};

// The flow of a packet that is received (local = destination) or sent (local = source). Nothing for packets
// without addresses, for ICMP other than queries and their replies, and for TCP or UDP without readable ports.
std::optional<FlowKey> flowKey(const ParsedPacket &packet, Direction direction);

// The flow that an ICMP error received by this host speaks about: the quoted packet was sent by us. Nothing
// if it was sent from another address than the one the error came to (RFC 5508 section 4.2).
std::optional<FlowKey> quotedFlowKey(const ParsedPacket &packet);

// Keyed: who does not know the seed cannot choose addresses and ports that collide.
std::uint64_t hash(const FlowKey &key, std::uint64_t seed);

}  // namespace parapet
