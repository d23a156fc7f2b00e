// SPDX-License-Identifier: GPL-2.0-or-later
// The history at some millions of rows: rows per second into the store, bytes per row, and the time to the first page
// of every filter. usage: log_bench FOLDER [MILLIONS]; the folder must have room for 200 MB per million.
#include "bench/logtraffic.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace parapet;
using namespace parapet::bench;

namespace {

void ask(EventStore &store, const char *name, const LogFilter &filter)
{
    std::vector<double> times;
    std::size_t found = 0, calls = 0;
    for (int round = 0; round < 9; ++round) {
        const auto start = std::chrono::steady_clock::now();
        std::int64_t before = 0;
        found = calls = 0;
        do {
            const auto page = store.query(filter, before, 200 - found, std::chrono::milliseconds(200));
            if (!page) {
                std::printf("%s: %s\n", name, page.error().text.c_str());
                return;
            }
            found += page->records.size();
            before = page->next;
            ++calls;
        } while (found < 200 && before != 0);
        times.push_back(secondsSince(start) * 1000);
        if (times.front() > 1000)
            break;
    }
    std::ranges::sort(times);
    std::printf("%-46s first page %8.2f ms (worst %8.2f), %3zu rows, %zu calls\n", name, times[times.size() / 2],
                times.back(), found, calls);
    std::fflush(stdout);
}

void askAll(EventStore &store)
{
    const WallTime newest(endTime);
    ask(store, "everything", {});
    ask(store, "action DROP", {.actions = {LogAction::drop}});
    ask(store, "action OPEN", {.actions = {LogAction::open}});
    ask(store, "action OPEN-INBOUND: none", {.actions = {LogAction::openInbound}});
    ask(store, "protocol TCP", {.protocols = {6}});
    ask(store, "protocol UDP: rare", {.protocols = {17}});
    ask(store, "reason impossible-flags: rare", {.reasons = {Reason::impossibleFlags}});
    ask(store, "address: a common stranger", {.address = *AddressRange::parse("11.0.0.3")});
    ask(store, "address: our own", {.address = *AddressRange::parse("192.0.2.1")});
    ask(store, "address: rare", {.address = *AddressRange::parse("2001:db8::7")});
    ask(store, "address: none", {.address = *AddressRange::parse("203.0.113.9")});
    ask(store, "prefix /8: nearly all", {.address = *AddressRange::parse("11.0.0.0/8")});
    ask(store, "prefix /28: 16 strangers", {.address = *AddressRange::parse("11.0.0.16/28")});
    ask(store, "prefix /24: far strangers", {.address = *AddressRange::parse("11.1.134.0/24")});
    ask(store, "prefix, rare", {.address = *AddressRange::parse("2001:db8::/32")});
    ask(store, "port 445", {.port = 445});
    ask(store, "port 50000: none", {.port = 50'000});
    ask(store, "port 31337: rare", {.port = 31'337});
    ask(store, "interface eth0", {.interface = "eth0"});
    ask(store, "interface wlan0: rare", {.interface = "wlan0"});
    ask(store, "program: rare", {.program = "/usr/sbin/rare"});
    ask(store, "the last hour", {.from = newest - std::chrono::hours(1)});
    ask(store, "an hour, three weeks ago",
        {.from = newest - std::chrono::hours(505), .to = newest - std::chrono::hours(504)});
    ask(store, "a day three weeks ago, port 31337",
        {.port = 31'337, .from = newest - std::chrono::hours(528), .to = newest - std::chrono::hours(504)});
    ask(store, "DROP, TCP, a stranger, port 22",
        {.actions = {LogAction::drop}, .protocols = {6}, .address = *AddressRange::parse("11.0.0.3"), .port = 22});
    ask(store, "worst: OPEN and port 22 (never together)", {.actions = {LogAction::open}, .port = 22});
    ask(store, "text: rare", {.text = "usr/sbin/rare"});
    ask(store, "text: none", {.text = "there is no such thing"});
}

void askHistogram(EventStore &store)
{
    const WallTime newest(endTime);
    for (const auto &[name, filter] : {std::pair("30 days", LogFilter{}),
                                       std::pair("the last day", LogFilter{.from = newest - std::chrono::hours(24)}),
                                       std::pair("the last hour", LogFilter{.from = newest - std::chrono::hours(1)})}) {
        const auto start = std::chrono::steady_clock::now();
        const auto histogram = store.histogram(filter, 120);
        std::printf("histogram of %s: %.2f ms, %zu reasons\n", name, secondsSince(start) * 1000,
                    histogram ? histogram->rows.size() : 0);
    }
}

}  // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: log_bench FOLDER [MILLIONS]\n");
        return 2;
    }
    const std::string path = std::string(argv[1]) + "/bench-events.db";
    const std::int64_t rows = (argc > 2 ? std::atoll(argv[2]) : 1) * 1'000'000;
    const bool isThere = std::filesystem::exists(path);  // a second run asks only
    Result<EventStore> store = EventStore::open(path);
    if (!store) {
        std::fprintf(stderr, "%s\n", store.error().text.c_str());
        return 1;
    }
    if (!isThere && !fill(*store, rows, path))
        return 1;
    askAll(*store);
    askHistogram(*store);
    const auto start = std::chrono::steady_clock::now();
    const auto trimmed = store->trim(2'000, {.bytes = 1}, WallTime(endTime));
    std::printf("removing 2,000 rows: %.1f ms%s\n", secondsSince(start) * 1000, trimmed ? "" : " (failed)");
    return 0;
}
