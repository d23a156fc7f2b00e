// SPDX-License-Identifier: GPL-2.0-or-later
// The transport headers with ports: TCP, UDP, UDP-Lite, SCTP, DCCP.
#pragma once

#include "engine/packet/bytes.h"
#include "engine/packet/ipheader.h"
#include "engine/packet/parsedpacket.h"

#include <optional>

namespace parapet {

struct Ports {
    std::uint16_t source = 0, destination = 0;
};

// Nothing if the protocol has none or they were not captured. All five begin with them.
std::optional<Ports> readPorts(const Bytes &transport, std::uint8_t protocol);

// Fills in what the transport header of packet.protocol says. transport: from that header to the end of the packet.
// Protocols that are none of the five are left alone.
Defect readPortTransport(const Bytes &transport, Fragment fragment, ParsedPacket &packet);

}  // namespace parapet
