// SPDX-License-Identifier: GPL-2.0-or-later
// What the engine itself costs for one packet, without kernel and queue: parse, look up, match, decide.
#include "engine/base/limits.h"
#include "engine/filter/filter.h"
#include "engine/packet/parser.h"
#include "tests/support/fakereceivers.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
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

constexpr std::uint16_t firstPort = 80;

// Exceptions for `ports` ports from firstPort on.
std::shared_ptr<const Policy> policyWith(std::uint16_t ports, const Scope &scope = {})
{
    Settings settings;
    auto &exceptions = settings.profile(ProfileId::standard).ports;
    for (std::uint16_t number = 0; number < ports; ++number)
        exceptions[{PortProtocol::tcp, std::uint16_t(firstPort + number)}] = {"entry", true, scope};
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

// A new flow beside as many others, and its end.
void insertAndErase(benchmark::State &state)
{
    const SystemClock clock;
    const auto count = std::uint32_t(state.range(0));
    FlowTable flows(limits::flows, {}, clock, seed);
    for (std::uint32_t i = 0; i < count; ++i)
        flows.insert(keyOf(i), Direction::inbound);
    const std::vector<FlowKey> keys = someKeys(count, std::uint32_t(limits::flows));
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
    test::FakeReceivers receivers;
    Filter filter(flows, receivers, policyWith(std::uint16_t(state.range(0))));
    std::uint16_t port = 0;
    for (auto _ : state) {
        ParsedPacket packet = parsedSyn();
        packet.sourcePort = port++;
        packet.destinationPort = destinationPort;
        benchmark::DoNotOptimize(filter.inbound(packet));
    }
}

// Nanoseconds for one look-up, in a fixed disorder over this many ports.
double nanosecondsPerMatch(const Policy &policy, const Sender &sender, unsigned ports)
{
    constexpr int count = 200'000;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        const auto port = std::uint16_t(firstPort + unsigned(i) * 7919U % ports);
        benchmark::DoNotOptimize(policy.inboundPort(PortProtocol::tcp, port, sender));
    }
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / count;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// The promise of policy.h: matching does not grow with the number of exceptions. Measured in turns, so that what else the
// machine does falls on both. The same ten ports show the matching; all ports of each show the memory too.
void printRatio(const char *name, const Scope &scope, const char *from)
{
    const auto few = policyWith(10, scope), many = policyWith(10'000, scope);
    const Sender sender{*IpAddress::parse(from), 0};
    std::vector<double> ofFew, ofMany, ofAll;
    for (int turn = 0; turn < 51; ++turn) {
        ofFew.push_back(nanosecondsPerMatch(*few, sender, 10));
        ofMany.push_back(nanosecondsPerMatch(*many, sender, 10));
        ofAll.push_back(nanosecondsPerMatch(*many, sender, 10'000));
    }
    const double base = median(ofFew);
    std::printf("match, %s: 10 exceptions %.1f ns; the same ports among 10,000 %.1f ns, ratio %.2f; all 10,000 in "
                "turn %.1f ns, ratio %.2f\n",
                name, base, median(ofMany), median(ofMany) / base, median(ofAll), median(ofAll) / base);
}

}  // namespace

BENCHMARK(parsePacket);
BENCHMARK_CAPTURE(findFlow, hit, true)->Arg(1'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(findFlow, miss, false)->Arg(1'000)->Arg(1'000'000);
BENCHMARK(insertAndErase)->Arg(0)->Arg(1'000'000);
BENCHMARK(expireStep)->Arg(4096);
BENCHMARK(matchPort)->Arg(10)->Arg(10'000);
BENCHMARK_CAPTURE(judge, toOpenPort, 80)->Arg(10)->Arg(10'000);
BENCHMARK_CAPTURE(judge, toClosedPort, 79)->Arg(10)->Arg(10'000);

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    const Scope list = *Scope::parse("192.0.2.0/24,198.51.100.7,2001:db8::/32");
    printRatio("any computer", {}, "192.0.2.7");
    printRatio("a list, sender in it", list, "192.0.2.7");
    printRatio("a list, sender not in it", list, "203.0.113.7");
}
