// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/datagrams.h"
#include "bench/speed/endpoint.h"
#include "bench/speed/work.h"

#include <sys/epoll.h>

#include <array>
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

Descriptor listening(const Options &options, int type)
{
    Descriptor made = boundSocket(SOCK_STREAM | type, static_cast<std::uint16_t>(options.number("port")));
    check(listen(made.get(), 4096), "listen");
    return made;
}

// Every caller that waits; each is told of when it has ended.
void takeCallers(int listener, int events)
{
    for (int caller = 0; (caller = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
        epoll_event event{EPOLLIN | EPOLLRDHUP, {.fd = caller}};
        check(epoll_ctl(events, EPOLL_CTL_ADD, caller, &event), "epoll_ctl");
    }
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

void acceptConnections(const Options &options)
{
    const Descriptor listener = listening(options, SOCK_NONBLOCK);
    const Descriptor events(check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1"));
    epoll_event event{EPOLLIN, {.fd = listener.get()}};
    check(epoll_ctl(events.get(), EPOLL_CTL_ADD, listener.get(), &event), "epoll_ctl");
    sayReady();
    std::array<epoll_event, 256> happened;
    for (;;) {
        const int count = epoll_wait(events.get(), happened.data(), int(happened.size()), -1);
        for (int at = 0; at < count; ++at) {
            if (const int fd = happened[std::size_t(at)].data.fd; fd == listener.get())
                takeCallers(fd, events.get());
            else
                close(fd);
        }
    }
}

void sinkStreams(const Options &options)
{
    const Descriptor listener = listening(options, 0);
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
