// SPDX-License-Identifier: GPL-2.0-or-later
// SocketLookup: which socket of this network namespace would receive a packet, by the kernel's own look-up (sock_diag): wildcard
// and specific binds, dual-stack sockets, SO_REUSEPORT groups and sockets bound to a device are found as the kernel finds
// them. 1.0 to 1.7 us each. One thread; never waits, never allocates.
#pragma once

#include "engine/flow/flowkey.h"
#include "engine/kernel/netlink.h"

#include <functional>
#include <optional>

namespace parapet {

struct ReceivingSocket {
    std::uint64_t cookie = 0;        // the kernel's name for it, never used twice
    std::uint64_t inode = 0;         // of sockfs, as /proc/PID/fd shows it
    std::uint64_t controlGroup = 0;  // in which it was made; 0 where the kernel does not tell
};

class SocketLookup {
public:
    static Result<SocketLookup> open();

    // The socket for a packet of this flow that came in by `interface`: a connected one, else a listener. TCP or UDP.
    std::optional<ReceivingSocket> find(const FlowKey &flow, std::uint32_t interface);
    // Every UDP socket that may get a datagram to many (multicast, broadcast): sockets on this port whose address is
    // unspecified or the destination's. The kernel tells no group memberships, so these are at least the receivers.
    Outcome findAll(const FlowKey &flow, std::uint32_t interface,
                    const std::function<void(const ReceivingSocket &)> &each);

    // Is this the only TCP socket that listens on this port, whatever the address? Some ten microseconds and more.
    bool listensAlone(std::uint16_t port, std::uint64_t cookie);

private:
    explicit SocketLookup(NetlinkSocket socket);
    std::optional<ReceivingSocket> ask(const FlowKey &flow, std::uint16_t remotePort, std::uint32_t interface);

    NetlinkSocket m_socket;
    std::uint32_t m_sequence = 0;  // tells a late answer to a former question
};

}  // namespace parapet
