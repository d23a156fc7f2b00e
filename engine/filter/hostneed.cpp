// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/filter/hostneed.h"

#include "engine/model/protocol.h"

namespace parapet {

namespace {

constexpr std::uint16_t dhcpServer = 67, dhcpClient = 68;        // RFC 2131 4.1
constexpr std::uint16_t dhcpv6Client = 546, dhcpv6Server = 547;  // RFC 8415 7.2

// A router would have lowered 255, so the sender is a neighbour.
bool isNeighbourDiscovery(const ParsedPacket &packet)
{
    return packet.icmpType >= 133 && packet.icmpType <= 136 && packet.hopLimit == 255;
}

bool isListenerDiscovery(const ParsedPacket &packet)
{
    switch (packet.icmpType) {
    case 130:  // query
    case 131:  // report, done: RFC 2710
    case 132:
    case 143:  // report, version 2: RFC 3810
        return packet.hopLimit == 1;
    default: return false;
    }
}

bool isDhcpAnswer(const ParsedPacket &packet)
{
    if (!packet.isUdp() || !packet.hasPorts)
        return false;
    if (packet.version == 4)
        return packet.sourcePort == dhcpServer && packet.destinationPort == dhcpClient;
    return packet.sourcePort == dhcpv6Server && packet.destinationPort == dhcpv6Client && packet.source.isLinkLocal();
}

}  // namespace

bool isHostNeed(const ParsedPacket &packet)
{
    if (packet.defect != Defect::none || !packet.hasAddresses)
        return false;
    if (packet.version == 4 && packet.protocol == ipproto::igmp)
        return packet.hopLimit == 1;
    if (packet.version == 6 && packet.protocol == ipproto::icmpv6 && packet.hasTransport)
        return isNeighbourDiscovery(packet) || isListenerDiscovery(packet);
    return isDhcpAnswer(packet);
}

}  // namespace parapet
