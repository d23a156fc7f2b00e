// SPDX-License-Identifier: GPL-2.0-or-later
// Named packets that the parser must understand, each with the facts in it (see describe.h). The parser's tests cut
// and bend them, and the fuzzer starts from them.
#pragma once

#include "tests/support/packetbuilder.h"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace parapet::test {

struct GoodPacket {
    const char *name;
    PacketBytes bytes;
    std::string facts;
};

inline constexpr auto them4 = "192.0.2.7", us4 = "198.51.100.1", them6 = "2001:db8::7", us6 = "2001:db8:1::1";

inline PacketBuilder to4()
{
    return {them4, us4};
}
inline PacketBuilder to6()
{
    return {them6, us6};
}
// What we sent, for errors to quote.
inline PacketBuilder from4()
{
    return {us4, them4};
}
inline PacketBuilder from6()
{
    return {us6, them6};
}

inline std::vector<GoodPacket> goodV4Packets()
{
    const std::string v4 = "v4 192.0.2.7 > 198.51.100.1 proto ";
    return {
        {"a TCP SYN over IPv4", to4().tcp(40000, 80, flag::syn).bytes(),
         v4 + "6 hops 64 size 40; ports 40000 > 80; tcp S seq 1000 ack 2000 win 64000"},
        {"TCP options and payload",
         to4().numbers(1, 4294967295, 512).tcp(1, 65535, flag::ack | flag::psh, text("x"), 10).bytes(),
         v4 + "6 hops 64 size 81; ports 1 > 65535; tcp PA seq 1 ack 4294967295 win 512"},
        {"ECN bits are not flags", to4().tcp(40000, 80, flag::syn | flag::ece | flag::cwr).bytes(),
         v4 + "6 hops 64 size 40; ports 40000 > 80; tcp S seq 1000 ack 2000 win 64000"},
        {"IPv4 options before TCP",
         to4().options(10).hopLimit(1).tcp(40000, 80, flag::fin | flag::rst | flag::urg).bytes(),
         v4 + "6 hops 1 size 80; ports 40000 > 80; tcp FRU seq 1000 ack 2000 win 64000"},
        {"a UDP datagram over IPv4", to4().udp(53, 40000, text("answer")).bytes(),
         v4 + "17 hops 64 size 34; ports 53 > 40000; udp"},
        {"an empty UDP datagram", to4().udp(53, 40000).bytes(), v4 + "17 hops 64 size 28; ports 53 > 40000; udp"},
        {"UDP shorter than its packet", to4().udpClaiming(9, 53, 40000, text("answer")).bytes(),
         v4 + "17 hops 64 size 34; ports 53 > 40000; udp"},
        {"Ethernet padding is not part of the packet", to4().udp(53, 40000, text("a")).trailing(17).bytes(),
         v4 + "17 hops 64 size 29; ports 53 > 40000; udp"},
        {"the first fragment of a datagram",
         to4().moreFragments().udpClaiming(3000, 53, 40000, text("12345678")).bytes(),
         v4 + "17 hops 64 size 36; ports 53 > 40000; udp"},
        {"UDP-Lite", to4().ports(136, 5, 6, 8).bytes(), v4 + "136 hops 64 size 28; ports 5 > 6"},
        {"SCTP", to4().ports(132, 7, 8, 12).bytes(), v4 + "132 hops 64 size 32; ports 7 > 8"},
        {"DCCP", to4().ports(33, 9, 10, 12).bytes(), v4 + "33 hops 64 size 32; ports 9 > 10"},
        {"GRE is known by its number only", to4().raw(47, text("anything")).bytes(), v4 + "47 hops 64 size 28"},
        {"a header alone", to4().raw(253, {}).bytes(), v4 + "253 hops 64 size 20"},
        {"AH in IPv4 hides what follows, as for conntrack", to4().raw(51, text("012345678901234567890123")).bytes(),
         v4 + "51 hops 64 size 44"},
        {"IPv6 header numbers mean nothing in IPv4", to4().raw(60, text("01234567")).bytes(),
         v4 + "60 hops 64 size 28"},
    };
}

