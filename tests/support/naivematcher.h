// SPDX-License-Identifier: GPL-2.0-or-later
// What the filter must decide about a received packet, written down a second time: slow, obvious, and sharing no
// code with the engine but its plain data. For comparisons with random packets only.
#pragma once

#include "engine/filter/receivers.h"
#include "engine/flow/flowtable.h"
#include "engine/model/interface.h"
#include "engine/model/programnames.h"
#include "engine/model/settings.h"
#include "engine/packet/parsedpacket.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace parapet::test {

class NaiveMatcher {
public:
    // Who holds the socket on a port; an empty list: that is not known yet.
    using Listening = std::map<PortKey, std::vector<ProgramKeys>>;

    NaiveMatcher(const Settings &settings, ProfileId active, const Interfaces &interfaces,
                 const std::vector<Flow> &flows, const Listening &listening, ProgramNames &names)
        : m_settings(settings), m_profile(settings.profile(active)), m_interfaces(interfaces), m_flows(flows),
          m_listening(listening), m_names(names)
    {
    }

    Decision inbound(const ParsedPacket &packet, std::uint32_t interface, bool hasBegun) const
    {
        if (m_profile.opmode == Opmode::off || (m_profile.opmode == Opmode::on && !connectionOf(interface).filtered))
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
            return stranger(packet, interface, hasBegun);
        if (const Flow *flow = flowOf(packet))
            return fits(*flow, packet) ? Decision{Verdict::accept, Reason::knownFlow, flow->rule, true}
                                       : dropped(Reason::handshakeOrder);
        if (packet.icmpIsError && quotesFlow(packet))
            return accepted(Reason::relatedError);
        return stranger(packet, interface, hasBegun);
    }

    // May this flow go on? One that we opened may; of the others one that could begin now.
    Decision stillAllowed(const Flow &flow) const
    {
        if (flow.origin == Direction::outbound || flow.adopted)
            return {Verdict::accept, Reason::knownFlow, flow.rule, true};
        const std::uint32_t interface = flow.interface != 0 ? flow.interface : interfaceWith(flow.key.local);
        if (m_profile.opmode == Opmode::off || (m_profile.opmode == Opmode::on && !connectionOf(interface).filtered))
            return accepted(Reason::firewallOff);
        if (m_profile.opmode == Opmode::onWithoutExceptions)
            return dropped(Reason::exceptionsOff);
        if (flow.key.protocol == 1 || flow.key.protocol == 58)
            return message(flow.rule.kind == RuleId::Kind::icmp ? flow.rule.index : 0, interface);
        if (flow.key.protocol == 6 || flow.key.protocol == 17)
            return port({flow.key.protocol == 6 ? PortProtocol::tcp : PortProtocol::udp, flow.key.localPort},
                        flow.key.remote, interface, flow.rule);
        return dropped(Reason::noException);
    }

private:
    std::uint32_t interfaceWith(const IpAddress &address) const
    {
        for (const Interface &interface : m_interfaces) {
            for (const IpAddress &own : interface.addresses) {
                if (own == address)
                    return interface.index;
            }
        }
        return 0;
    }

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
        // An inbound flow of queries is of the kind that its rule names.
        if (icmp && flow->origin == Direction::inbound && flow->rule.kind == RuleId::Kind::icmp
            && row(packet) != flow->rule.index)
            return nullptr;
        const bool over =
            flow->origin == Direction::inbound || flow->tcp == TcpState::closing || flow->tcp == TcpState::closed;
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

    Decision stranger(const ParsedPacket &packet, std::uint32_t interface, bool hasBegun) const
    {
        if (m_profile.opmode == Opmode::onWithoutExceptions)
            return dropped(Reason::exceptionsOff);
        if (packet.protocol == 6 && letters(packet.tcpFlags) != "S" && !hasBegun)
            return dropped(Reason::noHandshake);
        if (const int item = row(packet); item >= 0)
            return message(item, interface);
        if (packet.protocol == 6 || packet.protocol == 17)
            return port({packet.protocol == 6 ? PortProtocol::tcp : PortProtocol::udp, packet.destinationPort},
                        packet.source, interface, {});
        return dropped(Reason::noException);
    }

    // Queries alone have a flow, so only theirs can be learned.
    Decision message(int item, std::uint32_t interface) const
    {
        const RuleId rule{RuleId::Kind::icmp, std::uint8_t(item), {}};
        const bool forced = item == 0 && sharesFiles();
        if (forced || m_profile.icmp.allows(IcmpItem(item)) || connectionOf(interface).icmp.allows(IcmpItem(item)))
            return {Verdict::accept, Reason::icmpSetting, rule, item <= 2};
        return {Verdict::drop, Reason::icmpNotAllowed, rule, false};
    }

