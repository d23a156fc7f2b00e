// SPDX-License-Identifier: GPL-2.0-or-later
// Receivers: which programs would receive a packet. The filter asks when only a program exception can still let it in; the
// answer comes from the kernel's own socket look-up (app/helper/attribution.h), in tests from a table. Engine's thread.
#pragma once

#include "engine/flow/flowkey.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace parapet {

// A process that may take what arrives at a socket: the keys by which an exception may name its program; none: no exception
// can name it.
using ProgramKeys = std::vector<std::string>;

class Receivers {
public:
    virtual ~Receivers() = default;

    struct Answer {
        // notYet: the processes are being looked up; ask again when that is done.
        enum class State : std::uint8_t { nobody, known, notYet };
        State state = State::nobody;
        // All processes that hold the socket, or with several receivers of a datagram, all that hold any of them. Holds until
        // the next call.
        std::span<const ProgramKeys> processes;
        std::uint64_t socket = 0;  // the kernel's cookie of the socket; 0 where there are several
    };
    // toMany: a datagram that several sockets may get (multicast, broadcast).
    enum class Packet : std::uint8_t { opensConnection, toOne, toMany };
    // flow: protocol TCP or UDP; interface: index by which it came in. Never waits.
    virtual Answer of(const FlowKey &flow, std::uint32_t interface, Packet packet) = 0;
};

}  // namespace parapet
