// SPDX-License-Identifier: GPL-2.0-or-later
// Packets as the parser would hand them on, made from readable parts. The family follows from the addresses.
#pragma once

#include "engine/model/logrecord.h"
#include "engine/packet/parsedpacket.h"

#include <cstdlib>
#include <string_view>

namespace parapet::test {

inline constexpr std::uint8_t syn = tcpflag::syn, ack = tcpflag::ack, fin = tcpflag::fin, rst = tcpflag::rst,
                              psh = tcpflag::psh, urg = tcpflag::urg;

inline IpAddress address(std::string_view text)
{
    const auto parsed = IpAddress::parse(text);
    if (!parsed)
        std::abort();  // a slip in a test's own table
    return *parsed;
}

inline ParsedPacket ip(std::string_view source, std::string_view destination, std::uint8_t protocol)
{
    ParsedPacket packet;
    packet.source = address(source);
    packet.destination = address(destination);
    packet.version = packet.destination.isV4() ? 4 : 6;
    packet.protocol = protocol;
    packet.hasAddresses = true;
    packet.hopLimit = 64;
    packet.size = 100;
    return packet;
}

inline ParsedPacket withPorts(ParsedPacket packet, std::uint16_t source, std::uint16_t destination)
{
    packet.hasPorts = packet.hasTransport = true;
    packet.sourcePort = source;
    packet.destinationPort = destination;
    return packet;
}

inline ParsedPacket tcp(std::string_view source, std::uint16_t sourcePort, std::string_view destination,
                        std::uint16_t destinationPort, int flags)
{
    ParsedPacket packet = withPorts(ip(source, destination, 6), sourcePort, destinationPort);
    packet.tcpFlags = static_cast<std::uint8_t>(flags);
    return packet;
}

inline ParsedPacket udp(std::string_view source, std::uint16_t sourcePort, std::string_view destination,
                        std::uint16_t destinationPort)
{
    return withPorts(ip(source, destination, 17), sourcePort, destinationPort);
}

inline ParsedPacket icmp(std::string_view source, std::string_view destination, int type)
{
    ParsedPacket packet = ip(source, destination, 0);
    packet.protocol = packet.version == 4 ? 1 : 58;
    packet.hasTransport = true;
    packet.icmpType = static_cast<std::uint8_t>(type);
    return packet;
}

// A query or its reply: the message with an identifier.
inline ParsedPacket icmpQuery(std::string_view source, std::string_view destination, int type, std::uint16_t id)
{
    ParsedPacket packet = icmp(source, destination, type);
    packet.icmpIsQuery = true;
    packet.icmpId = id;
    return packet;
}

inline ParsedPacket ping(std::string_view source, std::string_view destination, std::uint16_t id)
{
    return icmpQuery(source, destination, address(destination).isV4() ? 8 : 128, id);
}

inline ParsedPacket pong(std::string_view source, std::string_view destination, std::uint16_t id)
{
    return icmpQuery(source, destination, address(destination).isV4() ? 0 : 129, id);
}

// "Destination unreachable" about `quoted`, as it was sent by this host.
inline ParsedPacket unreachable(std::string_view source, std::string_view destination, const ParsedPacket &quoted)
{
    ParsedPacket packet = icmp(source, destination, address(destination).isV4() ? 3 : 1);
    packet.icmpIsError = true;
    packet.quoted.valid = true;
    packet.quoted.protocol = quoted.protocol;
    packet.quoted.source = quoted.source;
    packet.quoted.destination = quoted.destination;
    packet.quoted.hasPorts = quoted.hasPorts || quoted.icmpIsQuery;
    packet.quoted.sourcePort = quoted.icmpIsQuery ? quoted.icmpId : quoted.sourcePort;
    packet.quoted.destinationPort = quoted.icmpIsQuery ? quoted.icmpId : quoted.destinationPort;
    return packet;
}

inline ParsedPacket withHopLimit(ParsedPacket packet, int hopLimit)
{
    packet.hopLimit = static_cast<std::uint8_t>(hopLimit);
    return packet;
}

inline ParsedPacket withDefect(ParsedPacket packet, Defect defect)
{
    packet.defect = defect;
    packet.hasTransport = false;
    return packet;
}

}  // namespace parapet::test