    // Everything in the profile that opens this port, as the lists read: exceptions, then services.
    struct Entry {
        RuleId rule;
        Scope scope;
    };
    std::vector<Entry> entriesFor(const PortKey &wanted) const
    {
        std::vector<Entry> entries;
        for (const auto &[key, entry] : m_profile.ports) {
            if (entry.enabled && key == wanted)
                entries.push_back({{RuleId::Kind::port, 0, wanted}, entry.scope});
        }
        std::uint8_t index = 0;
        for (const Service &service : serviceCatalogue()) {
            for (const ServicePort &port : service.ports) {
                const bool is = port.first.protocol == wanted.protocol && port.first.port <= wanted.port
                    && wanted.port <= port.last;
                bool enabled = true;
                Scope scope{port.scope, false, {}};
                for (const auto &[id, exception] : m_profile.services) {
                    if (is && id == service.id && exception.enabled) {
                        if (exception.ports.count(port.first) != 0) {
                            enabled = exception.ports.at(port.first).enabled;
                            scope = exception.ports.at(port.first).scope;
                        }
                        if (enabled)
                            entries.push_back({{RuleId::Kind::service, index, wanted}, scope});
                    }
                }
            }
            ++index;
        }
        return entries;
    }

    bool sharesFiles() const { return !entriesFor({PortProtocol::tcp, 445}).empty(); }

    static bool holds(const AddressRange &range, const IpAddress &address)
    {
        return range.first.isV4() == address.isV4() && range.first.bytes() <= address.bytes()
            && address.bytes() <= range.last.bytes();
    }

    bool admits(const Scope &scope, const IpAddress &sender, std::uint32_t by) const
    {
        if (scope.kind == Scope::Kind::any)
            return true;
        for (const AddressRange &range : scope.ranges) {
            if (holds(range, sender))
                return true;
        }
        const bool local = scope.kind == Scope::Kind::localSubnet || scope.listsLocalSubnet;
        for (const Interface &interface : m_interfaces) {
            for (const AddressRange &subnet : interface.subnets) {
                if (local && interface.index == by && holds(subnet, sender))
                    return true;
            }
        }
        return false;
    }

    // former: what let the flow in that is judged again.
    Decision port(const PortKey &key, const IpAddress &sender, std::uint32_t interface, const RuleId &former) const
    {
        const Decision byPort = port(key, sender, interface);
        if (byPort.verdict == Verdict::accept)
            return byPort;
        const Decision byProgram = former.kind == RuleId::Kind::program
            ? program(m_names.name(former.program), key, sender, interface)
            : programs(key, sender, interface);
        return byProgram == dropped(Reason::noException) ? byPort : byProgram;
    }

    Decision program(const std::string &name, const PortKey &key, const IpAddress &sender,
                     std::uint32_t interface) const
    {
        for (const auto &[path, exception] : m_profile.programs) {
            if (path != name || !exception.enabled)
                continue;
            const RuleId rule{RuleId::Kind::program, 0, key, m_names.number(name)};
            if (admits(exception.scope, sender, interface))
                return {Verdict::accept, Reason::programException, rule, true};
            return {Verdict::drop, Reason::outOfScope, rule, false};
        }
        return dropped(Reason::noException);
    }

    // All processes must be allowed; each by any of its names.
    Decision programs(const PortKey &key, const IpAddress &sender, std::uint32_t interface) const
    {
        bool anyProgram = false;
        for (const auto &[path, exception] : m_profile.programs)
            anyProgram = anyProgram || exception.enabled;
        const auto found = m_listening.find(key);
        if (!anyProgram || found == m_listening.end())
            return dropped(Reason::noException);
        if (found->second.empty())
            return {Verdict::later, Reason::noException, {}, false};
        Decision last = dropped(Reason::noException);
        for (const ProgramKeys &process : found->second) {
            Decision best = dropped(Reason::noException);
            for (const std::string &name : process) {
                const Decision one = program(name, key, sender, interface);
                if (best.verdict == Verdict::drop && one != dropped(Reason::noException))
                    best = one;
            }
            if (best.verdict == Verdict::drop)
                return best;
            last = best;
        }
        return last;
    }

    Decision port(const PortKey &key, const IpAddress &sender, std::uint32_t interface) const
    {
        const std::vector<Entry> entries = entriesFor(key);
        for (const bool widest : {true, false}) {
            for (const Entry &entry : entries) {
                if ((entry.scope.kind == Scope::Kind::any) == widest && admits(entry.scope, sender, interface))
                    return {Verdict::accept,
                            entry.rule.kind == RuleId::Kind::port ? Reason::portException : Reason::serviceException,
                            entry.rule, true};
            }
        }
        const auto own = connectionOf(interface).ports;
        if (own.count(key) != 0 && own.at(key).enabled)
            return {Verdict::accept, Reason::connectionPort, {RuleId::Kind::connectionPort, 0, key}, true};
        if (entries.empty())
            return dropped(Reason::noException);
        return {Verdict::drop, Reason::outOfScope, entries.front().rule, false};
    }

    ConnectionSettings connectionOf(std::uint32_t index) const
    {
        for (const Interface &interface : m_interfaces) {
            for (const auto &[id, connection] : m_settings.connections) {
                if (interface.index == index && interface.connection == id)
                    return connection;
            }
        }
        return {};
    }

    const Settings &m_settings;
    const Profile &m_profile;
    const Interfaces &m_interfaces;
    const std::vector<Flow> &m_flows;
    const Listening &m_listening;
    ProgramNames &m_names;
};

}  // namespace parapet::test
