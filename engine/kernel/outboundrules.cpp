// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/outboundrules.h"

#include "engine/kernel/marktext.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace parapet {

namespace {

constexpr int answerSeconds = 3;  // xp-reference 3.6

// "icmp type { 3, 11, }" or "icmpv6 type { 1, }": the error messages that `allowed` says; empty if there is none.
std::string errorTypes(std::uint8_t version, const std::function<bool(IcmpItem)> &allowed)
{
    std::vector<int> types;
    for (const IcmpItemFacts &each : icmpItems) {
        const int type = version == 4 ? each.typeV4 : each.typeV6;
        if (each.direction == Direction::outbound && type >= 0 && allowed(each.item))
            types.push_back(type);
    }
    if (types.empty())
        return {};
    return (version == 4 ? "icmp type " : "icmpv6 type ") + listed(types);
}

void allowErrors(NftText &text, const std::string &where, const IcmpSettings &icmp)
{
    for (const std::uint8_t version : {4, 6}) {
        const std::string types = errorTypes(version, [&](IcmpItem item) { return icmp.allows(item); });
        if (!types.empty())
            text.rule("icmp_out", where + types + " return");
    }
}

// Error messages of this host about packets that were addressed to it: those bear the mark of their flow. What it sends
// as a router (path MTU for containers) does not, and is none of our business.
void addIcmpOut(NftText &text, const RulesetInput &input)
{
    text.rule("icmp_out", "oif \"lo\" return");
    text.rule("icmp_out", "ct mark & " + hex(marks::origOk) + " == 0 return");
    allowErrors(text, "", input.icmp);
    for (const auto &[interface, icmp] : input.icmpByInterface)
        allowErrors(text, "oif " + std::to_string(interface) + " ", icmp);
    for (const std::uint8_t version : {4, 6})
        text.rule("icmp_out",
                  errorTypes(version, [](IcmpItem) { return true; }) + " counter name icmp_errors log prefix \""
                      + icmpLogPrefix + "\" group " + std::to_string(logGroup) + " snaplen 128 drop");
}

// What is forwarded is none of our business. What begins here has an address of ours, or none yet.
void addNotOurs(NftText &text)
{
    text.rule("not_ours", "iif != 0 accept");
    text.rule("not_ours", "ip saddr 0.0.0.0 accept");  // DHCP before there is an address
    text.rule("not_ours", "ip6 saddr :: accept");      // duplicate address detection, MLD (RFC 4862, RFC 3590)
    text.rule("not_ours", "counter name spoofed log group " + std::to_string(logGroup) + " snaplen 128 drop");
}

// A verdict on what leaves never sets a packet mark: it would be routed again (policy routing by fwmark breaks).
void addOutbound(NftText &text, const RulesetInput &input)
{
    if (!input.unfiltered.empty())
        text.rule("outbound", "oif " + listed(input.unfiltered) + " accept");
    text.rule("outbound", "ct state related jump icmp_out");
    text.rule("outbound", mayPass(input.generation) + " accept");
    text.rule("outbound", "oif \"lo\" accept");
    text.rule("outbound", "fib saddr type != local goto not_ours");
    text.rule("outbound", "ct state new jump begin_out");
    text.rule("begin_out", std::string(input.logsConnections ? allEvents : noEvents));
    text.rule("begin_out", "goto timeouts");
    // Only what begins here: an answer within a flow that lost its permission must not bring it back. So TCP must open
    // with SYN; a connection older than our tables is known to the engine instead.
    const std::uint32_t told = input.logsConnections ? marks::told : 0;
    const std::string learn = setMark(marks::judged | marks::outbound | told) + " accept";
    text.rule("outbound", "ct direction original tcp flags & (fin|syn|rst|ack) == syn " + learn);
    if (input.multicastAnswers) {
        const std::string asks = "meta l4proto udp fib daddr type { broadcast, multicast } update @answers_";
        const std::string until = " saddr . udp sport timeout " + std::to_string(answerSeconds) + "s }";
        text.rule("outbound", "meta nfproto ipv4 " + asks + "ip { ip" + until);
        text.rule("outbound", "meta nfproto ipv6 " + asks + "ip6 { ip6" + until);
    }
    text.rule("outbound",
              "ct direction original fib daddr type { broadcast, multicast } " + setMark(marks::toMany | told)
                  + " accept");
    text.rule("outbound", "ct direction original meta l4proto != tcp " + learn);
}

}  // namespace

void declareAnswers(NftText &text)
{
    for (const auto &[name, type] : {std::pair("answers_ip", "ipv4_addr"), std::pair("answers_ip6", "ipv6_addr")}) {
        text.add("add set",
                 std::string(name) + " { type " + type + " . inet_service; flags timeout, dynamic; size 65535; }");
        text.add("flush set", name);
    }
}

void addOutboundRules(NftText &text, const RulesetInput &input)
{
    addIcmpOut(text, input);
    addNotOurs(text);
    addOutbound(text, input);
}

}  // namespace parapet
