// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/datagrams.h"
#include "bench/speed/endpoint.h"
#include "bench/speed/work.h"

#include <fcntl.h>
#include <sched.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace parapet::speed {

namespace {

constexpr int batch = 32, batchesPerChunk = 16;

void enter(const std::string &path)
{
    const Descriptor space(check(open(path.c_str(), O_RDONLY | O_CLOEXEC), "open the network namespace"));
    check(setns(space.get(), CLONE_NEWNET), "setns");
}

// Datagrams may be lost at a full buffer, which a batch cannot fill; then something is wrong.
void receiveAll(Datagrams &datagrams, const Descriptor &socket, int expected)
{
    while (expected > 0) {
        const int received = datagrams.receive(socket, MSG_WAITFORONE);
        if (received <= 0) {
            std::fprintf(stderr, "datagrams of a known flow do not arrive\n");
            std::exit(1);
        }
        expected -= received;
    }
}

// So that the flow counts as established for everybody.
void exchangeOnce(Datagrams &datagrams, const Descriptor &sender, const Descriptor &receiver)
{
    datagrams.sendToPeer(sender, 1);
    receiveAll(datagrams, receiver, 1);
    datagrams.send(receiver, 1);
    receiveAll(datagrams, sender, 1);
}

}  // namespace

void costOfDatagram(const Options &options)
{
    const timeval limit{2, 0};
    enter(options.text("to"));
    const Descriptor receiver = boundSocket(SOCK_DGRAM, static_cast<std::uint16_t>(options.number("port")));
    setsockopt(receiver.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    enter(options.text("from"));
    const Endpoint to(options);
    const Descriptor sender = to.socket(SOCK_DGRAM);
    setsockopt(sender.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    check(to.connect(sender), "connect");

    Datagrams datagrams(batch);
    exchangeOnce(datagrams, sender, receiver);
    std::vector<double> costs;
    for (std::int64_t chunk = options.number("chunks", 500); chunk > 0; --chunk) {
        const auto start = SteadyClock::now();
        for (int number = 0; number < batchesPerChunk; ++number) {
            datagrams.sendToPeer(sender, batch);
            receiveAll(datagrams, receiver, batch);
        }
        costs.push_back(secondsSince(start) * 1e9 / (batch * batchesPerChunk));
    }
    std::ranges::sort(costs);
    std::printf("{\"nanoseconds\": %.1f}\n", costs[costs.size() / 2]);
}

}  // namespace parapet::speed
