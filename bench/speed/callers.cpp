// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/datagrams.h"
#include "bench/speed/endpoint.h"
#include "bench/speed/work.h"

#include <poll.h>

#include <algorithm>
#include <cstdio>
#include <thread>
#include <vector>

namespace parapet::speed {

namespace {

std::chrono::milliseconds duration(const Options &options)
{
    return std::chrono::milliseconds(options.number("milliseconds"));
}

double microseconds(SteadyClock::duration time)
{
    return std::chrono::duration<double, std::micro>(time).count();
}

void waitReadable(const Descriptor &socket, std::chrono::milliseconds atMost)
{
    pollfd wait{socket.get(), POLLIN, 0};
    poll(&wait, 1, int(atMost.count()));
}

// One stream until `end`; the bytes that arrived at the other side.
std::uint64_t sendStream(const Endpoint &to, SteadyClock::time_point end)
{
    const Descriptor stream = to.socket(SOCK_STREAM);
    const timeval limit{5, 0};
    setsockopt(stream.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(stream.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (to.connect(stream) != 0)
        return 0;
    const std::vector<char> data(256 * 1024);
    while (SteadyClock::now() < end && write(stream.get(), data.data(), data.size()) > 0) { }
    shutdown(stream.get(), SHUT_WR);
    std::uint64_t arrived = 0;
    (void)!read(stream.get(), &arrived, sizeof arrived);
    return arrived;
}

}  // namespace

void connectFirst(const Options &options)
{
    const Endpoint to(options);
    const std::int64_t count = options.number("count");
    const auto pause = std::chrono::microseconds(options.number("pause", 300));
    std::vector<double> times;
    std::int64_t failed = 0;
    for (std::int64_t number = 0; number < count; ++number) {
        const Descriptor socket = to.socket(SOCK_STREAM);
        const timeval limit{2, 0};
        setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        const auto start = SteadyClock::now();
        const bool made = to.connect(socket) == 0;
        times.push_back(microseconds(SteadyClock::now() - start));
        failed += made ? 0 : 1;
        endAbruptly(socket);
        std::this_thread::sleep_for(pause);
    }
    std::ranges::sort(times);
    std::printf("{\"p50\": %.2f, \"p99\": %.2f, \"failed\": %ld}\n", times[times.size() / 2],
                times[times.size() * 99 / 100], long(failed));
}

void sendStreams(const Options &options)
{
    const Endpoint to(options);
    const auto start = SteadyClock::now();
    const auto end = start + duration(options);
    std::vector<std::uint64_t> arrived(static_cast<std::size_t>(options.number("streams", 1)));
    {
        std::vector<std::jthread> threads;
        for (std::uint64_t &each : arrived)
            threads.emplace_back([&] { each = sendStream(to, end); });
    }
    std::uint64_t all = 0;
    for (const std::uint64_t each : arrived)
        all += each;
    std::printf("{\"bytes\": %llu, \"seconds\": %.6f}\n", static_cast<unsigned long long>(all), secondsSince(start));
}

// What does not come back within 100 milliseconds is lost, and the window opens anew.
void exchangeDatagrams(const Options &options)
{
    const Endpoint to(options);
    const Descriptor socket = to.socket(SOCK_DGRAM);
    growBuffers(socket, 4 << 20);
    check(to.connect(socket), "connect");
    const int window = int(options.number("window", 64));
    Datagrams datagrams{std::size_t(window)};
    const auto start = SteadyClock::now(), end = start + duration(options);
    std::uint64_t back = 0, lost = 0;
    int onTheirWay = 0;
    while (SteadyClock::now() < end) {
        datagrams.sendToPeer(socket, window - onTheirWay);
        onTheirWay = window;
        waitReadable(socket, std::chrono::milliseconds(100));
        const int received = std::max(datagrams.receive(socket, MSG_DONTWAIT), 0);
        back += std::uint64_t(received);
        lost += received == 0 ? std::uint64_t(onTheirWay) : 0;
        onTheirWay = received == 0 ? 0 : std::max(onTheirWay - received, 0);
    }
    std::printf("{\"back\": %llu, \"lost\": %llu, \"seconds\": %.6f}\n", static_cast<unsigned long long>(back),
                static_cast<unsigned long long>(lost), secondsSince(start));
}

}  // namespace parapet::speed
