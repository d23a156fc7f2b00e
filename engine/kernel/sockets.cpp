// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/sockets.h"

#include "engine/kernel/diagsocket.h"
#include "engine/kernel/netlink.h"

#include <linux/netlink.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

namespace parapet {

namespace {

Outcome listSockets(NetlinkSocket &kernel, int family, std::uint8_t protocol,
                    const std::function<void(const FlowKey &)> &each)
{
    constexpr std::uint32_t connected = ~((1U << TCP_LISTEN) | (1U << TCP_CLOSE));
    DiagRequest request(family, protocol, NLM_F_REQUEST | NLM_F_DUMP, connected);
    return kernel.request(request.message(), [&](const nlmsghdr *part) {
        const auto socket = diagSocket(part);
        if (socket && !socket->remote.isLoopback() && !socket->remote.isUnspecified())
            each({socket->local, socket->remote, socket->localPort, socket->remotePort, protocol});
    });
}

}  // namespace

Outcome listConnectedSockets(const std::function<void(const FlowKey &)> &each)
{
    Result<NetlinkSocket> kernel = NetlinkSocket::open(NETLINK_SOCK_DIAG);
    if (!kernel)
        return kernel.error();
    for (int family : {AF_INET, AF_INET6}) {
        for (std::uint8_t protocol : {ipproto::tcp, ipproto::udp}) {
            if (Outcome listed = listSockets(*kernel, family, protocol, each); !listed)
                return listed;
        }
    }
    return Done{};
}

}  // namespace parapet
