// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/netlink.h"

#include <libmnl/libmnl.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>

namespace parapet {

Error systemError(std::string_view doing, int code)
{
    const ErrorKind kind = code == EBUSY  ? ErrorKind::busy
        : code == EPERM || code == EACCES ? ErrorKind::denied
                                          : ErrorKind::io;
    return {kind, std::string(doing) + ": " + std::strerror(code) + "."};
}

void NetlinkSocket::Close::operator()(mnl_socket *socket) const
{
    mnl_socket_close(socket);
}

NetlinkSocket::NetlinkSocket(mnl_socket *socket) : m_socket(socket) { }

Result<NetlinkSocket> NetlinkSocket::open(int family, unsigned groups)
{
    NetlinkSocket opened(mnl_socket_open2(family, SOCK_CLOEXEC));
    if (!opened.m_socket)
        return systemError("The kernel did not open a netlink socket", errno);
    if (mnl_socket_bind(opened.m_socket.get(), groups, MNL_SOCKET_AUTOPID) < 0)
        return systemError("The kernel did not bind a netlink socket", errno);
    return opened;
}

int NetlinkSocket::fd() const
{
    return mnl_socket_get_fd(m_socket.get());
}

void NetlinkSocket::setReceiveBuffer(int bytes)
{
    if (setsockopt(fd(), SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) < 0)
        setsockopt(fd(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

bool NetlinkSocket::setOption(int option, int value)
{
    return mnl_socket_setsockopt(m_socket.get(), option, &value, sizeof value) == 0;
}

void NetlinkSocket::setNonBlocking()
{
    fcntl(fd(), F_SETFL, fcntl(fd(), F_GETFL) | O_NONBLOCK);
}

Outcome NetlinkSocket::send(std::span<const std::byte> messages)
{
    if (mnl_socket_sendto(m_socket.get(), messages.data(), messages.size()) < 0)
        return systemError("The kernel did not take a netlink message", errno);
    return Done{};
}

namespace {

int forward(const nlmsghdr *message, void *data)
{
    const auto &each = *static_cast<const std::function<void(const nlmsghdr *)> *>(data);
    if (each)
        each(message);
    return MNL_CB_OK;
}

}  // namespace

Outcome NetlinkSocket::request(const nlmsghdr *message, const std::function<void(const nlmsghdr *)> &each, int *refusal)
{
    const unsigned sequence = m_sequence++;
    const_cast<nlmsghdr *>(message)->nlmsg_seq = sequence;
    if (Outcome sent = send({reinterpret_cast<const std::byte *>(message), message->nlmsg_len}); !sent)
        return sent;
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t length = mnl_socket_recvfrom(m_socket.get(), buffer.data(), buffer.size());
        const int result = length < 0 ? -1
                                      : mnl_cb_run(buffer.data(), static_cast<std::size_t>(length), sequence,
                                                   mnl_socket_get_portid(m_socket.get()), forward,
                                                   const_cast<std::function<void(const nlmsghdr *)> *>(&each));
        if (result < 0) {
            if (refusal)
                *refusal = errno;
            return systemError("The kernel refused a netlink request", errno);
        }
        if (result == MNL_CB_STOP)
            return Done{};
    }
}

bool NetlinkSocket::readWaiting(std::span<std::byte> buffer, int datagrams,
                                const std::function<void(const nlmsghdr *)> &each)
{
    for (; datagrams > 0; --datagrams) {
        const std::ptrdiff_t length = receive(buffer);
        if (length == -ENOBUFS)
            return false;
        if (length <= 0)
            return true;
        const auto *message = reinterpret_cast<const nlmsghdr *>(buffer.data());
        int left = static_cast<int>(length);
        for (; mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left))
            each(message);
    }
    return true;
}

std::ptrdiff_t NetlinkSocket::receive(std::span<std::byte> buffer)
{
    const ssize_t length = mnl_socket_recvfrom(m_socket.get(), buffer.data(), buffer.size());
    if (length >= 0)
        return length;
    return errno == EAGAIN || errno == EINTR ? 0 : -errno;
}

}  // namespace parapet
