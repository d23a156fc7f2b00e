// SPDX-License-Identifier: GPL-2.0-or-later
// What the filter must decide about a received packet, written down a second time: slow, obvious, and sharing no
// code with the engine but its plain data. For comparisons with random packets only.
#pragma once

#include "engine/flow/flowtable.h"
#include "engine/model/settings.h"
#include "engine/packet/parsedpacket.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace parapet::test {

class NaiveMatcher {
public:
    NaiveMatcher(const Profile &profile, const std::vector<Flow> &flows) : m_profile(profile), m_flows(flows) { }

    Decision inbound(const ParsedPacket &packet) const
    {
        if (m_profile.opmode == Opmode::off)
            return accepted(Reason::firewallOff);
        if (packet.defect != Defect::none)
            return dropped(reasonOf(packet.defect));
        if (badSource(packet))
            return dropped(Reason::notFromHost);
        if (packet.protocol == 6 && !honest(packet.tcpFlags))
            return dropped(Reason::impossibleFlags);
        if (hostNeed(packet))
            return accepted(Reason::hostNeed);
        if (row(packet) == 8)  // a redirect, whatever it quotes
            return stranger(packet);
        if (const Flow *flow = flowOf(packet))
            return fits(*flow, packet) ? Decision{Verdict::accept, Reason::knownFlow, flow->rule, true}
                                       : dropped(Reason::handshakeOrder);
        if (packet.icmpIsError && quotesFlow(packet))
            return accepted(Reason::relatedError);
        return stranger(packet);
    }

private:
    static Decision accepted(Reason reason) { return {Verdict::accept, reason, {}, false}; }
    static Decision dropped(Reason reason) { return {Verdict::drop, reason, {}, false}; }

    static Reason reasonOf(Defect defect)
    {
        if (defect == Defect::badVersion)
            return Reason::badVersion;
        if (defect == Defect::truncated)
            return Reason::truncated;
        if (defect == Defect::lyingLength)
            return Reason::lyingLength;
        return defect == Defect::headerChain ? Reason::headerChain : Reason::laterFragment;
    }

    static std::string letters(std::uint8_t flags)
    {
        std::string text;
        for (int bit = 0; bit < 6; ++bit) {
            if (flags & (1 << bit))
                text += "FSRPAU"[bit];
        }
        return text;
    }

    static bool honest(std::uint8_t flags)
    {
        static const std::set<std::string> combinations{"S",   "SP", "SU", "SPU", "SA",  "SPA", "R",   "RP",  "RA",
                                                        "RPA", "A",  "PA", "AU",  "PAU", "FA",  "FPA", "FAU", "FPAU"};
        return combinations.contains(letters(flags));
    }

    static bool badSource(const ParsedPacket &packet)
    {
        const std::string source = packet.source.text();
        if (packet.version == 4) {
            const int first = std::stoi(source);
            return first == 127 || (first >= 224 && first <= 239) || source == "255.255.255.255"
                || (source == "0.0.0.0" && !hostNeed(packet));
        }
        return source == "::1" || source.starts_with("ff") || source.find('.') != std::string::npos
            || (source == "::" && !hostNeed(packet));
    }

    static bool hostNeed(const ParsedPacket &packet)
    {
        if (packet.protocol == 17 && packet.version == 4)
            return packet.sourcePort == 67 && packet.destinationPort == 68;
        if (packet.protocol == 17)
            return packet.sourcePort == 547 && packet.destinationPort == 546
                && packet.source.text().starts_with("fe80:");
        if (packet.version == 4)
            return packet.protocol == 2 && packet.hopLimit == 1;
        static const std::set<int> neighbours{133, 134, 135, 136}, listeners{130, 131, 132, 143};
        return packet.protocol == 58
            && ((packet.hopLimit == 255 && neighbours.contains(packet.icmpType))
                || (packet.hopLimit == 1 && listeners.contains(packet.icmpType)));
    }

    const Flow *find(const IpAddress &local, int localPort, const IpAddress &remote, int remotePort, int protocol) const
    {
        for (const Flow &flow : m_flows) {
            if (flow.key.local == local && flow.key.localPort == localPort && flow.key.remote == remote
                && flow.key.remotePort == remotePort && flow.key.protocol == protocol)
                return &flow;
        }
        return nullptr;
    }

