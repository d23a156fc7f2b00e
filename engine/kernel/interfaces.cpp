// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/interfaces.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <optional>

namespace parapet {

namespace {

std::optional<IpAddress> address(const sockaddr *from)
{
    if (from && from->sa_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(from);
        return IpAddress::v4(ntohl(v4->sin_addr.s_addr));
    }
    if (from && from->sa_family == AF_INET6) {
        const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(from);
        return IpAddress::v6(std::span<const std::byte, 16>(reinterpret_cast<const std::byte *>(&v6->sin6_addr), 16));
    }
    return std::nullopt;
}

int prefixLength(const IpAddress &mask)
{
    int bits = 0;
    for (std::uint8_t byte : mask.bytes())
        bits += std::popcount(byte);
    return mask.isV4() ? bits - 16 : bits;  // without the ffff of ::ffff:a.b.c.d
}

// The subnet of an address, or the other end of a point-to-point link.
std::optional<AddressRange> subnet(const ifaddrs &entry, const IpAddress &own)
{
    const auto other = (entry.ifa_flags & IFF_POINTOPOINT) ? address(entry.ifa_dstaddr) : std::nullopt;
    if (other && *other != own)
        return AddressRange{*other, *other};
    const auto mask = address(entry.ifa_netmask);
    return mask ? std::optional(AddressRange::prefix(own, prefixLength(*mask))) : std::nullopt;
}

Interface &named(Interfaces &interfaces, const char *name)
{
    const auto found = std::ranges::find(interfaces, name, &Interface::name);
    if (found != interfaces.end())
        return *found;
    return interfaces.emplace_back(Interface{if_nametoindex(name), name, {}, {}, name});
}

}  // namespace

Result<Interfaces> listInterfaces()
{
    ifaddrs *first = nullptr;
    if (getifaddrs(&first) != 0)
        return systemError("The addresses of this computer cannot be listed", errno);
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(first, freeifaddrs);
    Interfaces interfaces;
    for (const ifaddrs *entry = first; entry; entry = entry->ifa_next) {
        Interface &interface = named(interfaces, entry->ifa_name);
        const auto own = address(entry->ifa_addr);
        if (!own)
            continue;
        interface.addresses.push_back(*own);
        if (const auto range = subnet(*entry, *own))
            interface.subnets.push_back(*range);
    }
    return interfaces;
}

Result<InterfaceChanges> InterfaceChanges::open()
{
    Result<NetlinkSocket> socket =
        NetlinkSocket::open(NETLINK_ROUTE, RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR);
    if (!socket)
        return socket.error();
    socket->setNonBlocking();
    return InterfaceChanges(std::move(*socket));
}

void InterfaceChanges::take()
{
    std::array<std::byte, 16384> buffer;
    // Lost messages (ENOBUFS) change nothing: everything is listed anew.
    for (std::ptrdiff_t length = 1; length > 0 || length == -ENOBUFS;)
        length = m_socket.receive(buffer);
}

}  // namespace parapet
