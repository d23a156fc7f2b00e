// SPDX-License-Identifier: GPL-2.0-or-later
// What happened to a packet and why. The log prints the reason that the verdict carried; nobody works it
// out a second time.
#pragma once

#include "engine/model/portkey.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parapet {

// later: who would receive the packet is being found out; it waits in the queue, and nobody waits for it.
enum class Verdict : std::uint8_t { accept, drop, later };
enum class Direction : std::uint8_t { inbound, outbound };

// The numbers are stored in events.db: append only, never renumber.
enum class Reason : std::uint8_t {
    knownFlow = 0,         // belongs to a conversation in the flow table
    relatedError = 1,      // ICMP error about a known flow (RFC 5508, RFC 4890)
    hostNeed = 2,          // neighbour discovery, MLD/IGMP, DHCP replies: what the host lives by
    portException = 3,     // an enabled port exception allows it
    firewallOff = 4,       // Off filters nothing
    serviceException = 5,  // an enabled predefined service allows it
    icmpSetting = 6,       // the ICMP settings allow it
    multicastAnswer = 7,   // answers our own multicast or broadcast in time
    connectionPort = 8,    // a port opened on this connection alone
    programException = 9,  // an enabled program exception allows it
    noException = 10,      // nothing allows it
    exceptionsOff = 11,    // "Don't allow exceptions" is set
    outOfScope = 12,       // an exception opens this port, but not for this sender
    icmpNotAllowed = 13,   // the ICMP settings do not allow this message, in or out
    notPublished = 14,     // for a container that publishes a port that nothing opens
    truncated = 20,        // the packet ends before its headers do
    lyingLength = 21,      // a length field contradicts another or the packet
    badVersion = 22,       // neither IPv4 nor IPv6
    headerChain = 23,      // too many or misplaced IPv6 extension headers
    laterFragment = 24,    // a fragment without ports whose first part is not known
    impossibleFlags = 25,  // TCP flags that no honest stack sends (SYN+FIN, none, FIN+PSH+URG, ...)
    noHandshake = 26,      // a TCP packet of no known connection that does not open one
    handshakeOrder = 27,   // a TCP packet out of the order of the three-way handshake
    spoofedSource = 28,    // outbound, from an address that is not ours
    notFromHost = 29,      // a source that cannot be a sender (multicast, broadcast, loopback from the wire)
    flood = 30,            // nothing allows it, and too many such packets come to look at each
};

// Short stable word for files and programs, e.g. "no-exception". Never translated.
std::string_view word(Reason reason);
std::optional<Reason> reasonFromWord(std::string_view text);

// The entry that decided; kind none when no entry did.
struct RuleId {
    enum class Kind : std::uint8_t { none, port, service, icmp, connectionPort, program };
    Kind kind = Kind::none;
    std::uint8_t index = 0;     // service: in the catalogue; icmp: the IcmpItem
    PortKey port;               // port, connectionPort; service, program: the port that the packet was for
    std::uint16_t program = 0;  // program: its number in the helper's ProgramNames; 0 elsewhere
    bool operator==(const RuleId &) const = default;
};

// "port TCP:80", "service ssh TCP:22", "icmp echo-request", "connection-port TCP:80", "program TCP:80"; empty for none. Kept
// in events.db. Which program it is stands beside it (StoredRecord), as its number means nothing elsewhere.
std::string text(const RuleId &rule);
// Nothing for what is no rule, or one of a service that this version does not know.
std::optional<RuleId> ruleFromText(std::string_view text);

struct Decision {
    Verdict verdict = Verdict::drop;
    Reason reason = Reason::noException;
    RuleId rule;
    bool learn = false;        // accept: the rest of the flow may pass in the kernel
    std::uint64_t socket = 0;  // cookie of the socket, where a program exception lets a flow in to one
    bool operator==(const Decision &) const = default;
};

}  // namespace parapet