    const Flow *flowOf(const ParsedPacket &packet) const
    {
        const bool icmp = packet.protocol == 1 || packet.protocol == 58;
        if (icmp && !packet.icmpIsQuery)
            return nullptr;
        const int there = icmp ? packet.icmpId : packet.hasPorts ? packet.sourcePort : 0;
        const int here = icmp ? packet.icmpId : packet.hasPorts ? packet.destinationPort : 0;
        const Flow *flow = find(packet.destination, here, packet.source, there, packet.protocol);
        if (!flow)
            return nullptr;
        static const std::set<int> replies{0, 14, 18, 129};
        if (icmp && replies.contains(packet.icmpType) != (flow->origin == Direction::outbound))
            return nullptr;
        if (icmp && flow->origin == Direction::inbound && flow->rule.kind == RuleId::Kind::icmp
            && row(packet) != flow->rule.index)
            return nullptr;
        const bool over = flow->tcp == TcpState::closing || flow->tcp == TcpState::closed;
        return packet.protocol == 6 && over && letters(packet.tcpFlags) == "S" ? nullptr : flow;
    }

    static bool fits(const Flow &flow, const ParsedPacket &packet)
    {
        if (packet.protocol != 6 || (packet.tcpFlags & 4))
            return true;
        const bool synAck = (packet.tcpFlags & 2) && (packet.tcpFlags & 16);
        const bool syn = (packet.tcpFlags & 2) && !synAck;
        const bool theyOpened = flow.origin == Direction::inbound;
        if (flow.tcp == TcpState::synSent)
            return theyOpened ? !synAck : syn || synAck;
        if (flow.tcp == TcpState::synReceived)
            return !theyOpened || !synAck;
        // A SYN with data flags is no beginning, so it does not part from the ended flow; and it is out of order.
        return !syn || (flow.tcp != TcpState::closing && flow.tcp != TcpState::closed);
    }

    bool quotesFlow(const ParsedPacket &packet) const
    {
        const QuotedFlow &quoted = packet.quoted;
        const bool ends = quoted.hasPorts || std::set<int>{1, 6, 17, 58}.count(quoted.protocol) == 0;
        return quoted.valid && ends && quoted.source == packet.destination
            && find(quoted.source, quoted.hasPorts ? quoted.sourcePort : 0, quoted.destination,
                    quoted.hasPorts ? quoted.destinationPort : 0, quoted.protocol);
    }

    // Which row of the ICMP settings speaks of it coming in; -1: none.
    static int row(const ParsedPacket &packet)
    {
        static const std::map<int, int> v4{{8, 0}, {13, 1}, {17, 2}, {10, 3}, {9, 3}, {5, 8}}, v6{{128, 0}, {137, 8}};
        if (!packet.hasTransport || packet.protocol != (packet.version == 4 ? 1 : 58))
            return -1;
        const auto &rows = packet.version == 4 ? v4 : v6;
        const auto found = rows.find(packet.icmpType);
        return found == rows.end() ? -1 : found->second;
    }

    Decision stranger(const ParsedPacket &packet) const
    {
        if (m_profile.opmode == Opmode::onWithoutExceptions)
            return dropped(Reason::exceptionsOff);
        if (packet.protocol == 6 && letters(packet.tcpFlags) != "S")
            return dropped(Reason::noHandshake);
        if (const int item = row(packet); item >= 0)
            return {Verdict::drop, Reason::icmpNotAllowed, {RuleId::Kind::icmp, std::uint8_t(item), {}}, false};
        for (const auto &[key, entry] : m_profile.ports) {
            if (entry.enabled && int(key.protocol) == packet.protocol && key.port == packet.destinationPort)
                return {Verdict::accept, Reason::portException, {RuleId::Kind::port, 0, key}, true};
        }
        return dropped(Reason::noException);
    }

    const Profile &m_profile;
    const std::vector<Flow> &m_flows;
};

}  // namespace parapet::test
