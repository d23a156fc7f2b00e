// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/ruleset.h"

#include "engine/base/limits.h"
#include "engine/kernel/floodrules.h"
#include "engine/kernel/marktext.h"
#include "engine/kernel/nfttext.h"
#include "engine/kernel/outboundrules.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <string_view>
#include <utility>

namespace parapet {

namespace {

struct BaseChain {
    std::string_view name, hook;
};

// clean:     a tool that restores the conntrack mark into the packet mark (wg-quick does) must not see our bits when the
//            packet is routed, so they go right after priority mangle (-150).
// outbound:  after every mangle chain, so that "ct mark set mark" of others does not undo it; before srcnat (100), so
//            that masqueraded traffic of others does not look like ours. None in the output hook: each chain costs every packet (0021).
constexpr std::array baseChains{
    BaseChain{"clean", "type filter hook prerouting priority -149; policy accept;"},
    BaseChain{"input", "type filter hook input priority -10; policy drop;"},
    BaseChain{"forward", "type filter hook forward priority -10; policy accept;"},
    BaseChain{"outbound", "type filter hook postrouting priority 99; policy accept;"},
};
constexpr std::array<std::string_view, 23> innerChains{
    "timeouts",      "timeouts_ip6", "learn",       "let_in",  "redirects", "open",     "reopen",   "icmp_out",
    "let_in_before", "published",    "unpublished", "publish", "begin_tcp", "possible", "crowd",    "possible_tcp",
    "strangers",     "unlikely",     "flood",       "crowded", "sample",    "not_ours", "begin_out"};

void declareChains(NftText &text)
{
    for (std::string_view chain : innerChains)
        text.add("add chain", chain);
    for (const BaseChain &chain : baseChains)
        text.add("add chain", std::string(chain.name) + " { " + std::string(chain.hook) + " }");
    for (const BaseChain &chain : baseChains)
        text.add("flush chain", chain.name);
    for (std::string_view chain : innerChains)
        text.add("flush chain", chain);
}

std::string seconds(std::chrono::seconds value)
{
    return std::to_string(value.count());
}

// The kernel cannot change a timeout object that is there, so other times have another name.
std::string timeoutsName(std::string_view protocol, std::string_view family, const FlowTimeouts &timeouts)
{
    std::string name = std::string(protocol) + "_" + std::string(family);
    if (timeouts == FlowTimeouts{})
        return name;
    for (const std::chrono::seconds each :
         {timeouts.tcpHalfOpen, timeouts.tcpEstablished, timeouts.tcpHalfClosed, timeouts.tcpClosing, timeouts.udp})
        name += "_" + seconds(each);
    return name;
}

// conntrack owns the life of every confirmed flow; these objects make it live as long as FlowTimeouts says.
void declareTimeouts(NftText &text, const FlowTimeouts &timeouts)
{
    const std::string udp = "unreplied : " + seconds(timeouts.udp) + ", replied : " + seconds(timeouts.udp);
    const std::string closing = seconds(timeouts.tcpClosing), half = seconds(timeouts.tcpHalfClosed);
    const std::string open = seconds(timeouts.tcpHalfOpen);
    const std::string tcp = "syn_sent : " + open + ", syn_recv : " + open
        + ", established : " + seconds(timeouts.tcpEstablished) + ", fin_wait : " + half + ", close_wait : " + half
        + ", last_ack : " + closing + ", time_wait : " + closing + ", close : " + closing;
    for (std::string_view family : {"ip", "ip6"}) {
        const std::string object = std::string("; l3proto ") + std::string(family) + "; policy = { ";
        text.add("add ct timeout", timeoutsName("udp", family, timeouts) + " { protocol udp" + object + udp + " }; }");
        text.add("add ct timeout", timeoutsName("tcp", family, timeouts) + " { protocol tcp" + object + tcp + " }; }");
    }
}

constexpr std::uint8_t icmpRedirect = 5;  // RFC 792

// Of ICMP (1, 58: a machine may have no names of protocols) the beginning is told, too: its tuple is no key of ours, so the engine
// could not ask.
void addLearn(NftText &text, const RulesetInput &input)
{
    if (input.logsConnections) {
        text.rule("learn", std::string(allEvents));
    } else {
        text.rule("learn", "ct event set destroy");
        text.rule("learn", "meta l4proto { 1, 58 } ct event set new,destroy");
    }
    text.rule("learn", "ct state new jump timeouts");
    text.rule("learn", setMark(marks::judged));
}

void addInnerRules(NftText &text, const RulesetInput &input)
{
    text.rule("timeouts", "meta nfproto ipv6 goto timeouts_ip6");
    for (const auto &[chain, family] : {std::pair("timeouts", "ip"), std::pair("timeouts_ip6", "ip6")}) {
        for (const char *protocol : {"tcp", "udp"})
            text.rule(chain,
                      std::string("meta l4proto ") + protocol + " ct timeout set \""
                          + timeoutsName(protocol, family, input.timeouts) + "\"");
    }
    addLearn(text, input);
    const std::uint32_t told = input.logsConnections ? marks::told : 0;
    text.rule("open", std::string(input.logsConnections ? allEvents : noEvents));
    text.rule("open", "jump timeouts");
    text.rule("open", setMark(marks::letIn(input.generation) | told) + " accept");
    // The kernel judges these anew by the sets in force. What no set lets in any more may still be permitted by other entries: the
    // engine hears that it has begun long ago.
    text.rule("let_in_before", "tcp dport @open_tcp goto reopen");
    text.rule("let_in_before", "udp dport @open_udp goto reopen");
    text.rule("let_in_before", "meta mark set meta mark | " + hex(marks::letInBefore));
    text.rule("reopen", setMark(marks::letIn(input.generation)) + " accept");
}

// isHostNeed() in engine/filter/hostneed.h states the same facts; the two must agree.
void addHostNeeds(NftText &text)
{
    text.rule("input", "icmpv6 type { 133, 134, 135, 136 } ip6 hoplimit 255 accept");
    text.rule("input", "icmpv6 type { 130, 131, 132, 143 } ip6 hoplimit 1 accept");
    text.rule("input", "ip protocol igmp ip ttl 1 accept");
    text.rule("input", "meta nfproto ipv4 udp sport 67 udp dport 68 accept");
    text.rule("input", "ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept");
}

void addClean(NftText &text)
{
    constexpr std::uint32_t anyOfOurs = marks::flowMask | marks::published;
    text.rule("clean", "meta mark & " + hex(anyOfOurs) + " != 0 meta mark set meta mark & " + hex(~anyOfOurs));
}

// Most floods are of these, so nothing is looked at that is not about them. "th" is the TCP header here; "tcp" would look at the
// protocol once more.
void addBeginTcp(NftText &text)
{
    text.rule("begin_tcp", "th dport @possible_tcp goto possible_tcp");
    text.rule("begin_tcp", "th dport @program_tcp goto possible");
    text.rule("begin_tcp", "goto unlikely");
    text.rule("possible_tcp", "ct state new th dport @open_tcp goto open");
    text.rule("possible_tcp", "goto possible");
}

// What the engine has accepted comes through the input chain once more, with this mark.
void addLetIn(NftText &text)
{
    constexpr std::uint32_t wanted = marks::passed | marks::learn;
    text.rule("let_in", "counter name passed");
    text.rule("let_in", "meta mark & " + hex(marks::packetMask) + " == " + hex(wanted) + " jump learn");
    text.rule("let_in", "meta mark set meta mark & " + hex(~marks::packetMask) + " accept");
}

void addInput(NftText &text, const RulesetInput &input)
{
    const std::string letIn = "meta mark & " + hex(marks::passedMask) + " == " + hex(marks::passed) + " goto let_in";
    if (!input.unfiltered.empty())
        text.rule("input", "iif " + listed(input.unfiltered) + " accept");
    // A redirect is related to a flow that was judged, but the ICMP settings decide on it. "meta l4proto": "icmp" alone would look at
    // the version as well, with each packet.
    const bool redirects = std::ranges::find(input.possibleIcmp, icmpRedirect) != input.possibleIcmp.end();
    text.rule("input", "meta l4proto 1 icmp type redirect goto redirects");
    text.rule("redirects", letIn);
    text.rule("redirects", std::string("goto ") + (redirects ? "possible" : "strangers"));
    text.rule("input", mayPass(input.generation) + " accept");
    text.rule("input", letIn);
    text.rule("input", "iif \"lo\" accept");
    text.rule("input", "tcp flags & (fin|syn|rst|psh|ack|urg) == syn goto begin_tcp");
    text.rule("input", "ct mark & " + hex(marks::judged) + " == " + hex(marks::judged) + " jump let_in_before");
    addHostNeeds(text);
    text.rule("input", "ct state new udp dport @open_udp goto open");
    // Not learnt: each answer must come in time.
    if (input.multicastAnswers) {
        text.rule("input", "ip daddr . udp dport @answers_ip accept");
        text.rule("input", "ip6 daddr . udp dport @answers_ip6 accept");
    }
    for (std::string_view set : {"@possible_udp", "@program_udp"})
        text.rule("input", "udp dport " + std::string(set) + " goto possible");
    spareMessages(text, "icmp", input.possibleIcmp);
    spareMessages(text, "icmpv6", input.possibleIcmpv6);
    text.rule("input", "goto strangers");
}

// "opened_tcp_ip6", or "opened_here_tcp_ip6": by one interface.
std::string openedName(bool byInterface, PortProtocol protocol, bool isV4)
{
    return std::string(byInterface ? "opened_here_" : "opened_") + (protocol == PortProtocol::tcp ? "tcp" : "udp")
        + (isV4 ? "_ip" : "_ip6");
}

// first-last . port, with the interface before it in the sets of those
std::string openedElement(const Opening &opening)
{
    return (opening.interface != 0 ? std::to_string(opening.interface) + " . " : "") + opening.from.first.text() + "-"
        + opening.from.last.text() + " . " + std::to_string(opening.port.port) + ", ";
}

void fillOpened(NftText &text, const std::vector<Opening> &openings)
{
    std::map<std::string, std::string> elements;
    for (const Opening &each : openings)
        elements[openedName(each.interface != 0, each.port.protocol, each.from.first.isV4())] += openedElement(each);
    for (const bool byInterface : {false, true}) {
        for (const auto &[protocol, isV4] : {std::pair(PortProtocol::tcp, true), std::pair(PortProtocol::tcp, false),
                                             std::pair(PortProtocol::udp, true), std::pair(PortProtocol::udp, false)}) {
            const std::string name = openedName(byInterface, protocol, isV4);
            text.add("add set",
                     name + " { type " + (byInterface ? "iface_index . " : "") + (isV4 ? "ipv4" : "ipv6")
                         + "_addr . inet_service; flags interval; }");
            text.add("flush set", name);
            if (const auto found = elements.find(name); found != elements.end())
                text.add("add element", name + " { " + found->second + "}");
        }
    }
}

// A port that a container publishes is redirected before our input hook could see it. A new flow of that kind is judged here by the
// port that its sender wanted, like any other inbound; all else that is forwarded is none of our business. Every packet of the
// opener is looked up, so that a change of the exceptions is in force at once; what began without us bears no mark and stays.
void addForward(NftText &text, const RulesetInput &input)
{
    if (!input.unfiltered.empty())
        text.rule("forward", "iif " + listed(input.unfiltered) + " accept");
    text.rule("forward", "ct status dnat ct direction original meta oifkind { \"bridge\", \"veth\" } jump published");
    for (const auto &[word, protocol] : {std::pair("tcp", PortProtocol::tcp), std::pair("udp", PortProtocol::udp)}) {
        const std::string original = std::string("meta l4proto ") + word + " ";
        const std::string port = "ct original proto-dst @";
        text.rule("published", original + port + "open_" + word + " goto publish");
        for (const bool isV4 : {true, false}) {
            const std::string sender = std::string(isV4 ? "ip" : "ip6") + " saddr . ";
            text.rule("published", original + sender + port + openedName(false, protocol, isV4) + " goto publish");
            text.rule("published",
                      original + "iif . " + sender + port + openedName(true, protocol, isV4) + " goto publish");
        }
    }
    text.rule("published", "ct mark & " + hex(marks::published) + " != 0 goto unpublished");
    text.rule("published", "ct state new goto unpublished");
    // In a flood some of them.
    text.rule("unpublished",
              "counter name published limit rate " + rate(limits::strangersPerSecond, limits::strangersAtOnce)
                  + " log prefix \"" + publishedLogPrefix + "\" group " + std::to_string(logGroup) + " snaplen 128");
    text.rule("unpublished", "drop");
    text.rule("publish", "ct state new ct mark set ct mark | " + hex(marks::published));
}

}  // namespace

std::string foundationText()
{
    NftText text;
    std::string head = "add table inet parapet\n";
    for (std::string_view counter : {"queued", "passed", "spoofed", "icmp_errors", "published", "flooded"})
        text.add("add counter", counter);
    text.add("add chain", "to_engine");
    for (std::string_view set : {"program_tcp", "program_udp"})
        text.add("add set", std::string(set) + " { type inet_service; }");
    return head + text.take();
}

std::string rulesetText(const RulesetInput &input)
{
    NftText text;
    declareChains(text);
    if (input.filters) {
        declareTimeouts(text, input.timeouts);
        text.fillSet("open_tcp", input.openTcp);
        text.fillSet("open_udp", input.openUdp);
        fillOpened(text, input.scoped);
        declareFloodDefence(text, input);
        declareAnswers(text);
        addInnerRules(text, input);
        addClean(text);
        addFloodDefence(text);
        addBeginTcp(text);
        addLetIn(text);
        addInput(text, input);
        addForward(text, input);
        addOutboundRules(text, input);
    } else {
        for (const BaseChain &chain : baseChains)
            text.add("delete chain", chain.name);
    }
    return foundationText() + text.take();
}

std::string programPortsText(const PortLists &ports)
{
    NftText text;
    text.fillSet("program_tcp", ports.tcp);
    text.fillSet("program_udp", ports.udp);
    return text.take();
}

std::string removalText()
{
    return "add table inet parapet\ndelete table inet parapet\n";
}

}  // namespace parapet
