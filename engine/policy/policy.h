// SPDX-License-Identifier: GPL-2.0-or-later
// Policy: the settings in force, compiled once and then immutable. A change makes a new Policy and swaps the
// pointer. Any thread may read it. Matching does not grow with the number of exceptions: a bit for each port that is
// open to everyone, a hash look-up for one with a scope, and a binary search in that scope.
#pragma once

#include "engine/model/interface.h"
#include "engine/model/settings.h"
#include "engine/model/verdict.h"
#include "engine/policy/scopematcher.h"

#include <bitset>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace parapet {

class Policy {
public:
    // What `settings` say while `active` is the current profile and the computer has these interfaces.
    Policy(const Settings &settings, ProfileId active, const Interfaces &interfaces = {});

    Opmode opmode() const { return m_opmode; }
    bool filters() const { return m_opmode != Opmode::off; }

    // May this sender open a flow to this local port? In on-without-exceptions: never. Off: always.
    Decision inboundPort(PortProtocol protocol, std::uint16_t localPort, const Sender &sender = {}) const;

    // The ports that are open to every sender, which the kernel may accept by itself.
    std::vector<std::uint16_t> openPorts(PortProtocol protocol) const;

    // The interface that has this address; 0 if none has.
    std::uint32_t interfaceOf(const IpAddress &local) const;

private:
    std::bitset<65536> &open(PortProtocol protocol);
    const std::bitset<65536> &open(PortProtocol protocol) const;

    Opmode m_opmode;
    std::bitset<65536> m_openTcp, m_openUdp;
    std::unordered_map<std::uint32_t, ScopeMatcher> m_scoped;  // by protocol << 16 | port
    std::map<IpAddress, std::uint32_t> m_interfaceOf;
};

}  // namespace parapet
