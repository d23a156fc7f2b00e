// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/packet/icmp.h"

#include "engine/model/protocol.h"
#include "engine/packet/ipheader.h"
#include "engine/packet/transport.h"

namespace parapet {

namespace {

constexpr std::size_t icmpType = 0, icmpCode = 1, icmpId = 4;  // RFC 792; RFC 4443 2.1, 4.1
constexpr std::size_t icmpSize = 8;

enum class Kind { error, query, other };

// Redirect (5) is told as an error by RFC 792, but it is an order to route otherwise, with an XP SP2 setting of its
// own ("Allow redirect"): a known flow must not let it in.
Kind kindOfIcmp(std::uint8_t type)
{
    switch (type) {
    case 3:   // destination unreachable
    case 4:   // source quench
    case 11:  // time exceeded
    case 12:  // parameter problem
        return Kind::error;
    case 0:   // echo reply
    case 8:   // echo request
    case 13:  // timestamp request and reply
    case 14:
    case 17:  // address mask request and reply
    case 18: return Kind::query;
    default: return Kind::other;
    }
}

// Only the errors that RFC 4443 defines; the experimental and reserved ones below 128 carry no quote we know of.
Kind kindOfIcmpV6(std::uint8_t type)
{
    switch (type) {
    case 1:  // destination unreachable
    case 2:  // packet too big
    case 3:  // time exceeded
    case 4:  // parameter problem
        return Kind::error;
    case 128:  // echo request and reply
    case 129: return Kind::query;
    default: return Kind::other;
    }
}

Kind kindOf(std::uint8_t version, std::uint8_t type)
{
    return version == 4 ? kindOfIcmp(type) : kindOfIcmpV6(type);
}

// The ends of the flow of a quoted transport header. False if there cannot be an error about it.
bool readQuotedPorts(const Bytes &transport, std::uint8_t version, QuotedFlow &flow)
{
    if (isIcmpOf(version, flow.protocol)) {
        // Only a query has a flow; an error about an error is never sent (RFC 1122 3.2.2, RFC 4443 2.4).
        if (!transport.has(0, icmpId + 2) || kindOf(version, transport.u8(icmpType)) != Kind::query)
            return false;
        flow.sourcePort = flow.destinationPort = transport.u16(icmpId);
        flow.hasPorts = true;
    } else if (const auto ports = readPorts(transport, flow.protocol)) {
        flow.sourcePort = ports->source;
        flow.destinationPort = ports->destination;
        flow.hasPorts = true;
    }
    return true;
}

// A quote may end after eight bytes of transport header (RFC 792), and routers write odd lengths into it: its own
// length field is not held against it.
QuotedFlow readQuote(const Bytes &quote, std::uint8_t version)
{
    IpHeader ip = readIpHeader(quote);
    if (ip.defect != Defect::none || ip.version != version)
        return {};
    skipExtensionHeaders(quote, ip);
    if (ip.defect != Defect::none)
        return {};
    QuotedFlow flow{.protocol = ip.protocol, .source = ip.source, .destination = ip.destination};
    if (ip.fragment == Fragment::later)
        flow.valid = true;
    else
        flow.valid = readQuotedPorts(quote.from(ip.transport), version, flow);
    return flow;
}

}  // namespace

bool isIcmpOf(std::uint8_t version, std::uint8_t protocol)
{
    return (version == 4 && protocol == ipproto::icmp) || (version == 6 && protocol == ipproto::icmpv6);
}

Defect readIcmp(const Bytes &message, ParsedPacket &packet)
{
    if (!message.has(0, icmpSize))
        return Defect::truncated;
    packet.hasTransport = true;
    packet.icmpType = message.u8(icmpType);
    packet.icmpCode = message.u8(icmpCode);
    const Kind kind = kindOf(packet.version, packet.icmpType);
    packet.icmpIsError = kind == Kind::error;
    packet.icmpIsQuery = kind == Kind::query;
    if (packet.icmpIsQuery)
        packet.icmpId = message.u16(icmpId);
    if (packet.icmpIsError)
        packet.quoted = readQuote(message.from(icmpSize), packet.version);
    return Defect::none;
}

}  // namespace parapet
