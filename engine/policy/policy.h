// SPDX-License-Identifier: GPL-2.0-or-later
// Policy: the settings in force, compiled once and then immutable. A change makes a new Policy and swaps the
// pointer. Any thread may read it. Matching does not grow with the number of exceptions: a bit for each port that is
// open to everyone, a table look-up for one with a scope, and a binary search in that scope.
#pragma once

#include "engine/model/interface.h"
#include "engine/model/programnames.h"
#include "engine/model/settings.h"
#include "engine/model/verdict.h"
#include "engine/policy/openings.h"
#include "engine/policy/scopematcher.h"

#include <bitset>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace parapet {

class Policy {
public:
    // What `settings` say while `active` is the current profile and the computer has these interfaces. names: gives the
    // program exceptions their numbers; without it there are none.
    Policy(const Settings &settings, ProfileId active, const Interfaces &interfaces = {},
           ProgramNames *names = nullptr);

    Policy(const Policy &) = delete;
    Policy &operator=(const Policy &) = delete;

    Opmode opmode() const { return m_opmode; }
    bool filters() const { return m_opmode != Opmode::off; }
    // Is there a firewall on this interface (xp-reference 3.3)? Without exceptions there is one on every interface.
    bool filters(std::uint32_t interface) const { return filters() && !m_unfiltered.contains(interface); }

    // May this sender open a flow to this local port? In on-without-exceptions: never. Off: always. The order: ports
    // and services of the profile, then those of the connection that the sender came in by.
    Decision inboundPort(PortProtocol protocol, std::uint16_t localPort, const Sender &sender = {}) const;
    // The same by a program exception for this key, or for the program with this number: for what inboundPort() drops
    // because no exception lets it in. Other modes: as inboundPort().
    Decision inboundProgram(std::string_view key, const PortKey &port, const Sender &sender) const;
    Decision inboundProgram(std::uint16_t program, const PortKey &port, const Sender &sender) const;
    bool hasPrograms() const { return !m_programs.empty(); }
    // May this message come in? version: 4 or 6. For messages that belong to no flow, and for redirects.
    Decision inboundIcmp(std::uint8_t version, std::uint8_t type, std::uint32_t interface = 0) const;
    Decision inboundIcmp(IcmpItem item, std::uint32_t interface) const;

    // What the kernel's rules need (engine/kernel/ruleset.h).
    std::vector<std::uint16_t> openPorts(PortProtocol protocol) const;  // open to every sender on every interface
    std::vector<Opening> scopedOpenings() const;  // the others that need no program, those of one interface among them
    // An entry, of a program apart, opens them to somebody on some interface; no other packet can begin a flow.
    std::vector<std::uint16_t> possiblePorts(PortProtocol protocol) const;
    // Types of messages that may come in on some interface; version: 4 or 6.
    std::vector<std::uint8_t> possibleIcmp(std::uint8_t version) const;
    const std::unordered_set<std::uint32_t> &unfiltered() const { return m_unfiltered; }
    bool takesMulticastAnswers() const { return m_multicastAnswers; }
    const IcmpSettings &icmp() const { return m_icmp; }
    const std::map<std::uint32_t, IcmpSettings> &icmpByInterface() const { return m_icmpByInterface; }

    // The interface that has this address; 0 if none has.
    std::uint32_t interfaceOf(const IpAddress &local) const;
    const std::map<IpAddress, std::uint32_t> &addresses() const { return m_interfaceOf; }

private:
    struct ProgramRule {
        std::uint16_t number;
        ScopeMatcher scope;
    };
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    void openProfile(const Profile &profile, const Interfaces &interfaces);
    void open(const RuleId &rule, const Scope &scope, const Interfaces &interfaces);
    void openPrograms(const Profile &profile, const Interfaces &interfaces, ProgramNames &names);
    Decision inboundProgram(const ProgramRule *program, const PortKey &port, const Sender &sender) const;
    void openConnection(const Interface &interface, const ConnectionSettings &connection);
    // What needs no look at the exceptions.
    std::optional<Decision> decidedByMode(std::uint32_t interface) const;
    std::bitset<65536> &openToAll(PortProtocol protocol);
    const std::bitset<65536> &openToAll(PortProtocol protocol) const;

    Opmode m_opmode;
    std::bitset<65536> m_openTcp, m_openUdp;
    std::unordered_map<std::uint32_t, RuleId> m_openByService;  // by protocol << 16 | port; any sender
    Openings m_scoped;
    std::unordered_map<std::string, ProgramRule, TextHash, std::equal_to<>> m_programs;  // by key
    std::unordered_map<std::uint16_t, const ProgramRule *> m_programsByNumber;
    std::unordered_set<std::uint64_t> m_connectionPorts;  // interface << 32 | the same
    std::unordered_set<std::uint32_t> m_unfiltered;
    bool m_multicastAnswers = false;
    IcmpSettings m_icmp;
    std::map<std::uint32_t, IcmpSettings> m_icmpByInterface;
    std::map<IpAddress, std::uint32_t> m_interfaceOf;
};

}  // namespace parapet
