// SPDX-License-Identifier: GPL-2.0-or-later
// describe(): the facts of a parsed packet as one line, for tables that a person can read:
//     v4 192.0.2.7 > 192.0.2.1 proto 6 hops 64 size 40; ports 40000 > 80; tcp S seq 1000 ack 2000 win 64000
// A defect stands in front; facts that are not valid do not appear.
#pragma once

#include "engine/packet/parsedpacket.h"

#include <string>

namespace parapet::test {

inline std::string word(Defect defect)
{
    switch (defect) {
    case Defect::none: return "none";
    case Defect::badVersion: return "bad version";
    case Defect::truncated: return "truncated";
    case Defect::lyingLength: return "lying length";
    case Defect::headerChain: return "header chain";
    case Defect::laterFragment: return "later fragment";
    }
    return "?";
}

inline std::string fromTo(const std::string &from, const std::string &to)
{
    return from + " > " + to;
}

inline std::string describePorts(std::uint16_t from, std::uint16_t to)
{
    return "; ports " + fromTo(std::to_string(from), std::to_string(to));
}

inline std::string describeFlags(std::uint8_t flags)
{
    std::string letters;
    for (int bit = 0; bit < 8; ++bit) {
        if (flags & 1U << bit)
            letters += "FSRPAUEC"[bit];
    }
    return letters.empty() ? "-" : letters;
}

inline std::string describeTransport(const ParsedPacket &packet)
{
    if (packet.isTcp())
        return "; tcp " + describeFlags(packet.tcpFlags) + " seq " + std::to_string(packet.tcpSequence) + " ack "
            + std::to_string(packet.tcpAcknowledgement) + " win " + std::to_string(packet.tcpWindow);
    if (packet.isUdp())
        return "; udp";
    std::string line = "; icmp " + std::to_string(packet.icmpType) + "/" + std::to_string(packet.icmpCode);
    if (packet.icmpIsError)
        line += " error";
    if (packet.icmpIsQuery)
        line += " query id " + std::to_string(packet.icmpId);
    return line;
}

inline std::string describeQuote(const QuotedFlow &quoted)
{
    std::string line = "; quotes " + fromTo(quoted.source.text(), quoted.destination.text()) + " proto "
        + std::to_string(quoted.protocol);
    if (quoted.hasPorts)
        line += describePorts(quoted.sourcePort, quoted.destinationPort);
    return line;
}

inline std::string describe(const ParsedPacket &packet)
{
    std::string line = packet.defect == Defect::none ? "" : word(packet.defect) + "; ";
    line += packet.hasAddresses
        ? "v" + std::to_string(packet.version) + " " + fromTo(packet.source.text(), packet.destination.text())
            + " proto " + std::to_string(packet.protocol) + " hops " + std::to_string(packet.hopLimit)
        : std::string("no addresses");
    line += " size " + std::to_string(packet.size);
    if (packet.hasPorts)
        line += describePorts(packet.sourcePort, packet.destinationPort);
    if (packet.hasTransport)
        line += describeTransport(packet);
    if (packet.quoted.valid)
        line += describeQuote(packet.quoted);
    return line;
}

}  // namespace parapet::test
