// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/socketends.h"

#include "engine/kernel/diagsocket.h"

#include <linux/netlink.h>
#include <linux/sock_diag.h>

namespace parapet {

namespace {

constexpr unsigned groupBit(unsigned group)
{
    return 1U << (group - 1);
}

constexpr unsigned groups = groupBit(SKNLGRP_INET_UDP_DESTROY) | groupBit(SKNLGRP_INET6_UDP_DESTROY);
constexpr std::size_t datagramSize = 8192;  // each holds one socket, some 300 bytes
constexpr int datagramsAtOnce = 1024;
constexpr int receiveBuffer = 4 * 1024 * 1024;  // some thousand sockets of one process that ends

}  // namespace

SocketEnds::SocketEnds(NetlinkSocket socket) : m_socket(std::move(socket)), m_receive(datagramSize) { }

Result<SocketEnds> SocketEnds::open()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_SOCK_DIAG, groups);
    if (!socket)
        return socket.error();
    socket->setReceiveBuffer(receiveBuffer);
    socket->setNonBlocking();
    return SocketEnds(std::move(*socket));
}

bool SocketEnds::read(const std::function<void(std::uint64_t cookie)> &each)
{
    return m_socket.readWaiting(m_receive, datagramsAtOnce, [&](const nlmsghdr *message) {
        if (const auto socket = diagSocket(message))
            each(socket->cookie);
    });
}

}  // namespace parapet
