// SPDX-License-Identifier: GPL-2.0-or-later
// The bits of the conntrack mark and of the packet mark that are ours, and what they say. Everything outside
// our masks belongs to others (wg-quick, containers, tailscale) and is never touched.
#pragma once

#include <cstdint>

namespace parapet::marks {

// Conntrack mark of a flow that may pass.
inline constexpr std::uint32_t origOk = 0x80000000;    // packets of the opener may pass
inline constexpr std::uint32_t replyOk = 0x40000000;   // packets of the answerer may pass
inline constexpr std::uint32_t outbound = 0x20000000;  // this host opened it
inline constexpr std::uint32_t known = 0x01000000;     // the mark is of our making
// Of a flow that a set of open ports let in, without a word to the engine. Such sets have a generation, modulo 3, with a bit here
// each; set are the bits of the others. One comparison so lets in what the engine has judged (no bit here) together with
// what the sets in force have let in, and all else is looked at again (docs/decisions/0021).
inline constexpr std::uint32_t generationMask = 0x0e000000;
inline constexpr std::uint32_t generations = 3;
// Conntrack mark of a forwarded flow to a port that a container here publishes.
inline constexpr std::uint32_t published = 0x10000000;  // an exception let it in
// The same bit of a flow with an end here, which the engine would not know of: all is told of it, because connections are logged.
inline constexpr std::uint32_t told = 0x10000000;

inline constexpr std::uint32_t flowMask = origOk | replyOk | outbound | known | generationMask;

// What the engine has judged. A flow to multicast or broadcast has no replies of its own and bears origOk alone: its packets go
// through all output rules, one of which lets the answers in.
inline constexpr std::uint32_t judged = origOk | replyOk | known;
inline constexpr std::uint32_t judgedMask = judged | generationMask;
inline constexpr std::uint32_t toMany = origOk | outbound | known;

// Packet mark from the queue back into the input chain only; cleared there. No conntrack mark has replyOk alone: whoever restores
// one into a packet (wg-quick does) lets nothing in.
inline constexpr std::uint32_t passedMask = origOk | replyOk;
inline constexpr std::uint32_t passed = replyOk;  // the engine accepted this packet
inline constexpr std::uint32_t learn = outbound;  // and its flow: write `judged` into the conntrack mark
// The other way, to the queue: of a flow that sets of an older generation let in.
inline constexpr std::uint32_t letInBefore = origOk;
inline constexpr std::uint32_t packetMask = passedMask | learn;

constexpr std::uint32_t generationBit(std::uint32_t generation)
{
    return 0x02000000U << generation % generations;
}
// What the sets of this generation let in.
constexpr std::uint32_t letIn(std::uint32_t generation)
{
    return judged | (generationMask & ~generationBit(generation));
}
// What is compared on the way of a packet, with `judged`.
constexpr std::uint32_t passMask(std::uint32_t generation)
{
    return judged | generationBit(generation);
}

// The engine has judged the flow, or sets that are or were in force.
constexpr bool isOurs(std::uint32_t flow)
{
    return (flow & (origOk | known)) == (origOk | known);
}
// It lives by its mark alone: its end would not be told, and the rules see to it that it follows the policy.
constexpr bool isUntold(std::uint32_t flow)
{
    return (flow & (outbound | generationMask)) != 0 && !(flow & told);
}
constexpr bool hasBegun(std::uint32_t packet)
{
    return (packet & passedMask) == letInBefore;
}

}  // namespace parapet::marks
