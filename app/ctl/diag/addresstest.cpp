// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/addresstest.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace parapet::ctl {

namespace {

using Time = std::chrono::steady_clock;

constexpr std::chrono::milliseconds patience{1000};  // for one address
constexpr std::chrono::seconds patienceInAll{5};

class Socket {
public:
    explicit Socket(int family) : m_fd(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) { }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;
    ~Socket()
    {
        if (m_fd >= 0)
            close(m_fd);
    }
    int fd() const { return m_fd; }

private:
    int m_fd;
};

struct Address {
    sockaddr_storage storage{};
    socklen_t length = 0;
    sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
};

Address addressOf(const sockaddr &from)
{
    Address address;
    address.length = from.sa_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
    std::memcpy(&address.storage, &from, address.length);
    return address;
}

std::string textOf(const sockaddr &from)
{
    char text[INET6_ADDRSTRLEN] = {};
    const void *bytes = from.sa_family == AF_INET
        ? static_cast<const void *>(&reinterpret_cast<const sockaddr_in &>(from).sin_addr)
        : static_cast<const void *>(&reinterpret_cast<const sockaddr_in6 &>(from).sin6_addr);
    return inet_ntop(from.sa_family, bytes, text, sizeof text) ? text : "";
}

int waitFor(int fd, std::chrono::milliseconds longest)
{
    pollfd wait{fd, POLLOUT, 0};
    if (poll(&wait, 1, static_cast<int>(std::max(longest.count(), std::int64_t{0}))) <= 0)
        return ETIMEDOUT;
    int code = 0;
    socklen_t length = sizeof code;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &length) == 0 ? code : errno;
}

// 0, or errno. A connection that the kernel has made needs nobody to accept it.
int reach(Address address, std::chrono::milliseconds longest)
{
    const int family = address.get()->sa_family;
    const Socket listener(family), caller(family);
    if (listener.fd() < 0 || caller.fd() < 0 || bind(listener.fd(), address.get(), address.length) != 0
        || listen(listener.fd(), 1) != 0 || getsockname(listener.fd(), address.get(), &address.length) != 0)
        return errno;
    if (connect(caller.fd(), address.get(), address.length) == 0)
        return 0;
    return errno == EINPROGRESS ? waitFor(caller.fd(), longest) : errno;
}

struct Own {
    std::string interface;
    bool loopback;
    Address address;
    std::string text;
};

Own localhost()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return {"lo", true, addressOf(reinterpret_cast<const sockaddr &>(address)), "127.0.0.1"};
}

std::vector<Own> ownAddresses()
{
    std::vector<Own> all{localhost()};
    ifaddrs *first = nullptr;
    if (getifaddrs(&first) != 0)
        return all;
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(first, freeifaddrs);
    for (const ifaddrs *entry = first; entry; entry = entry->ifa_next) {
        if (!entry->ifa_addr || (entry->ifa_addr->sa_family != AF_INET && entry->ifa_addr->sa_family != AF_INET6))
            continue;
        Own own{entry->ifa_name, (entry->ifa_flags & IFF_LOOPBACK) != 0, addressOf(*entry->ifa_addr),
                textOf(*entry->ifa_addr)};
        if (std::ranges::find(all, own.text, &Own::text) == all.end())
            all.push_back(std::move(own));
    }
    std::ranges::stable_partition(all, &Own::loopback);
    return all;
}

}  // namespace

std::vector<AddressTest> testOwnAddresses()
{
    const Time::time_point end = Time::now() + patienceInAll;
    std::vector<AddressTest> tests;
    for (const Own &own : ownAddresses()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Time::now());
        const int code = left.count() > 0 ? reach(own.address, std::min(left, patience)) : ETIMEDOUT;
        tests.push_back({own.interface, own.text, own.loopback, code == 0 ? "" : std::strerror(code)});
    }
    return tests;
}

}  // namespace parapet::ctl
