// SPDX-License-Identifier: GPL-2.0-or-later
// Wakeup: the reader's end of what the BPF programs of the listen watch tell: that something happened, once, however
// much it was. One thread; must not outlive the programs' object.
#pragma once

#include "engine/base/result.h"
#include "engine/bpf/bpfobject.h"

#include <cstdint>
#include <functional>
#include <memory>

struct ring_buffer;
struct WakeFlags;

namespace parapet {

class Wakeup {
public:
    static Result<Wakeup> open(const BpfObject &programs);

    int fd() const { return m_fd; }  // readable after an event, if asked by sleep()
    void sleep();                    // the next event shall make it readable, once
    void wake();                     // no event shall
    // Whether something happened since the last call.
    bool take();
    // Reads how many TCP sockets were about to begin or to cease to listen. Any thread; may outlive this.
    std::function<std::uint32_t()> listens() const;

private:
    struct Unmap {
        void operator()(WakeFlags *flags) const;
        void operator()(ring_buffer *ring) const;
    };
    Wakeup(int fd, WakeFlags *flags, ring_buffer *ring) : m_fd(fd), m_flags(flags, Unmap()), m_ring(ring) { }

    int m_fd;
    std::shared_ptr<WakeFlags> m_flags;
    std::unique_ptr<ring_buffer, Unmap> m_ring;
};

}  // namespace parapet
