// SPDX-License-Identifier: GPL-2.0-or-later
// Datagrams: a batch of small datagrams with one system call. Allocates in the constructor only. One thread.
#pragma once

#include "engine/base/descriptor.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parapet::speed {

class Datagrams {
public:
    static constexpr std::size_t size = 32;  // bytes of one that is sent

    explicit Datagrams(std::size_t count);

    // How many came; 0 or less: none.
    int receive(const Descriptor &socket, int flags);
    // The first `count`, each to where it came from.
    void send(const Descriptor &socket, int count);
    // The first `count` to a connected socket's peer.
    void sendToPeer(const Descriptor &socket, int count);
    std::span<const std::byte> content(int at) const;

private:
    std::vector<std::array<std::byte, 64>> m_content;
    std::vector<sockaddr_in6> m_addresses;
    std::vector<iovec> m_places;
    std::vector<mmsghdr> m_messages;
};

}  // namespace parapet::speed
