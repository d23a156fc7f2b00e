// SPDX-License-Identifier: GPL-2.0-or-later
// DropLog: packets that the kernel's own rules dropped and told us about (NFLOG): spoofed
// outbound ones and samples of a flood. One thread.
#pragma once

#include "engine/kernel/netlink.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace parapet {

struct LoggedPacket {
    std::span<const std::byte> captured;  // holds during the call only
    std::size_t length = 0;               // of the whole packet, by its own word where it was cut
    std::uint32_t came = 0, left = 0;     // indexes of the interfaces; 0: none, it is from or for this host
    std::string_view prefix;              // what the rule calls it
};

class DropLog {
public:
    static Result<std::unique_ptr<DropLog>> open(std::uint16_t group);
    int fd() const { return m_socket.fd(); }
    // False: some were lost.
    bool read(const std::function<void(const LoggedPacket &)> &each);

private:
    explicit DropLog(NetlinkSocket socket);
    NetlinkSocket m_socket;
    std::vector<std::byte> m_receive;
};

}  // namespace parapet
