// SPDX-License-Identifier: GPL-2.0-or-later
// ListenWatch: wakes its owner when a socket of this network namespace may have begun or ceased to listen. By BPF hooks
// where the kernel allows it, else by looking five to ten times a second; who uses it does not know which. The truth is always
// the kernel's own list (Listeners::list()): the watch only says when to look again. One thread.
//
// Not told: a UDP socket that gets its port by a send (by BPF), and a bound one that is connected or disconnected (by
// BPF): neither is a program that begins to serve.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace parapet {

class ListenWatch {
public:
    virtual ~ListenWatch() = default;

    // Readable when there may be something new.
    virtual int fd() const = 0;
    // Takes what is waiting. True: look at the list again; never more often than twenty times a second, whatever programs
    // do. An event may be told before the kernel has done what it tells of: the watch then says to look once more, twice
    // in the second that follows.
    virtual bool take() = 0;
    // Whether a program bound this UDP socket itself, if only to any port (Listener::automatic cannot tell that from a
    // port that came by a send). False where that is not known: by polling, or a socket older than the watch with a port
    // that the kernel chose.
    virtual bool boundByHand(std::uint64_t cookie) const = 0;
    virtual std::string_view name() const = 0;  // "bpf" or "polling"
    // Counts up each time a TCP socket is about to begin or to cease to listen. Any thread; stands still when the watch has gone.
    // None where nobody can know that in time (by polling).
    virtual std::function<std::uint32_t()> tcpListens() const { return {}; }
};

// Errors: none of the ways works here (unsupported, denied).
Result<std::unique_ptr<ListenWatch>> openListenWatch();

}  // namespace parapet
