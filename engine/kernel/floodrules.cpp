// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/floodrules.h"

#include "engine/base/limits.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parapet {

namespace {

constexpr std::string_view toEngine = "counter name queued goto to_engine";

// How fast each sender is. IPv6: a subnet, as a host has as many addresses in it as it likes.
void declareCrowd(NftText &text)
{
    for (const auto &[name, type] : {std::pair("crowd_ip", "ipv4_addr"), std::pair("crowd_ip6", "ipv6_addr")}) {
        text.add("add set",
                 std::string(name) + " { type " + type + "; flags timeout, dynamic; timeout 10s; size "
                     + std::to_string(limits::floodSenders) + "; }");
        text.add("flush set", name);
    }
}

// The families of whose strangers there were too many a moment ago. (What has run out stays in it for a second, unseen.)
void declareFlooding(NftText &text)
{
    text.add("add set",
             "flooding { type nf_proto; flags timeout, dynamic; timeout " + std::to_string(limits::floodMoment)
                 + "ms; size 128; }");
    text.add("flush set", "flooding");
}

void addSample(NftText &text)
{
    text.rule("sample",
              "limit rate " + rate(limits::floodSamples, limits::floodSamples) + " log prefix \"" + floodLogPrefix
                  + "\" group " + std::to_string(logGroup) + " snaplen 128");
    text.rule("sample", "drop");
}

// Something may let it in, so the engine is asked. In a crowd each sender gets a share only.
void addPossible(NftText &text)
{
    text.rule("possible",
              "limit rate over " + rate(limits::possiblePerSecond, limits::possiblePerSecond) + " goto crowd");
    text.rule("possible", toEngine);
    const std::string share =
        " limit rate over " + rate(limits::crowdShare, 2 * limits::crowdShare) + " } goto crowded";
    text.rule("crowd", "meta nfproto ipv4 update @crowd_ip { ip saddr" + share);
    text.rule("crowd", "meta nfproto ipv6 update @crowd_ip6 { ip6 saddr & ffff:ffff:ffff:ffff::" + share);
    text.rule("crowd", toEngine);
    // One in sixteen is enough to take the samples from: each look at the clock costs.
    text.rule("crowded", "counter name flooded meta random & 0xf != 0 drop");
    text.rule("crowded", "goto sample");
}

// Nothing can let it in. A limit looks at the clock, which would cost each packet of a flood 5 %; so none is asked in the moment after
// one too many.
void addUnlikely(NftText &text)
{
    text.rule("unlikely", "meta nfproto @flooding counter name flooded drop");
    text.rule("unlikely",
              "limit rate over " + rate(limits::strangersPerSecond, limits::strangersAtOnce) + " goto flood");
    // No bypass: without a helper there is no entry.
    text.rule("unlikely", toEngine);
    text.rule("flood", "counter name flooded add @flooding { meta nfproto }");
    text.rule("flood", "goto sample");
}

}  // namespace

void declareFloodDefence(NftText &text, const RulesetInput &input)
{
    text.fillSet("possible_tcp", input.possibleTcp);
    text.fillSet("possible_udp", input.possibleUdp);
    declareCrowd(text);
    declareFlooding(text);
}

void spareMessages(NftText &text, std::string_view icmp, const std::vector<std::uint8_t> &types)
{
    if (!types.empty())
        text.rule("input", std::string(icmp) + " type " + listed(types) + " goto possible");
}

void addFloodDefence(NftText &text)
{
    addSample(text);
    addPossible(text);
    addUnlikely(text);
    // Not marked and yet no stranger: a conversation that is older than our tables. What is dropped leaves no trace in
    // conntrack, so a flood cannot get here.
    text.rule("strangers", "ct state established goto possible");
    text.rule("strangers", "goto unlikely");
}

}  // namespace parapet
