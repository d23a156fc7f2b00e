// SPDX-License-Identifier: GPL-2.0-or-later
// What it costs, and how long it takes, to know who listens: both ways of the listen watch, the lists, the holders of
// sockets, and what the hooks take from the programs that they watch. In a network namespace of its own.
#include "engine/kernel/bpfwatch.h"
#include "engine/kernel/listeners.h"
#include "engine/kernel/pollingwatch.h"
#include "engine/kernel/socketends.h"
#include "engine/kernel/socketlookup.h"
#include "engine/program/bpfholders.h"
#include "engine/program/procfsholders.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/realsocket.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <poll.h>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace parapet;
using namespace parapet::test;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

using Microseconds = std::chrono::duration<double, std::micro>;

std::vector<RealSocket> manyListeners(int count)
{
    std::vector<RealSocket> sockets;
    for (int i = 0; i < count; ++i) {
        RealSocket &socket =
            sockets.emplace_back(i % 4 < 2 ? AF_INET : AF_INET6, i % 2 == 0 ? SOCK_STREAM : SOCK_DGRAM);
        if (!socket.bind(i % 4 < 2 ? "0.0.0.0" : "::", std::uint16_t(10'000 + i)) || (i % 2 == 0 && !socket.listen()))
            std::exit(1);
    }
    return sockets;
}

bool readable(int fd, std::chrono::milliseconds time)
{
    pollfd state{fd, POLLIN, 0};
    return poll(&state, 1, int(time.count())) == 1;
}

void take(ListenWatch &watch, std::chrono::milliseconds time)
{
    const auto end = Clock::now() + time;
    while (Clock::now() < end) {
        if (readable(watch.fd(), std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now())))
            watch.take();
    }
}

double quantile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, std::size_t(part * double(values.size())))];
}

void printTimes(const char *what, const char *how, const std::vector<double> &microseconds)
{
    std::printf("%-44s %-8s median %9.1f us, p99 %9.1f us\n", what, how, quantile(microseconds, 0.5),
                quantile(microseconds, 0.99));
}

// From listen() in another thread to the moment when the list has it.
void listenToKnown(ListenWatch &watch, Listeners &listeners)
{
    std::vector<double> toReadable, toKnown;
    for (int round = 0; round < 100; ++round) {
        take(watch, std::chrono::milliseconds(180 + round % 10 * 9));  // asleep again, and not in step with its timer
        RealSocket socket(AF_INET, SOCK_STREAM);
        socket.bind("0.0.0.0", 0);
        const std::uint64_t cookie = socket.cookie();
        Clock::time_point start;
        std::thread program([&] {
            std::this_thread::sleep_for(1ms);
            start = Clock::now();
            socket.listen();
        });
        while (!readable(watch.fd(), 1s) || !watch.take()) { }
        const auto woken = Clock::now();
        while (std::ranges::count(*listeners.list(), cookie, &Listener::cookie) == 0) { }
        const auto known = Clock::now();
        program.join();
        toReadable.push_back(Microseconds(woken - start).count());
        toKnown.push_back(Microseconds(known - start).count());
    }
    printTimes("listen() to readable", watch.name().data(), toReadable);
    printTimes("listen() to the list that has it", watch.name().data(), toKnown);
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void idle(ListenWatch &watch, int count)
{
    const std::vector<RealSocket> sockets = manyListeners(count);
    take(watch, 1500ms);
    const double before = processorSeconds();
    take(watch, 5s);
    std::printf("idle with %5d listening sockets             %-8s %.3f %% of a core\n", count, watch.name().data(),
                (processorSeconds() - before) / 5 * 100);
}

void printEach(const char *what, const char *how, int rounds, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto start = Clock::now();
        work();
        times.push_back(Microseconds(Clock::now() - start).count());
    }
    printTimes(what, how, times);
}

void lists()
{
    Result<Listeners> listeners = Listeners::open();
    auto bpf = openBpfHolders();
    ProcfsHolders procfs;
    for (const int count : {1'000, 2'000}) {
        const std::vector<RealSocket> sockets = manyListeners(count);
        std::printf("with %d listening sockets\n", count);
        printEach("  Listeners::list()", "", 200, [&] { (void)listeners->list(); });
        printEach("  Listeners::fingerprint()", "", 200, [&] { (void)listeners->fingerprint(); });
        const std::uint64_t one = sockets.front().inode();
        if (bpf)
            printEach("  who holds one of them", "bpf", 200, [&] { (*bpf)->find({&one, 1}); });
        printEach("  who holds one of them", "procfs", 50, [&] { procfs.find({&one, 1}); });
        if (bpf)
            printEach("  who holds each", "bpf", 200, [&] { (*bpf)->find({}); });
        printEach("  who holds each", "procfs", 50, [&] { procfs.find({}); });
    }
}

void bindAndClose()
{
    RealSocket(AF_INET, SOCK_DGRAM).bind("127.0.0.1", 0);
}