inline std::vector<GoodPacket> goodV6Packets()
{
    const std::string v6 = "v6 2001:db8::7 > 2001:db8:1::1 proto ";
    const std::string syn = "; ports 40000 > 80; tcp S seq 1000 ack 2000 win 64000";
    return {
        {"a TCP SYN over IPv6", to6().tcp(40000, 80, flag::syn).bytes(), v6 + "6 hops 64 size 60" + syn},
        {"a UDP datagram over IPv6", to6().hopLimit(255).udp(547, 546, text("advertise")).bytes(),
         v6 + "17 hops 255 size 57; ports 547 > 546; udp"},
        {"no next header", to6().raw(59, {}).bytes(), v6 + "59 hops 64 size 40"},
        {"an IPv6 payload of nothing, before padding", to6().raw(59, {}).trailing(6).bytes(),
         v6 + "59 hops 64 size 40"},
        {"SCTP over IPv6", to6().ports(132, 7, 8, 12).bytes(), v6 + "132 hops 64 size 52; ports 7 > 8"},
    };
}

inline PacketBuilder everyExtension()
{
    return to6().hopByHop().destinationOptions().routing().fragment(0, false).authentication().destinationOptions();
}

inline PacketBuilder eightExtensions()
{
    PacketBuilder builder = to6().hopByHop();
    for (int i = 0; i < 6; ++i)
        builder.routing();
    return builder.destinationOptions();
}

inline std::vector<GoodPacket> goodExtensionPackets()
{
    const std::string v6 = "v6 2001:db8::7 > 2001:db8:1::1 proto ";
    const std::string syn = "; ports 40000 > 80; tcp S seq 1000 ack 2000 win 64000";
    return {
        {"hop-by-hop first", to6().hopByHop().tcp(40000, 80, flag::syn).bytes(), v6 + "6 hops 64 size 68" + syn},
        {"a long routing header", to6().routing(4).tcp(40000, 80, flag::syn).bytes(), v6 + "6 hops 64 size 100" + syn},
        {"destination options", to6().destinationOptions(1).tcp(40000, 80, flag::syn).bytes(),
         v6 + "6 hops 64 size 76" + syn},
        {"AH counts in words of four bytes", to6().authentication(3).tcp(40000, 80, flag::syn).bytes(),
         v6 + "6 hops 64 size 84" + syn},
        {"an atomic fragment is a whole packet", to6().fragment(0, false).udp(53, 40000, text("a")).bytes(),
         v6 + "17 hops 64 size 57; ports 53 > 40000; udp"},
        {"the first IPv6 fragment", to6().fragment(0, true).udpClaiming(3000, 53, 40000, text("12345678")).bytes(),
         v6 + "17 hops 64 size 64; ports 53 > 40000; udp"},
        {"every extension header in the order of RFC 8200", everyExtension().tcp(40000, 80, flag::syn).bytes(),
         v6 + "6 hops 64 size 124" + syn},
        {"eight extension headers", eightExtensions().tcp(40000, 80, flag::syn).bytes(),
         v6 + "6 hops 64 size 124" + syn},
        {"ESP ends the chain", to6().destinationOptions().raw(50, text("ciphertext")).bytes(),
         v6 + "50 hops 64 size 58"},
    };
}

