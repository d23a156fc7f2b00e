// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/datagrams.h"
#include "bench/speed/endpoint.h"
#include "bench/speed/endrequest.h"
#include "bench/speed/frames.h"
#include "bench/speed/work.h"

#include <linux/sock_diag.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace parapet::speed {

namespace {

constexpr std::uint32_t senders = 10U << 24;  // 10.0.0.0/8
constexpr std::uint64_t portsEach = 60'000;

std::int64_t now()
{
    return std::chrono::nanoseconds(SteadyClock::now().time_since_epoch()).count();
}

// Address and port of one who comes but once: in an order without a pattern that a hash could like.
Sender stranger(std::uint32_t number)
{
    const std::uint32_t mixed = number * 2654435761U;
    return {senders | mixed >> 8, static_cast<std::uint16_t>(1024 + (number ^ mixed) % portsEach)};
}

Sender ofFlow(std::uint64_t flow)
{
    return {senders | static_cast<std::uint32_t>(256 + flow / portsEach),
            static_cast<std::uint16_t>(1024 + flow % portsEach)};
}

std::uint32_t dropsOf(const Descriptor &socket)
{
    std::array<std::uint32_t, SK_MEMINFO_VARS> memory{};
    socklen_t length = sizeof memory;
    getsockopt(socket.get(), SOL_SOCKET, SO_MEMINFO, memory.data(), &length);
    return memory[SK_MEMINFO_DROPS];
}

// What has come to one port.
struct Collected {
    Descriptor socket;
    std::uint64_t received = 0;
    std::int64_t lastSent = 0;  // when the last of them was sent
};

Collected collector(const Options &options, const char *port)
{
    Collected made{boundSocket(SOCK_DGRAM, static_cast<std::uint16_t>(options.number(port))), 0, 0};
    growBuffers(made.socket, 256 << 20);
    return made;
}

void take(Collected &from, Datagrams &datagrams)
{
    const int count = datagrams.receive(from.socket, MSG_DONTWAIT);
    for (int at = 0; at < count; ++at) {
        Note note;
        if (datagrams.content(at).size() < sizeof note)
            continue;
        std::memcpy(&note, datagrams.content(at).data(), sizeof note);
        ++from.received;
        from.lastSent = std::max(from.lastSent, note.sent);
    }
}

}  // namespace

void floodSyns(const Options &options)
{
    Frames frames(options);
    const auto first = std::uint32_t(options.number("first-port")), ports = std::uint32_t(options.number("ports", 1));
    const auto start = SteadyClock::now();
    const auto end = start + std::chrono::milliseconds(options.number("milliseconds"));
    std::uint32_t number = static_cast<std::uint32_t>(now());
    std::uint64_t sent = 0;
    while (SteadyClock::now() < end) {
        for (int at = 0; at < Frames::batch; ++at, ++number)
            frames.putSyn(at, stranger(number), static_cast<std::uint16_t>(first + number % ports), number);
        sent += std::uint64_t(frames.send(Frames::batch));
    }
    std::printf("{\"sent\": %llu, \"seconds\": %.6f}\n", static_cast<unsigned long long>(sent), secondsSince(start));
}

void sprayDatagrams(const Options &options)
{
    Frames frames(options);
    const std::array ports{std::uint16_t(options.number("even-port")), std::uint16_t(options.number("odd-port"))};
    const auto flows = std::uint64_t(options.number("flows")), rate = std::uint64_t(options.number("rate"));
    const std::uint64_t all = flows * std::uint64_t(options.number("rounds", 1'000'000));
    const EndRequest ended;
    const auto start = SteadyClock::now();
    std::uint64_t number = 0;
    while (number < all && !ended.within(std::chrono::nanoseconds(0))) {
        const double early = double(number) / double(rate) - secondsSince(start);
        if (early > 0 && ended.within(std::chrono::nanoseconds(std::int64_t(early * 1e9))))
            break;
        const int count = int(std::min<std::uint64_t>(32, all - number));
        for (int at = 0; at < count; ++at, ++number) {
            const std::uint64_t flow = number % flows;
            frames.putDatagram(at, ofFlow(flow), ports[flow % 2], {flow, now()});
        }
        frames.send(count);
    }
    std::printf("{\"sent\": %llu, \"seconds\": %.6f}\n", static_cast<unsigned long long>(number), secondsSince(start));
}

void collectDatagrams(const Options &options)
{
    const EndRequest ended;
    Collected even = collector(options, "even-port"), odd = collector(options, "odd-port");
    std::puts("ready");
    std::fflush(stdout);
    Datagrams datagrams(256);
    std::array<pollfd, 3> wait{
        {{even.socket.get(), POLLIN, 0}, {odd.socket.get(), POLLIN, 0}, {ended.fd(), POLLIN, 0}}};
    while (!wait[2].revents) {
        poll(wait.data(), wait.size(), -1);
        if (wait[0].revents)
            take(even, datagrams);
        if (wait[1].revents)
            take(odd, datagrams);
    }
    std::printf("{\"even\": %llu, \"odd\": %llu, \"odd_last_sent\": %lld, \"overflow\": %u}\n",
                static_cast<unsigned long long>(even.received), static_cast<unsigned long long>(odd.received),
                static_cast<long long>(odd.lastSent), dropsOf(even.socket) + dropsOf(odd.socket));
}

}  // namespace parapet::speed
