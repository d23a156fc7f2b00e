// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/socketlookup.h"

#include "engine/kernel/diagsocket.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>

#include <array>
#include <cstring>

namespace parapet {

namespace {

void put(const IpAddress &address, int family, __be32 *words)
{
    const std::uint8_t *bytes = address.bytes().data();
    if (family == AF_INET)
        std::memcpy(words, bytes + 12, 4);
    else
        std::memcpy(words, bytes, 16);
}

int familyOf(const FlowKey &flow)
{
    return flow.local.isV4() ? AF_INET : AF_INET6;
}

// Lets through sockets on this port. A jump beyond the end says no.
std::array<inet_diag_bc_op, 2> onPort(std::uint16_t port)
{
    return {{{INET_DIAG_BC_S_EQ, sizeof(inet_diag_bc_op) * 2, sizeof(inet_diag_bc_op) * 3}, {0, 0, port}}};
}

}  // namespace

SocketLookup::SocketLookup(NetlinkSocket socket) : m_socket(std::move(socket)) { }

Result<SocketLookup> SocketLookup::open()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_SOCK_DIAG);
    if (!socket)
        return socket.error();
    socket->setNonBlocking();  // the kernel answers within send()
    return SocketLookup(std::move(*socket));
}

std::optional<ReceivingSocket> SocketLookup::find(const FlowKey &flow, std::uint32_t interface)
{
    const auto found = ask(flow, flow.remotePort, interface);
    // A connection that waits out its end, or one that is only being made, has no process: a new one goes to the listener.
    if (found && found->inode == 0)
        return ask(flow, 0, interface);
    return found;
}

std::optional<ReceivingSocket> SocketLookup::ask(const FlowKey &flow, std::uint16_t remotePort, std::uint32_t interface)
{
    const int family = familyOf(flow);
    DiagRequest request(family, flow.protocol, NLM_F_REQUEST, ~0U);
    inet_diag_sockid &id = request.query().id;
    id.idiag_if = interface;
    id.idiag_cookie[0] = id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    // For UDP the kernel names the ends as the packet has them, for TCP as the socket has them.
    const bool asPacket = flow.protocol == ipproto::udp;
    put(asPacket ? flow.remote : flow.local, family, id.idiag_src);
    put(asPacket ? flow.local : flow.remote, family, id.idiag_dst);
    id.idiag_sport = htons(asPacket ? remotePort : flow.localPort);
    id.idiag_dport = htons(asPacket ? flow.localPort : remotePort);
    request.setSequence(++m_sequence);
    if (!m_socket.send(request.bytes()))
        return std::nullopt;

    alignas(nlmsghdr) std::array<std::byte, 1024> buffer;
    for (std::ptrdiff_t length; (length = m_socket.receive(buffer)) > 0;) {
        const auto *message = reinterpret_cast<const nlmsghdr *>(buffer.data());
        if (!mnl_nlmsg_ok(message, static_cast<int>(length)) || message->nlmsg_seq != m_sequence)
            continue;
        const auto told = diagSocket(message);
        return told ? std::optional(ReceivingSocket{told->cookie, told->inode, told->controlGroup}) : std::nullopt;
    }
    return std::nullopt;
}

Outcome SocketLookup::findAll(const FlowKey &flow, std::uint32_t interface,
                              const std::function<void(const ReceivingSocket &)> &each)
{
    const auto hears = [&](const DiagSocket &socket) {
        return (socket.local.isUnspecified() || socket.local == flow.local)
            && (socket.interface == 0 || socket.interface == interface)
            && (!socket.connected || (socket.remote == flow.remote && socket.remotePort == flow.remotePort));
    };
    const auto filter = onPort(flow.localPort);
    // A dual-stack socket hears what is sent to IPv4 groups.
    for (const int family : {AF_INET6, AF_INET}) {
        if (family == AF_INET && !flow.local.isV4())
            continue;
        DiagRequest request(family, flow.protocol, NLM_F_REQUEST | NLM_F_DUMP, ~0U);
        request.putFilter(std::as_bytes(std::span(filter)));
        const Outcome listed = m_socket.request(request.message(), [&](const nlmsghdr *part) {
            const auto socket = diagSocket(part);
            if (socket && hears(*socket))
                each({socket->cookie, socket->inode, socket->controlGroup});
        });
        if (!listed)
            return listed;
    }
    return Done{};
}

bool SocketLookup::listensAlone(std::uint16_t port, std::uint64_t cookie)
{
    constexpr std::uint32_t listening = 1U << 10;  // TCP_LISTEN
    const auto filter = onPort(port);
    int others = 0;
    bool isThere = false;
    for (const int family : {AF_INET6, AF_INET}) {
        DiagRequest request(family, ipproto::tcp, NLM_F_REQUEST | NLM_F_DUMP, listening);
        request.putFilter(std::as_bytes(std::span(filter)));
        const Outcome listed = m_socket.request(request.message(), [&](const nlmsghdr *part) {
            const auto socket = diagSocket(part);
            const bool isThis = socket && socket->cookie == cookie;
            isThere |= isThis;
            others += isThis ? 0 : 1;
        });
        if (!listed)
            return false;
    }
    return isThere && others == 0;
}

}  // namespace parapet
