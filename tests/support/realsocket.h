// SPDX-License-Identifier: GPL-2.0-or-later
// RealSocket: RAII over a socket of the test's own, with what the kernel says of it. Misuse shows as a wrong port or inode.
#pragma once

#include "engine/base/descriptor.h"

#include <arpa/inet.h>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace parapet::test {

class RealSocket {
public:
    RealSocket(int family, int type) : m_family(family), m_fd(socket(family, type | SOCK_CLOEXEC, 0)) { }

    int fd() const { return m_fd.get(); }
    bool option(int level, int name, int value) { return setsockopt(fd(), level, name, &value, sizeof value) == 0; }
    bool toDevice(const char *name)
    {
        return setsockopt(fd(), SOL_SOCKET, SO_BINDTODEVICE, name, socklen_t(std::strlen(name))) == 0;
    }
    bool bind(const char *address, std::uint16_t port) { return call(::bind, address, port); }
    bool connect(const char *address, std::uint16_t port) { return call(::connect, address, port); }
    bool listen() { return ::listen(fd(), 16) == 0; }
    bool sendTo(const char *address, std::uint16_t port)
    {
        sockaddr_in6 place{};
        const socklen_t size = fill(place, address, port);
        return sendto(fd(), "x", 1, 0, reinterpret_cast<const sockaddr *>(&place), size) == 1;
    }
    void close() { m_fd = Descriptor(); }

    std::uint16_t port() const
    {
        sockaddr_in6 place{};
        socklen_t size = sizeof place;
        getsockname(fd(), reinterpret_cast<sockaddr *>(&place), &size);
        return ntohs(place.sin6_port);  // where IPv4 has it too
    }
    std::uint64_t cookie() const
    {
        std::uint64_t cookie = 0;
        socklen_t size = sizeof cookie;
        getsockopt(fd(), SOL_SOCKET, SO_COOKIE, &cookie, &size);
        return cookie;
    }
    std::uint64_t inode() const
    {
        struct stat status { };
        fstat(fd(), &status);
        return status.st_ino;
    }

private:
    socklen_t fill(sockaddr_in6 &place, const char *address, std::uint16_t port) const
    {
        auto &v4 = reinterpret_cast<sockaddr_in &>(place);
        place.sin6_family = sa_family_t(m_family);
        place.sin6_port = htons(port);
        inet_pton(m_family, address, m_family == AF_INET ? static_cast<void *>(&v4.sin_addr) : &place.sin6_addr);
        return m_family == AF_INET ? sizeof v4 : sizeof place;
    }
    bool call(int (*function)(int, const sockaddr *, socklen_t), const char *address, std::uint16_t port)
    {
        sockaddr_in6 place{};
        const socklen_t size = fill(place, address, port);
        return function(fd(), reinterpret_cast<const sockaddr *>(&place), size) == 0;
    }

    int m_family;
    Descriptor m_fd;
};

}  // namespace parapet::test