inline std::vector<GoodPacket> goodQueries()
{
    const std::string v4 = "v4 192.0.2.7 > 198.51.100.1 proto 1 hops 64 size ";
    const std::string v6 = "v6 2001:db8::7 > 2001:db8:1::1 proto 58 hops 64 size ";
    return {
        {"an echo request", to4().echoRequest(77).bytes(), v4 + "32; icmp 8/0 query id 77"},
        {"an echo reply", to4().echoReply(77).bytes(), v4 + "32; icmp 0/0 query id 77"},
        {"a timestamp request", to4().icmp(13, 0, 5, PacketBytes(12)).bytes(), v4 + "40; icmp 13/0 query id 5"},
        {"a timestamp reply", to4().icmp(14, 0, 5, PacketBytes(12)).bytes(), v4 + "40; icmp 14/0 query id 5"},
        {"an address mask request", to4().icmp(17, 0, 65535, PacketBytes(4)).bytes(),
         v4 + "32; icmp 17/0 query id 65535"},
        {"an address mask reply", to4().icmp(18, 0, 6, PacketBytes(4)).bytes(), v4 + "32; icmp 18/0 query id 6"},
        {"a router advertisement is no query", to4().icmp(9, 0, 5).bytes(), v4 + "28; icmp 9/0"},
        {"a redirect is an order, not an error", to4().icmpError(5, 1, from4().udp(40000, 53).bytes()).bytes(),
         v4 + "56; icmp 5/1"},
        {"an echo request over IPv6", to6().echoRequest(77).bytes(), v6 + "52; icmp 128/0 query id 77"},
        {"an echo reply over IPv6", to6().echoReply(77).bytes(), v6 + "52; icmp 129/0 query id 77"},
        {"a neighbour solicitation", to6().hopLimit(255).icmp(135, 0, 0, PacketBytes(16)).bytes(),
         "v6 2001:db8::7 > 2001:db8:1::1 proto 58 hops 255 size 64; icmp 135/0"},
        {"IPv4's echo number means nothing in ICMPv6", to6().icmp(8, 0, 5).bytes(), v6 + "48; icmp 8/0"},
        {"ICMPv6's echo number means nothing in ICMP", to4().icmp(128, 0, 5).bytes(), v4 + "28; icmp 128/0"},
        {"ICMPv6 inside IPv4 is nothing", to4().raw(58, PacketBytes(8)).bytes(),
         "v4 192.0.2.7 > 198.51.100.1 proto 58 hops 64 size 28"},
        {"ICMP inside IPv6 is nothing", to6().raw(1, PacketBytes(8)).bytes(),
         "v6 2001:db8::7 > 2001:db8:1::1 proto 1 hops 64 size 48"},
    };
}

// The first `count` bytes.
inline PacketBytes cut(PacketBytes bytes, std::size_t count)
{
    bytes.resize(count);
    return bytes;
}

