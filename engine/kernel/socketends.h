// SPDX-License-Identifier: GPL-2.0-or-later
// SocketEnds: hears of each UDP socket of this network namespace that goes, when the kernel has forgotten it (what `ss -E`
// shows). One thread. Not TCP: a flow that ends there ends for conntrack too, and that a listener goes, the listen watch
// tells; docs/decisions/0008 has the price. Every UDP socket that closes costs the machine some 10 us while this is open.
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/netlink.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace parapet {

class SocketEnds {
public:
    // Errors: denied without CAP_NET_ADMIN in the user namespace that owns the network namespace.
    static Result<SocketEnds> open();

    int fd() const { return m_socket.fd(); }
    // The sockets that have gone since. False: some were lost; compare with Listeners::list().
    bool read(const std::function<void(std::uint64_t cookie)> &each);

private:
    explicit SocketEnds(NetlinkSocket socket);
    NetlinkSocket m_socket;
    std::vector<std::byte> m_receive;
};

}  // namespace parapet
