// SPDX-License-Identifier: GPL-2.0-or-later
// What parse() promises about any bytes whatever. Tests and the fuzzer hold every result against this.
#pragma once

#include "engine/packet/parser.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace parapet::test {

inline bool carriesPorts(std::uint8_t protocol)
{
    constexpr std::uint8_t protocols[]{6, 17, 33, 132, 136};
    return std::ranges::find(protocols, protocol) != std::end(protocols);
}

inline bool isControlMessage(const ParsedPacket &packet)
{
    return packet.hasAddresses && packet.protocol == (packet.version == 4 ? 1 : 58);
}

// The promise about the network layer that `packet` breaks; null if it keeps them all.
inline const char *brokenNetworkPromise(const ParsedPacket &packet, std::size_t arrived)
{
    const bool v4 = packet.source.isV4() && packet.destination.isV4();
    const bool v6 = !packet.source.isV4() && !packet.destination.isV4();
    if (packet.size > arrived)
        return "the size is never more than what arrived";
    if (packet.hasAddresses && !(packet.version == 4 ? v4 : packet.version == 6 && v6))
        return "addresses are of the family that the version says";
    if (packet.defect == Defect::badVersion && (packet.hasAddresses || packet.version != 0))
        return "without a version there are no addresses";
    if ((packet.defect == Defect::none || packet.defect == Defect::laterFragment) && !packet.hasAddresses)
        return "a packet that can be judged has addresses";
    return nullptr;
}

inline const char *brokenTransportPromise(const ParsedPacket &packet)
{
    const bool good = packet.defect == Defect::none;
    const bool whole = packet.isTcp() || packet.isUdp() || isControlMessage(packet);
    if (packet.hasPorts && !(packet.hasAddresses && carriesPorts(packet.protocol)))
        return "only protocols with ports have ports";
    if (packet.hasPorts && (packet.defect == Defect::laterFragment || packet.defect == Defect::headerChain))
        return "no ports without a transport header";
    if (good && carriesPorts(packet.protocol) && !packet.hasPorts)
        return "a good packet of a protocol with ports has them";
    if (packet.hasTransport != (good && whole))
        return "TCP, UDP, ICMP and ICMPv6 are whole or have a defect";
    return nullptr;
}

inline const char *brokenIcmpPromise(const ParsedPacket &packet)
{
    if ((packet.icmpIsError || packet.icmpIsQuery) && !(packet.hasTransport && isControlMessage(packet)))
        return "only ICMP messages are errors or queries";
    if (packet.icmpIsError && packet.icmpIsQuery)
        return "no message is both an error and a query";
    if (packet.icmpId != 0 && !packet.icmpIsQuery)
        return "only queries have an identifier";
    if (!packet.quoted.valid)
        return nullptr;
    if (!packet.icmpIsError)
        return "only errors quote";
    if (packet.quoted.source.isV4() != (packet.version == 4)
        || packet.quoted.destination.isV4() != (packet.version == 4))
        return "the quoted packet is of the same family";
    return nullptr;
}

// Less captured of the same packet never tells anything else: the same facts, a defect, or a quote cut short.
inline const char *brokenCutPromise(const ParsedPacket &whole, ParsedPacket cut)
{
    if (cut.defect != Defect::none || cut == whole)
        return nullptr;
    if (cut.quoted.valid && cut.quoted.hasPorts)
        return "a cut capture quotes other ports";
    cut.quoted = whole.quoted;
    return cut == whole ? nullptr : "a cut capture tells other facts";
}

// The first promise that this packet breaks; null if it keeps them all.
inline const char *brokenPromise(std::span<const std::byte> captured, std::size_t packetLength)
{
    const ParsedPacket packet = parse(captured, packetLength);
    const std::size_t arrived = std::max(captured.size(), packetLength);
    if (const char *broken = brokenNetworkPromise(packet, arrived))
        return broken;
    if (const char *broken = brokenTransportPromise(packet))
        return broken;
    if (const char *broken = brokenIcmpPromise(packet))
        return broken;
    if (packet.defect != Defect::none)
        return nullptr;
    if (parse(captured.first(std::min<std::size_t>(captured.size(), packet.size)), packet.size) != packet)
        return "what follows the end of the packet does not matter";
    return brokenCutPromise(packet, parse(captured.first(captured.size() / 2), arrived));
}

}  // namespace parapet::test