inline std::vector<GoodPacket> goodErrors4()
{
    const std::string v4 = "v4 192.0.2.7 > 198.51.100.1 proto 1 hops 64 size ";
    const std::string quotes = "; quotes 198.51.100.1 > 192.0.2.7 proto ";
    const auto syn = from4().tcp(40000, 80, flag::syn).bytes();
    return {
        {"port unreachable about UDP", to4().icmpError(3, 3, from4().udp(40000, 53, text("q")).bytes()).bytes(),
         v4 + "57; icmp 3/3 error" + quotes + "17; ports 40000 > 53"},
        {"time exceeded about TCP", to4().icmpError(11, 0, syn).bytes(),
         v4 + "68; icmp 11/0 error" + quotes + "6; ports 40000 > 80"},
        {"a quote of eight transport bytes", to4().icmpError(3, 4, cut(syn, 28)).bytes(),
         v4 + "56; icmp 3/4 error" + quotes + "6; ports 40000 > 80"},
        {"a source quench", to4().icmpError(4, 0, syn).bytes(),
         v4 + "68; icmp 4/0 error" + quotes + "6; ports 40000 > 80"},
        {"a parameter problem behind quoted options",
         to4().icmpError(12, 0, from4().options(2).udp(40000, 53).bytes()).bytes(),
         v4 + "64; icmp 12/0 error" + quotes + "17; ports 40000 > 53"},
        {"an error about our ping", to4().icmpError(3, 1, from4().echoRequest(77).bytes()).bytes(),
         v4 + "60; icmp 3/1 error" + quotes + "1; ports 77 > 77"},
        {"a quoted length that a router bent",
         to4().icmpError(11, 0, from4().claimLength(65000).udp(40000, 53).bytes()).bytes(),
         v4 + "56; icmp 11/0 error" + quotes + "17; ports 40000 > 53"},
        {"a quote cut before its ports", to4().icmpError(3, 3, cut(syn, 23)).bytes(),
         v4 + "51; icmp 3/3 error" + quotes + "6"},
        {"a quoted later fragment has no ports",
         to4().icmpError(11, 1, from4().fragmentAt(1480, true).udp(40000, 53).bytes()).bytes(),
         v4 + "56; icmp 11/1 error" + quotes + "17"},
        {"a quote of a protocol without ports",
         to4().icmpError(3, 2, from4().raw(47, text("12345678")).bytes()).bytes(),
         v4 + "56; icmp 3/2 error" + quotes + "47"},
        {"an error about an error quotes nothing", to4().icmpError(3, 1, from4().icmpError(3, 3, syn).bytes()).bytes(),
         v4 + "96; icmp 3/1 error"},
        {"an error quoting half a header", to4().icmpError(3, 1, cut(syn, 19)).bytes(), v4 + "47; icmp 3/1 error"},
        {"an error quoting nothing", to4().icmpError(3, 1, {}).bytes(), v4 + "28; icmp 3/1 error"},
        {"an ICMP error quoting IPv6", to4().icmpError(3, 1, from6().tcp(1, 2, flag::syn).bytes()).bytes(),
         v4 + "88; icmp 3/1 error"},
        {"a quoted header of four words", to4().icmpError(3, 1, from4().claimHeaderWords(4).udp(1, 2).bytes()).bytes(),
         v4 + "56; icmp 3/1 error"},
    };
}

inline std::vector<GoodPacket> goodErrors6()
{
    const std::string v6 = "v6 2001:db8::7 > 2001:db8:1::1 proto 58 hops 64 size ";
    const std::string quotes = "; quotes 2001:db8:1::1 > 2001:db8::7 proto ";
    const auto syn = from6().tcp(40000, 80, flag::syn).bytes();
    return {
        {"packet too big about TCP", to6().icmpError(2, 0, syn).bytes(),
         v6 + "108; icmp 2/0 error" + quotes + "6; ports 40000 > 80"},
        {"unreachable about UDP over IPv6", to6().icmpError(1, 4, from6().udp(40000, 53).bytes()).bytes(),
         v6 + "96; icmp 1/4 error" + quotes + "17; ports 40000 > 53"},
        {"time exceeded behind quoted extension headers",
         to6().icmpError(3, 0, from6().hopByHop().fragment(0, true).udp(40000, 53).bytes()).bytes(),
         v6 + "112; icmp 3/0 error" + quotes + "17; ports 40000 > 53"},
        {"a parameter problem about our IPv6 ping", to6().icmpError(4, 0, from6().echoRequest(77).bytes()).bytes(),
         v6 + "100; icmp 4/0 error" + quotes + "58; ports 77 > 77"},
        {"a quote cut inside its extension header",
         to6().icmpError(3, 0, cut(from6().routing(4).udp(1, 2).bytes(), 60)).bytes(), v6 + "108; icmp 3/0 error"},
        {"an experimental ICMPv6 error", to6().icmpError(100, 0, syn).bytes(), v6 + "108; icmp 100/0"},
        {"a quote of IPv4-mapped addresses",
         to6().icmpError(1, 0, PacketBuilder("::ffff:192.0.2.1", them6).udp(1, 2).bytes()).bytes(),
         v6 + "96; icmp 1/0 error"},
    };
}

inline std::vector<GoodPacket> goodPackets()
{
    std::vector<GoodPacket> all;
    for (auto part :
         {goodV4Packets(), goodV6Packets(), goodExtensionPackets(), goodQueries(), goodErrors4(), goodErrors6()})
        std::ranges::move(part, std::back_inserter(all));
    return all;
}

}  // namespace parapet::test
