// SPDX-License-Identifier: GPL-2.0-or-later
// Policy: the settings in force, compiled once and then immutable. A change makes a new Policy and swaps the
// pointer. Any thread may read it. Matching does not grow with the number of exceptions: a bit for each port that is
// open to everyone, a table look-up for one with a scope, and a binary search in that scope.
#pragma once

#include "engine/model/interface.h"
#include "engine/model/settings.h"
#include "engine/model/verdict.h"
#include "engine/policy/openings.h"

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace parapet {

class Policy {
public:
    // What `settings` say while `active` is the current profile and the computer has these interfaces.
    Policy(const Settings &settings, ProfileId active, const Interfaces &interfaces = {});

    Opmode opmode() const { return m_opmode; }
    bool filters() const { return m_opmode != Opmode::off; }
    // Is there a firewall on this interface (xp-reference 3.3)? Without exceptions there is one on every interface.
    bool filters(std::uint32_t interface) const { return filters() && !m_unfiltered.contains(interface); }

    // May this sender open a flow to this local port? In on-without-exceptions: never. Off: always. The order: ports
    // and services of the profile, then those of the connection that the sender came in by.
    Decision inboundPort(PortProtocol protocol, std::uint16_t localPort, const Sender &sender = {}) const;
    // May this message come in? version: 4 or 6. For messages that belong to no flow, and for redirects.
    Decision inboundIcmp(std::uint8_t version, std::uint8_t type, std::uint32_t interface = 0) const;
    Decision inboundIcmp(IcmpItem item, std::uint32_t interface) const;

    // What the kernel's rules need (engine/kernel/ruleset.h).
    std::vector<std::uint16_t> openPorts(PortProtocol protocol) const;  // open to every sender on every interface
    const std::unordered_set<std::uint32_t> &unfiltered() const { return m_unfiltered; }
    bool takesMulticastAnswers() const { return m_multicastAnswers; }
    const IcmpSettings &icmp() const { return m_icmp; }
    const std::map<std::uint32_t, IcmpSettings> &icmpByInterface() const { return m_icmpByInterface; }

    // The interface that has this address; 0 if none has.
    std::uint32_t interfaceOf(const IpAddress &local) const;
    const std::map<IpAddress, std::uint32_t> &addresses() const { return m_interfaceOf; }

private:
    void openProfile(const Profile &profile, const Interfaces &interfaces);
    void open(const RuleId &rule, const Scope &scope, const Interfaces &interfaces);
    void openConnection(const Interface &interface, const ConnectionSettings &connection);
    // What needs no look at the exceptions.
    std::optional<Decision> decidedByMode(std::uint32_t interface) const;
    std::bitset<65536> &openToAll(PortProtocol protocol);
    const std::bitset<65536> &openToAll(PortProtocol protocol) const;

    Opmode m_opmode;
    std::bitset<65536> m_openTcp, m_openUdp;
    std::unordered_map<std::uint32_t, RuleId> m_openByService;  // by protocol << 16 | port; any sender
    Openings m_scoped;
    std::unordered_set<std::uint64_t> m_connectionPorts;  // interface << 32 | the same
    std::unordered_set<std::uint32_t> m_unfiltered;
    bool m_multicastAnswers = false;
    IcmpSettings m_icmp;
    std::map<std::uint32_t, IcmpSettings> m_icmpByInterface;
    std::map<IpAddress, std::uint32_t> m_interfaceOf;
};

}  // namespace parapet
