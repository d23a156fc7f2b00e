// SPDX-License-Identifier: GPL-2.0-or-later
// This host, another one and a router between them, once for each IP version.
#pragma once

#include "tests/support/parsedpackets.h"

namespace parapet::test {

struct Hosts {
    const char *label, *us, *them, *router;
};
inline constexpr Hosts v4{"IPv4", "192.0.2.7", "198.51.100.1", "203.0.113.1"};
inline constexpr Hosts v6{"IPv6", "2001:db8::7", "2001:db8:1::1", "2001:db8:2::1"};

// Packets between the hosts, as functions of the hosts: one row of a table serves both versions.
inline auto theirTcp(std::uint16_t source, std::uint16_t destination, int flags)
{
    return [=](Hosts h) { return tcp(h.them, source, h.us, destination, flags); };
}

inline auto ourTcp(std::uint16_t source, std::uint16_t destination, int flags)
{
    return [=](Hosts h) { return tcp(h.us, source, h.them, destination, flags); };
}

inline auto theirUdp(std::uint16_t source, std::uint16_t destination)
{
    return [=](Hosts h) { return udp(h.them, source, h.us, destination); };
}

inline auto ourUdp(std::uint16_t source, std::uint16_t destination)
{
    return [=](Hosts h) { return udp(h.us, source, h.them, destination); };
}

inline auto theirPing(std::uint16_t id)
{
    return [=](Hosts h) { return ping(h.them, h.us, id); };
}

inline auto theirPong(std::uint16_t id)
{
    return [=](Hosts h) { return pong(h.them, h.us, id); };
}

inline auto gre(const char *Hosts::*source)
{
    return [=](Hosts h) { return ip(h.*source, h.us, 47); };
}

template <class Make> auto about(Make quoted)
{
    return [=](Hosts h) { return unreachable(h.router, h.us, quoted(h)); };
}

}  // namespace parapet::test
