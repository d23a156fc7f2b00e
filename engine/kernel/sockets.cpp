// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/sockets.h"

#include "engine/kernel/netlink.h"

#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>

namespace parapet {

namespace {

IpAddress address(int family, const __be32 *words)
{
    const auto *bytes = reinterpret_cast<const std::byte *>(words);
    // A dual-stack socket tells an IPv4 peer as ::ffff:a.b.c.d, which is our own form of it.
    return family == AF_INET ? IpAddress::v4(std::span<const std::byte, 4>(bytes, 4))
                             : IpAddress::v6(std::span<const std::byte, 16>(bytes, 16));
}

Outcome listSockets(int family, std::uint8_t protocol, const std::function<void(const FlowKey &)> &each)
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_SOCK_DIAG);
    if (!socket)
        return socket.error();
    std::array<char, 256> buffer{};
    nlmsghdr *message = mnl_nlmsg_put_header(buffer.data());
    message->nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    auto *query = static_cast<inet_diag_req_v2 *>(mnl_nlmsg_put_extra_header(message, sizeof(inet_diag_req_v2)));
    query->sdiag_family = static_cast<std::uint8_t>(family);
    query->sdiag_protocol = protocol;
    query->idiag_states = ~((1U << TCP_LISTEN) | (1U << TCP_CLOSE));
    return socket->request(message, [&](const nlmsghdr *part) {
        if (mnl_nlmsg_get_payload_len(part) < sizeof(inet_diag_msg))
            return;
        const auto &id = static_cast<const inet_diag_msg *>(mnl_nlmsg_get_payload(part))->id;
        const FlowKey key{address(family, id.idiag_src), address(family, id.idiag_dst), ntohs(id.idiag_sport),
                          ntohs(id.idiag_dport), protocol};
        if (!key.remote.isLoopback() && !key.remote.isUnspecified())
            each(key);
    });
}

}  // namespace

Outcome listConnectedSockets(const std::function<void(const FlowKey &)> &each)
{
    for (int family : {AF_INET, AF_INET6}) {
        for (std::uint8_t protocol : {ipproto::tcp, ipproto::udp}) {
            if (Outcome listed = listSockets(family, protocol, each); !listed)
                return listed;
        }
    }
    return Done{};
}

}  // namespace parapet
