// SPDX-License-Identifier: GPL-2.0-or-later
// ICMP and ICMPv6: which message it is, and which flow an error speaks about.
#pragma once

#include "engine/packet/bytes.h"
#include "engine/packet/parsedpacket.h"

namespace parapet {

// Is this the control protocol of that IP version? ICMP inside IPv6, and the other way round, is nothing.
bool isIcmpOf(std::uint8_t version, std::uint8_t protocol);

// Fills in the ICMP facts. message: from its header to the end of the packet.
Defect readIcmp(const Bytes &message, ParsedPacket &packet);

}  // namespace parapet
