// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/packet/transport.h"

#include "engine/model/logrecord.h"
#include "engine/model/protocol.h"

namespace parapet {

namespace {

namespace tcp {  // RFC 9293 3.1
constexpr std::size_t sequence = 4, acknowledgement = 8, dataOffset = 12, flags = 13, window = 14;
constexpr std::size_t size = 20;
}  // namespace tcp

namespace udp {  // RFC 768
constexpr std::size_t length = 4;
constexpr std::size_t size = 8;
}  // namespace udp

constexpr std::size_t udpLiteSize = 8;  // RFC 3828 3.1
constexpr std::size_t sctpSize = 12;    // RFC 9260 3.1
constexpr std::size_t dccpSize = 12;    // RFC 4340 5.1, the short form

// The least length of the header; 0 for a protocol without ports.
std::size_t headerSize(std::uint8_t protocol)
{
    switch (protocol) {
    case ipproto::tcp: return tcp::size;
    case ipproto::udp: return udp::size;
    case ipproto::udpLite: return udpLiteSize;
    case ipproto::sctp: return sctpSize;
    case ipproto::dccp: return dccpSize;
    default: return 0;
    }
}

Defect readTcp(const Bytes &transport, ParsedPacket &packet)
{
    const std::size_t length = (transport.u8(tcp::dataOffset) >> 4) * std::size_t{4};
    if (length < tcp::size || length > transport.length())
        return Defect::lyingLength;
    if (!transport.has(0, length))
        return Defect::truncated;
    packet.hasTransport = true;
    packet.tcpFlags = transport.u8(tcp::flags) & tcpflag::all;
    packet.tcpSequence = transport.u32(tcp::sequence);
    packet.tcpAcknowledgement = transport.u32(tcp::acknowledgement);
    packet.tcpWindow = transport.u16(tcp::window);
    return Defect::none;
}

Defect readUdp(const Bytes &transport, Fragment fragment, ParsedPacket &packet)
{
    const std::size_t length = transport.u16(udp::length);
    // The rest of a datagram in fragments is elsewhere.
    const bool tooLong = fragment == Fragment::whole && length > transport.length();
    if (length < udp::size || tooLong)
        return Defect::lyingLength;
    packet.hasTransport = true;
    return Defect::none;
}

}  // namespace

std::optional<Ports> readPorts(const Bytes &transport, std::uint8_t protocol)
{
    if (headerSize(protocol) == 0 || !transport.has(0, 4))
        return std::nullopt;
    return Ports{transport.u16(0), transport.u16(2)};
}

Defect readPortTransport(const Bytes &transport, Fragment fragment, ParsedPacket &packet)
{
    if (const auto ports = readPorts(transport, packet.protocol)) {
        packet.hasPorts = true;
        packet.sourcePort = ports->source;
        packet.destinationPort = ports->destination;
    }
    if (!transport.has(0, headerSize(packet.protocol)))
        return Defect::truncated;
    switch (packet.protocol) {
    case ipproto::tcp: return readTcp(transport, packet);
    case ipproto::udp: return readUdp(transport, fragment, packet);
    default: return Defect::none;
    }
}

}  // namespace parapet
