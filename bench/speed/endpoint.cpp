// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/endpoint.h"

#include <arpa/inet.h>

#include <cstdio>
#include <cstdlib>

namespace parapet::speed {

Endpoint::Endpoint(const Options &options)
{
    const std::string address = options.text("address");
    const auto port = htons(static_cast<std::uint16_t>(options.number("port")));
    auto *v4 = reinterpret_cast<sockaddr_in *>(&m_address);
    auto *v6 = reinterpret_cast<sockaddr_in6 *>(&m_address);
    if (inet_pton(AF_INET, address.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = port;
        m_length = sizeof *v4;
    } else if (inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = port;
        m_length = sizeof *v6;
    } else {
        std::fprintf(stderr, "%s is no address\n", address.c_str());
        std::exit(2);
    }
}

Descriptor Endpoint::socket(int type) const
{
    return Descriptor(check(::socket(m_address.ss_family, type | SOCK_CLOEXEC, 0), "socket"));
}

int Endpoint::connect(const Descriptor &socket) const
{
    return ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&m_address), m_length);
}

Descriptor boundSocket(int type, std::uint16_t port)
{
    Descriptor made(check(::socket(AF_INET6, type | SOCK_CLOEXEC, 0), "socket"));
    const int on = 1, off = 0;
    check(setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), "SO_REUSEADDR");
    check(setsockopt(made.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off), "IPV6_V6ONLY");
    sockaddr_in6 here{};
    here.sin6_family = AF_INET6;
    here.sin6_port = htons(port);
    check(bind(made.get(), reinterpret_cast<const sockaddr *>(&here), sizeof here), "bind");
    return made;
}

void endAbruptly(const Descriptor &socket)
{
    const linger none{1, 0};
    setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

void growBuffers(const Descriptor &socket, int bytes)
{
    check(setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes), "SO_RCVBUFFORCE");
    check(setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes), "SO_SNDBUFFORCE");
}

double secondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

}  // namespace parapet::speed
