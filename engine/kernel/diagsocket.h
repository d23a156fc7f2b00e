// SPDX-License-Identifier: GPL-2.0-or-later
// What sock_diag is asked and what it tells of a socket (linux/inet_diag.h). No state; for the files of this folder.
#pragma once

#include "engine/model/address.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

struct nlmsghdr;
struct inet_diag_req_v2;

namespace parapet {

struct DiagSocket {
    IpAddress local, remote;  // a dual-stack socket's IPv4 addresses in our own form of them
    std::uint16_t localPort = 0, remotePort = 0;
    std::uint8_t state = 0;       // TCP_LISTEN, ...; UDP: TCP_CLOSE or, if connected, TCP_ESTABLISHED
    bool v6Only = false;          // of IPv6: takes no IPv4
    bool connected = false;       // has a remote end
    std::uint32_t interface = 0;  // bound to this device; 0: none
    std::uint32_t uid = 0;
    std::uint64_t inode = 0;  // 0: no process has it (TIME_WAIT, a handshake that goes on)
    std::uint64_t cookie = 0;
    std::uint64_t controlGroup = 0;  // id of the one in which it was made; 0: not told
};

// Nothing for messages of other kinds.
std::optional<DiagSocket> diagSocket(const nlmsghdr *message);

// A question in a buffer of its own. states: a bit for each TCP state; flags: NLM_F_*.
class DiagRequest {
public:
    DiagRequest(int family, std::uint8_t protocol, unsigned flags, std::uint32_t states);

    inet_diag_req_v2 &query();
    void setSequence(std::uint32_t sequence);
    void putFilter(std::span<const std::byte> bytecode);
    nlmsghdr *message();
    std::span<const std::byte> bytes();

private:
    alignas(8) std::array<std::byte, 256> m_buffer;
};

}  // namespace parapet
