// SPDX-License-Identifier: GPL-2.0-or-later
// What the engine itself costs for one packet, without kernel and queue: parse, look up, match, decide.
#include "engine/base/limits.h"
#include "engine/filter/filter.h"
#include "engine/packet/parser.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <random>
#include <span>
#include <vector>

using namespace parapet;

namespace {

constexpr std::uint64_t seed = 0x5eed;
constexpr std::size_t lookups = 1U << 16;

// 192.0.2.7:4000 -> 198.51.100.1:80, SYN.
constexpr std::array<unsigned char, 40> synBytes{0x45, 0, 0,   40, 0,    0,    0x40, 0,    64, 6,  0, 0, 192, 0,
                                                 2,    7, 198, 51, 100,  1,    0x0f, 0xa0, 0,  80, 0, 0, 0,   1,
                                                 0,    0, 0,   0,  0x50, 0x02, 0xff, 0xff, 0,  0,  0, 0};

ParsedPacket parsedSyn()
{
    return parse(std::as_bytes(std::span(synBytes)), synBytes.size());
}

FlowKey keyOf(std::uint32_t number)
{
    return {IpAddress::v4(0xc6336401), IpAddress::v4(0x0a000000 + number / 50'000), 80, std::uint16_t(number % 50'000),
            17};
}

std::shared_ptr<const Policy> policyWith(std::uint16_t ports)
{
    Settings settings;
    for (std::uint16_t port = 1; port <= ports; ++port)
        settings.profile(ProfileId::standard).ports[{PortProtocol::tcp, std::uint16_t(port + 79)}] = {"entry", true};
    return std::make_shared<const Policy>(settings, ProfileId::standard);
}

// `first` on: keys in random order, so that nothing is in the cache but by merit.
std::vector<FlowKey> someKeys(std::uint32_t first, std::uint32_t count)
{
    std::mt19937 random(1);
    std::vector<FlowKey> keys(lookups);
    std::ranges::generate(keys, [&] { return keyOf(first + std::uint32_t(random() % count)); });
    return keys;
}

void parsePacket(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(parsedSyn());
}

void findFlow(benchmark::State &state, bool hit)
{
    const SystemClock clock;
    const auto count = std::uint32_t(state.range(0));
    FlowTable flows(limits::flows, {}, clock, seed);
    for (std::uint32_t i = 0; i < count; ++i)
        flows.insert(keyOf(i), Direction::inbound);
    const std::vector<FlowKey> keys = someKeys(hit ? 0 : count, count);
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(flows.find(keys[next++ % lookups]));
}

void insertAndErase(benchmark::State &state)
{
    const SystemClock clock;
    FlowTable flows(limits::flows, {}, clock, seed);
    const std::vector<FlowKey> keys = someKeys(0, std::uint32_t(limits::flows));
    std::size_t next = 0;
    for (auto _ : state) {
        const FlowKey &key = keys[next++ % lookups];
        benchmark::DoNotOptimize(flows.insert(key, Direction::inbound));
        flows.erase(key);
    }
}

// A round of expire() over an almost empty table, in the helper's steps.
void expireStep(benchmark::State &state)
{
    const SystemClock clock;
    FlowTable flows(limits::flows, {}, clock, seed);
    for (std::uint32_t i = 0; i < 1000; ++i)
        flows.insert(keyOf(i), Direction::inbound);
    const std::function<void(const Flow &)> ended = [](const Flow &) {};
    for (auto _ : state)
        benchmark::DoNotOptimize(flows.expire(std::size_t(state.range(0)), ended));
}

void matchPort(benchmark::State &state)
{
    const auto policy = policyWith(std::uint16_t(state.range(0)));
    std::uint16_t port = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(policy->inboundPort(PortProtocol::tcp, port += 7));
}

// From bytes to decision: a SYN that an exception lets in, every time from another port, and one that nothing does.
void judge(benchmark::State &state, std::uint16_t destinationPort)
{
    const SystemClock clock;
    FlowTable flows(limits::flows, {}, clock, seed);
    Filter filter(flows, policyWith(std::uint16_t(state.range(0))));
    std::uint16_t port = 0;
    for (auto _ : state) {
        ParsedPacket packet = parsedSyn();
        packet.sourcePort = port++;
        packet.destinationPort = destinationPort;
        benchmark::DoNotOptimize(filter.inbound(packet));
    }
}

}  // namespace

BENCHMARK(parsePacket);
BENCHMARK_CAPTURE(findFlow, hit, true)->Arg(1'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(findFlow, miss, false)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(insertAndErase);
BENCHMARK(expireStep)->Arg(4096);
BENCHMARK(matchPort)->Arg(10)->Arg(10'000);
BENCHMARK_CAPTURE(judge, toOpenPort, 80)->Arg(10)->Arg(10'000);
BENCHMARK_CAPTURE(judge, toClosedPort, 79)->Arg(10)->Arg(10'000);

BENCHMARK_MAIN();
