// SPDX-License-Identifier: GPL-2.0-or-later
// ParsedPacket: the facts that a filter needs, each with when it is valid.
#pragma once

#include "engine/model/address.h"

#include <cstdint>

namespace parapet {

// What is wrong with a packet. Garbage from the network is normal input, so this is a value, not an error.
enum class Defect : std::uint8_t {
    none,
    badVersion,     // neither 4 nor 6; or an IPv6 header around IPv4-mapped addresses, which never travel
    truncated,      // ends inside a header that must be there
    lyingLength,    // a length field contradicts another one or the packet
    headerChain,    // too many IPv6 extension headers, hop-by-hop not first, or two fragment headers (RFC 8200 4.1)
    laterFragment,  // not the first fragment: the transport header is elsewhere
};

// The flow that an ICMP error speaks about: the packet quoted in it (RFC 792, RFC 4443).
struct QuotedFlow {
    bool valid = false;
    std::uint8_t protocol = 0;
    IpAddress source{}, destination{};  // as in the quoted packet
    std::uint16_t sourcePort = 0;       // port, or the ICMP query's identifier; valid if hasPorts
    std::uint16_t destinationPort = 0;  // port, or the same identifier; valid if hasPorts
    bool hasPorts = false;
    bool operator==(const QuotedFlow &) const = default;
};

struct ParsedPacket {
    Defect defect = Defect::none;
    std::uint8_t version = 0;   // 4 or 6; 0 if badVersion or truncated before it
    std::uint8_t protocol = 0;  // transport protocol after extension headers, as far as they could be read;
                                // valid if hasAddresses
    bool hasAddresses = false;
    IpAddress source, destination;  // valid if hasAddresses
    std::uint8_t hopLimit = 0;      // TTL or hop limit; valid if hasAddresses
    std::uint32_t size = 0;         // length of the IP packet by its own header; if that cannot be, of what arrived

    bool hasPorts = false;  // TCP, UDP, SCTP, DCCP, UDP-Lite: ports could be read
    std::uint16_t sourcePort = 0, destinationPort = 0;

    bool hasTransport = false;  // the TCP, UDP, ICMP or ICMPv6 header is whole and honest
    std::uint8_t tcpFlags = 0;  // tcpflag::*; valid if TCP and hasTransport
    std::uint32_t tcpSequence = 0, tcpAcknowledgement = 0;
    std::uint16_t tcpWindow = 0;

    std::uint8_t icmpType = 0, icmpCode = 0;  // valid if ICMP or ICMPv6 and hasTransport
    std::uint16_t icmpId = 0;                 // identifier; valid for queries (echo, timestamp, mask)
    bool icmpIsError = false;
    bool icmpIsQuery = false;  // request or reply that carries an identifier
    QuotedFlow quoted;         // valid.valid only if icmpIsError

    bool operator==(const ParsedPacket &) const = default;

    bool isTcp() const { return hasAddresses && protocol == 6; }
    bool isUdp() const { return hasAddresses && protocol == 17; }
    bool isIcmp() const { return hasAddresses && (protocol == 1 || protocol == 58); }
};

}  // namespace parapet