void connectAndClose(std::uint16_t port, RealSocket &server)
{
    RealSocket client(AF_INET, SOCK_STREAM);
    const linger atOnce{1, 0};  // no TIME_WAIT
    setsockopt(client.fd(), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    client.connect("127.0.0.1", port);
    const Descriptor accepted(accept(server.fd(), nullptr, nullptr));
}

// What a call costs the program that makes it, with and without something open, in turns.
void paired(const char *what, const std::function<void()> &call, const std::function<std::function<void()>()> &open)
{
    constexpr int calls = 300, turns = 100;
    std::vector<double> without, with;
    const auto measure = [&call](std::vector<double> &times) {
        const auto start = Clock::now();
        for (int i = 0; i < calls; ++i)
            call();
        times.push_back(Microseconds(Clock::now() - start).count() / calls);
    };
    for (int turn = 0; turn < turns; ++turn) {
        measure(without);
        const std::function<void()> close = open();
        measure(with);
        close();
    }
    std::printf("%-44s %.2f us without, %.2f us with\n", what, quantile(without, 0.5), quantile(with, 0.5));
}

void price()
{
    RealSocket server(AF_INET, SOCK_STREAM);
    server.bind("127.0.0.1", 0);
    server.listen();
    const auto watch = [] {
        auto opened = std::make_shared<std::unique_ptr<ListenWatch>>(std::move(*openBpfWatch()));
        return [opened] { opened->reset(); };
    };
    const auto ends = [] {
        auto reader =
            std::make_shared<std::jthread>([ends = std::move(*SocketEnds::open())](std::stop_token stop) mutable {
                while (!stop.stop_requested()) {
                    if (readable(ends.fd(), 1ms))
                        ends.read([](std::uint64_t) {});
                }
            });
        return [reader] {
            reader->request_stop();
            reader->join();
        };
    };
    const auto connection = [&] { connectAndClose(server.port(), server); };
    if (openBpfWatch()) {
        paired("UDP bind and close, by the bpf watch", bindAndClose, watch);
        paired("TCP connect, accept, close, by the bpf watch", connection, watch);
    }
    if (SocketEnds::open())
        paired("UDP bind and close, by SocketEnds", bindAndClose, ends);
}

// From close() to the moment when the end is heard.
void closeToHeard()
{
    Result<SocketEnds> ends = SocketEnds::open();
    if (!ends)
        return;
    std::vector<double> times;
    for (int round = 0; round < 500; ++round) {
        RealSocket socket(AF_INET, SOCK_DGRAM);
        socket.bind("127.0.0.1", 0);
        const std::uint64_t cookie = socket.cookie();
        const auto start = Clock::now();
        socket.close();
        bool heard = false;
        while (!heard && readable(ends->fd(), 1s))
            ends->read([&](std::uint64_t ended) { heard = heard || ended == cookie; });
        times.push_back(Microseconds(Clock::now() - start).count());
    }
    printTimes("UDP close() to SocketEnds", "", times);
}

// What a new flow costs the verdict thread where a program decides.
void lookUps()
{
    const std::vector<RealSocket> sockets = manyListeners(2'000);
    Result<SocketLookup> lookup = SocketLookup::open();
    const IpAddress here = *IpAddress::parse("127.0.0.1"), there = *IpAddress::parse("192.0.2.9");
    const IpAddress group = *IpAddress::parse("224.0.0.251");
    const auto each = [](const char *what, int count, const std::function<void()> &once) {
        std::vector<double> times;
        for (int round = 0; round < 30; ++round) {
            const auto start = Clock::now();
            for (int i = 0; i < count; ++i)
                once();
            times.push_back(Microseconds(Clock::now() - start).count() / count);
        }
        printTimes(what, "2,000 listeners", times);
    };
    each("who receives: TCP", 1'000, [&] { lookup->find({here, there, 10'000, 5'000, ipproto::tcp}, 1); });
    each("who receives: UDP", 1'000, [&] { lookup->find({here, there, 10'001, 5'000, ipproto::udp}, 1); });
    each("who receives: nobody", 1'000, [&] { lookup->find({here, there, 9, 5'000, ipproto::tcp}, 1); });
    each("who receives: UDP to many", 20, [&] {
        (void)lookup->findAll({group, there, 10'001, 5'000, ipproto::udp}, 1, [](const ReceivingSocket &) {});
    });
}

}  // namespace

int main()
{
    const rlimit files{4'096, 4'096};
    if (!enterOwnNetwork() || setrlimit(RLIMIT_NOFILE, &files) != 0) {
        std::puts("Needs a network namespace of its own (root, or user namespaces) and 4,096 open files.");
        return 1;
    }
    for (const auto open : {openBpfWatch, openPollingWatch}) {
        const auto watch = open();
        if (!watch) {
            std::puts(watch.error().text.c_str());
            continue;
        }
        Result<Listeners> listeners = Listeners::open();
        listenToKnown(**watch, *listeners);
        for (const int count : {1'000, 2'000})
            idle(**watch, count);
    }
    lists();
    lookUps();
    price();
    closeToHeard();
}
