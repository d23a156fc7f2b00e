// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/bootpolicy.h"

#include "engine/kernel/marktext.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace parapet {

namespace {

std::string rule(std::string_view chain, const std::string &text)
{
    return "add rule inet parapet_boot " + std::string(chain) + " " + text + "\n";
}

std::string chain(std::string_view name, std::string_view hook)
{
    return "add chain inet parapet_boot " + std::string(name) + " { " + std::string(hook) + " }\n";
}

// "{ 22, 80, }"; empty if there is none.
std::string ports(PortProtocol protocol, const std::vector<PortKey> &exclusions)
{
    std::string list;
    for (const PortKey &each : exclusions) {
        if (each.protocol == protocol)
            list += std::to_string(each.port) + ", ";
    }
    return list.empty() ? list : "{ " + list + "}";
}

std::string openPorts(PortProtocol protocol, std::string_view name, const std::vector<PortKey> &exclusions)
{
    const std::string list = ports(protocol, exclusions);
    if (list.empty())
        return {};
    return rule("input",
                "ct state new " + std::string(name) + " dport " + list + " " + setMark(marks::judged) + " accept");
}

// What every host needs to live: the facts of engine/filter/hostneed.h.
std::string hostNeeds()
{
    return rule("input", "icmpv6 type { 133, 134, 135, 136 } ip6 hoplimit 255 accept")
        + rule("input", "icmpv6 type { 130, 131, 132, 143 } ip6 hoplimit 1 accept")
        + rule("input", "ip protocol igmp ip ttl 1 accept")
        + rule("input", "meta nfproto ipv4 udp sport 67 udp dport 68 accept")
        + rule("input", "ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept");
}

// A redirect is related to a flow, but whether it is welcome is for the run-time policy to say.
std::string input(const std::vector<PortKey> &exclusions)
{
    return rule("input", "iifname \"lo\" accept") + rule("input", "icmp type redirect drop")
        + rule("input", "ct state established,related accept") + hostNeeds()
        + openPorts(PortProtocol::tcp, "tcp", exclusions) + openPorts(PortProtocol::udp, "udp", exclusions);
}

// What this computer begins is free: names, addresses, signing on to a directory. The flows are marked as the helper's rules
// do it (outboundrules.cpp): without that, the answers to what was begun between the helper's look at the flows and
// its first rules would be strangers to it.
std::string learnOut()
{
    const std::string learn = setMark(marks::judged | marks::outbound);
    return rule("learn_out", "oifname \"lo\" accept") + rule("learn_out", "fib saddr type != local accept")
        + rule("learn_out",
               "ct direction original fib daddr type { broadcast, multicast } " + setMark(marks::toMany) + " accept")
        + rule("learn_out", "ct direction original meta l4proto != tcp " + learn)
        + rule("learn_out", "ct direction original tcp flags & (fin|syn|rst|ack) == syn " + learn);
}

// Ports that containers publish, by the port that was asked for (see "forward" in ruleset.cpp). All else that is forwarded
// is none of our business.
std::string forward(const std::vector<PortKey> &exclusions)
{
    const std::string published =
        "ct status dnat ct direction original ct state new meta oifkind { \"bridge\", \"veth\" }";
    std::string text;
    for (const auto &[name, protocol] : {std::pair("tcp", PortProtocol::tcp), std::pair("udp", PortProtocol::udp)}) {
        const std::string list = ports(protocol, exclusions);
        if (!list.empty())
            text += rule("forward",
                         published + " meta l4proto " + name + " ct original proto-dst " + list
                             + " ct mark set ct mark | " + hex(marks::published) + " accept");
    }
    return text + rule("forward", published + " drop");
}

}  // namespace

std::string bootPolicyText(const std::vector<PortKey> &exclusions)
{
    return bootPolicyRemovalText() + "add table inet parapet_boot\n"
        + chain("input", "type filter hook input priority -10; policy drop;")
        + chain("forward", "type filter hook forward priority -10; policy accept;")
        + chain("learn_out", "type filter hook postrouting priority 99; policy accept;") + input(exclusions)
        + forward(exclusions) + learnOut();
}

std::string bootPolicyRemovalText()
{
    return "add table inet parapet_boot\ndelete table inet parapet_boot\n";
}

}  // namespace parapet
