// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/packet/parser.h"

#include "engine/packet/bytes.h"
#include "engine/packet/icmp.h"
#include "engine/packet/ipheader.h"
#include "engine/packet/transport.h"

namespace parapet {

namespace {

// The network layer of the whole packet, with its length held against what arrived.
IpHeader readNetwork(const Bytes &arrived)
{
    IpHeader ip = readIpHeader(arrived);
    if (ip.defect == Defect::none && ip.length > arrived.length())
        ip.defect = Defect::lyingLength;
    if (ip.defect == Defect::none)
        skipExtensionHeaders(arrived.upTo(ip.length), ip);
    if (ip.defect == Defect::none && ip.fragment == Fragment::later)
        ip.defect = Defect::laterFragment;
    return ip;
}

ParsedPacket networkFacts(const IpHeader &ip, std::size_t arrived)
{
    const bool honest = ip.hasAddresses && ip.defect != Defect::lyingLength && ip.length <= arrived;
    ParsedPacket packet;
    packet.defect = ip.defect;
    packet.version = ip.version;
    packet.hasAddresses = ip.hasAddresses;
    packet.source = ip.source;
    packet.destination = ip.destination;
    packet.hopLimit = ip.hopLimit;
    packet.protocol = ip.protocol;
    packet.size = static_cast<std::uint32_t>(honest ? ip.length : arrived);
    return packet;
}

}  // namespace

ParsedPacket parse(std::span<const std::byte> captured, std::size_t packetLength)
{
    const Bytes arrived(captured, packetLength);
    const IpHeader ip = readNetwork(arrived);
    ParsedPacket packet = networkFacts(ip, arrived.length());
    if (ip.defect != Defect::none)
        return packet;
    // What follows the end of the IP packet is padding of the link (RFC 894).
    const Bytes transport = arrived.upTo(ip.length).from(ip.transport);
    packet.defect = isIcmpOf(ip.version, ip.protocol) ? readIcmp(transport, packet)
                                                      : readPortTransport(transport, ip.fragment, packet);
    return packet;
}

}  // namespace parapet
