// SPDX-License-Identifier: GPL-2.0-or-later
// NetlinkSocket: RAII over one libmnl socket. One thread. Errors carry the system's words.
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

struct mnl_socket;
struct nlmsghdr;

namespace parapet {

Error systemError(std::string_view doing, int code);

class NetlinkSocket {
public:
    // family: NETLINK_NETFILTER, NETLINK_SOCK_DIAG, ... groups: multicast groups to hear, as a bit mask.
    static Result<NetlinkSocket> open(int family, unsigned groups = 0);

    int fd() const;
    // Bytes of the kernel's queue to us; beyond the system's limit where the capability allows it.
    void setReceiveBuffer(int bytes);
    bool setOption(int option, int value);
    void setNonBlocking();

    // Sends whole messages as they are.
    Outcome send(std::span<const std::byte> messages);
    // Sends one message and waits for the acknowledgement or all parts of the answer; `each` hears every part and may
    // be empty. errno of the kernel's refusal is in `refusal` when it is given.
    Outcome request(const nlmsghdr *message, const std::function<void(const nlmsghdr *)> &each = {},
                    int *refusal = nullptr);
    // The messages of at most `datagrams` that wait in a non-blocking socket. False: the kernel lost some (ENOBUFS).
    bool readWaiting(std::span<std::byte> buffer, int datagrams, const std::function<void(const nlmsghdr *)> &each);
    // One datagram into buffer. 0: nothing there (non-blocking). Negative: -errno (ENOBUFS: events were lost).
    std::ptrdiff_t receive(std::span<std::byte> buffer);

private:
    struct Close {
        void operator()(mnl_socket *socket) const;
    };
    explicit NetlinkSocket(mnl_socket *socket);
    std::unique_ptr<mnl_socket, Close> m_socket;
    unsigned m_sequence = 1;
};

}  // namespace parapet
