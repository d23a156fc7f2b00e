// SPDX-License-Identifier: GPL-2.0-or-later
// "parapetctl explain": what would happen to a packet, by which rule, and why; nothing is sent.
#pragma once

#include "app/ctl/firewallproxy.h"
#include "app/ctl/run.h"

#include <span>
#include <string>

namespace parapet::ctl {

inline constexpr std::string_view explainUsage =
    "Usage: explain \"tcp|udp SRC[:PORT] -> [DST:]PORT [in IFACE]\"\n"
    "       explain \"icmp SRC -> [DST:]TYPE [in IFACE]\"\n\n"
    "  Says what the firewall would do now with the first packet, and why. Nothing is sent.\n"
    "  SRC and DST are addresses, an IPv6 address before a port in brackets; TYPE is a number or a word such as\n"
    "  echo-request. DST may be left out: an address of this computer.\n\n"
    "  Examples:\n\n"
    "      explain \"tcp 192.0.2.7 -> 445\"\n"
    "      explain \"udp [2001:db8::7]:5353 -> [2001:db8::1]:5353 in eth0\"\n"
    "      explain \"icmp 192.0.2.7 -> echo-request\"\n";

// The flow that the words tell of; they may come as one word in quotes.
Result<NewFlow> readFlow(std::span<const std::string> words);
// The answer for a person.
std::string answerText(const NewFlow &flow, const Decision &decision);

Report runExplain(std::span<const std::string> words, const FirewallProxy &firewall);

}  // namespace parapet::ctl
