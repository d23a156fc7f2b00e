// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/listeners.h"

#include "engine/kernel/diagsocket.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <netinet/tcp.h>

#include <array>
#include <functional>
#include <span>

namespace parapet {

namespace {

enum class Port : std::uint8_t { any, byHand, automatic };  // byHand: given by a bind to this very port

struct Kind {
    int family = 0;
    PortProtocol protocol = PortProtocol::tcp;
    Port port = Port::any;
};

// The kernel's little language: a step goes on by so many bytes if it holds, or if not. To the very end: the socket is
// told. Beyond it: it is not.
constexpr std::array<inet_diag_bc_op, 1> isAutomatic{{{INET_DIAG_BC_AUTO, 4, 8}}};
constexpr std::array<inet_diag_bc_op, 2> isByHand{{{INET_DIAG_BC_AUTO, 4, 8}, {INET_DIAG_BC_JMP, 4, 8}}};

DiagRequest requestFor(const Kind &kind)
{
    const bool tcp = kind.protocol == PortProtocol::tcp;
    // The kernel's word for UDP that is not connected is CLOSE.
    DiagRequest request(kind.family, tcp ? IPPROTO_TCP : IPPROTO_UDP, NLM_F_REQUEST | NLM_F_DUMP,
                        1U << (tcp ? TCP_LISTEN : TCP_CLOSE));
    if (kind.port == Port::automatic)
        request.putFilter(std::as_bytes(std::span(isAutomatic)));
    if (kind.port == Port::byHand)
        request.putFilter(std::as_bytes(std::span(isByHand)));
    return request;
}

Listener listenerOf(const Kind &kind, const DiagSocket &socket)
{
    Listener listener;
    listener.port = {kind.protocol, socket.localPort};
    listener.local = socket.local;
    listener.v6Only = socket.v6Only;
    listener.interface = socket.interface;
    listener.uid = socket.uid;
    listener.inode = socket.inode;
    listener.cookie = socket.cookie;
    listener.controlGroup = socket.controlGroup;
    listener.automatic = kind.port == Port::automatic;
    return listener;
}

// Asks the kernel for each kind in turn.
Outcome listKinds(NetlinkSocket &kernel, std::span<const Kind> kinds,
                  const std::function<void(const Kind &, const DiagSocket &)> &each)
{
    for (const Kind &kind : kinds) {
        Outcome listed = kernel.request(requestFor(kind).message(), [&](const nlmsghdr *message) {
            const auto socket = diagSocket(message);
            if (socket && socket->localPort != 0)  // else in the middle of its bind
                each(kind, *socket);
        });
        if (!listed)
            return listed;
    }
    return Done{};
}

// Spreads the bits (the finalizer of SplitMix64), so that a sum over a set tells sets apart.
std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

}  // namespace

Listeners::Listeners(NetlinkSocket kernel) : m_kernel(std::move(kernel)) { }

Result<Listeners> Listeners::open()
{
    Result<NetlinkSocket> kernel = NetlinkSocket::open(NETLINK_SOCK_DIAG);
    if (!kernel)
        return kernel.error();
    return Listeners(std::move(*kernel));
}

Result<std::vector<Listener>> Listeners::list()
{
    static constexpr Kind kinds[] = {
        {AF_INET, PortProtocol::tcp, Port::any},       {AF_INET6, PortProtocol::tcp, Port::any},
        {AF_INET, PortProtocol::udp, Port::byHand},    {AF_INET6, PortProtocol::udp, Port::byHand},
        {AF_INET, PortProtocol::udp, Port::automatic}, {AF_INET6, PortProtocol::udp, Port::automatic},
    };
    std::vector<Listener> all;
    const auto add = [&](const Kind &kind, const DiagSocket &socket) { all.push_back(listenerOf(kind, socket)); };
    if (Outcome listed = listKinds(m_kernel, kinds, add); !listed)
        return listed.error();
    return all;
}

Result<std::uint64_t> Listeners::fingerprint()
{
    static constexpr Kind kinds[] = {
        {AF_INET, PortProtocol::tcp, Port::any},
        {AF_INET6, PortProtocol::tcp, Port::any},
        {AF_INET, PortProtocol::udp, Port::any},
        {AF_INET6, PortProtocol::udp, Port::any},
    };
    std::uint64_t sum = 0;
    const auto add = [&](const Kind &, const DiagSocket &socket) {
        sum += mixed(socket.cookie << 16U | socket.localPort);
    };
    if (Outcome listed = listKinds(m_kernel, kinds, add); !listed)
        return listed.error();
    return sum;
}

}  // namespace parapet
