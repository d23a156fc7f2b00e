// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's part of the way of a packet (docs/architecture.md) as nft text. Pure: what goes in decides what comes
// out, so that golden files show every rule. The text is one transaction and works on any former state of our table.
#pragma once

#include "engine/flow/timeouts.h"
#include "engine/model/icmp.h"
#include "engine/model/opening.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace parapet {

struct PortLists {
    std::vector<std::uint16_t> tcp, udp;
    bool operator==(const PortLists &) const = default;
};

struct RulesetInput {
    bool filters = false;                         // false: opmode off, no hook of ours at all
    std::vector<std::uint16_t> openTcp, openUdp;  // what the kernel may accept by itself
    // Of these two: another when one of them lost a port, so that what they let in is judged anew.
    std::uint32_t generation = 0;
    std::vector<Opening> scoped;  // the same for some senders, for containers only (addPublished())
    // What an entry of the settings may let in, from some sender on some interface, with openTcp and openUdp among it; programs
    // apart (programPortsText()).
    std::vector<std::uint16_t> possibleTcp, possibleUdp;
    std::vector<std::uint8_t> possibleIcmp, possibleIcmpv6;  // types of messages
    std::vector<std::uint32_t> unfiltered;                   // indexes of interfaces without a firewall
    bool multicastAnswers = false;  // answers to own multicast and broadcast come in for 3 seconds
    IcmpSettings icmp;              // outgoing error messages that are allowed, on every interface
    std::map<std::uint32_t, IcmpSettings> icmpByInterface;  // and on one of them
    FlowTimeouts timeouts;
    // conntrack tells of all flows, and of each step of TCP, so that an end is known at once.
    bool logsConnections = false;
};

inline constexpr std::uint16_t queueNumber = 20'545;  // "PA"; NFQUEUE number and NFLOG group
inline constexpr std::uint16_t logGroup = 20'545;
inline constexpr char icmpLogPrefix[] = "icmp";            // of what the ICMP settings dropped
inline constexpr char publishedLogPrefix[] = "published";  // for a container
inline constexpr char floodLogPrefix[] = "flood";          // a sample of a flood; without a prefix: a spoofed source

// Table, counters and the chain that holds the queue statement: made before the queue rule, once.
std::string foundationText();
std::string rulesetText(const RulesetInput &input);
// The ports on which a program listens that has an exception, or may have one: what comes for them is the engine's to judge.
std::string programPortsText(const PortLists &ports);
// Takes everything of ours away.
std::string removalText();

}  // namespace parapet
