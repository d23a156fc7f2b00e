// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/datagrams.h"
#include "bench/speed/endpoint.h"
#include "bench/speed/work.h"

#include <cstdio>
#include <thread>
#include <vector>

namespace parapet::speed {

namespace {

void sayReady()
{
    std::puts("ready");
    std::fflush(stdout);
}

Descriptor listening(const Options &options)
{
    Descriptor made = boundSocket(SOCK_STREAM, static_cast<std::uint16_t>(options.number("port")));
    check(listen(made.get(), 4096), "listen");
    return made;
}

void swallow(Descriptor stream)
{
    std::vector<char> buffer(1 << 20);
    std::uint64_t received = 0;
    for (ssize_t got = 0; (got = read(stream.get(), buffer.data(), buffer.size())) > 0;)
        received += static_cast<std::uint64_t>(got);
    (void)!write(stream.get(), &received, sizeof received);
}

}  // namespace

// As little work as possible, so that callers do not have to wait for it.
void acceptConnections(const Options &options)
{
    const Descriptor listener = listening(options);
    sayReady();
    for (;;)
        Descriptor(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
}

void sinkStreams(const Options &options)
{
    const Descriptor listener = listening(options);
    sayReady();
    for (;;) {
        Descriptor stream(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (stream)
            std::thread(swallow, std::move(stream)).detach();
    }
}

void echoDatagrams(const Options &options)
{
    const Descriptor socket = boundSocket(SOCK_DGRAM, static_cast<std::uint16_t>(options.number("port")));
    growBuffers(socket, 4 << 20);
    sayReady();
    Datagrams datagrams(64);
    for (;;) {
        const int received = datagrams.receive(socket, MSG_WAITFORONE);
        if (received > 0)
            datagrams.send(socket, received);
    }
}

}  // namespace parapet::speed
