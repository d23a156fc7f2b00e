// SPDX-License-Identifier: GPL-2.0-or-later
// The bits of the conntrack mark and of the packet mark that are ours, and what they say. Everything outside
// our masks belongs to others (wg-quick, containers, tailscale) and is never touched.
#pragma once

#include <cstdint>

namespace parapet::marks {

// Conntrack mark of a judged flow.
inline constexpr std::uint32_t origOk = 0x80000000;          // packets of the opener may pass
inline constexpr std::uint32_t replyOk = 0x40000000;         // packets of the answerer may pass
inline constexpr std::uint32_t outbound = 0x20000000;        // this host opened it
inline constexpr std::uint32_t generationMask = 0x0f000000;  // generation modulo 15, plus 1: 1..15
inline constexpr int generationShift = 24;
// Conntrack mark of a forwarded flow to a port that a container here publishes.
inline constexpr std::uint32_t published = 0x10000000;  // an exception let it in
// The same bit of a flow that this host opened: its end is told to us, because connections are logged.
inline constexpr std::uint32_t told = 0x10000000;

inline constexpr std::uint32_t flowMask = origOk | replyOk | outbound | generationMask;

// What is compared on the way of a packet. A flow to multicast or broadcast has no replies of its own and bears origOk
// alone: its packets go through all output rules, one of which lets the answers in.
inline constexpr std::uint32_t judgedMask = origOk | replyOk | generationMask;

// Packet mark from the queue back into the input chain only; cleared there. No conntrack mark has replyOk alone: whoever restores
// one into a packet (wg-quick does) lets nothing in.
inline constexpr std::uint32_t passedMask = origOk | replyOk;
inline constexpr std::uint32_t passed = replyOk;  // the engine accepted this packet
inline constexpr std::uint32_t learn = outbound;  // and its flow: write `judged` into the conntrack mark
inline constexpr std::uint32_t packetMask = passedMask | learn | generationMask;

constexpr std::uint32_t generationBits(std::uint32_t generation)
{
    return (generation % 15 + 1) << generationShift;
}
constexpr std::uint32_t judged(std::uint32_t generation)
{
    return origOk | replyOk | generationBits(generation);
}
constexpr std::uint32_t toMany(std::uint32_t generation)
{
    return origOk | outbound | generationBits(generation);
}

}  // namespace parapet::marks
