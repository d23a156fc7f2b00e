// SPDX-License-Identifier: GPL-2.0-or-later
// What every host needs to live, whatever the settings: IPv6 neighbour and router discovery (types 133-136, hop
// limit 255, RFC 4861), MLD (hop limit 1, RFC 2710/3810), IGMP (TTL 1), DHCPv4 answers, DHCPv6 answers from the
// own link. The static kernel rules are made from the same facts.
#pragma once

#include "engine/packet/parsedpacket.h"

namespace parapet {

bool isHostNeed(const ParsedPacket &packet);

}  // namespace parapet
