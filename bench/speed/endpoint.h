// SPDX-License-Identifier: GPL-2.0-or-later
// Endpoint: an address (IPv4 or IPv6) and a port, and sockets made for it. What fails ends the program with a message.
#pragma once

#include "bench/speed/options.h"
#include "engine/base/descriptor.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <cstdint>

namespace parapet::speed {

using SteadyClock = std::chrono::steady_clock;

class Endpoint {
public:
    // address=A port=N
    explicit Endpoint(const Options &options);

    Descriptor socket(int type) const;
    // 0, or -1 with errno.
    int connect(const Descriptor &socket) const;

private:
    sockaddr_storage m_address{};
    socklen_t m_length = 0;
};

// On every address of this machine, IPv4 and IPv6.
Descriptor boundSocket(int type, std::uint16_t port);
// The connection ends with RST, so that its port is free again at once.
void endAbruptly(const Descriptor &socket);
void growBuffers(const Descriptor &socket, int bytes);

double secondsSince(SteadyClock::time_point start);

}  // namespace parapet::speed
