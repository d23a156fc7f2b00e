// SPDX-License-Identifier: GPL-2.0-or-later
// PacketQueue: packets that the kernel wants a verdict for. NfQueue is the real one. One thread.
#pragma once

#include "engine/base/result.h"
#include "engine/model/verdict.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace parapet {

struct QueuedPacket {
    std::uint32_t id = 0;                 // of the queue; for settle()
    std::uint32_t mark = 0;               // packet mark it came with
    std::span<const std::byte> captured;  // from the IP header on; holds during the call only
    std::size_t length = 0;               // of the whole packet
    std::uint32_t interface = 0;          // index it came in by
};

// Called for each packet; must not wait. Verdict later: the packet stays in the queue until settle().
using Judge = std::function<Decision(const QueuedPacket &)>;

class PacketQueue {
public:
    virtual ~PacketQueue() = default;
    virtual int fd() const = 0;
    // Judges what is waiting now, but no more than one batch. Verdicts are sent before it returns. True: there may be
    // more. A packet that cannot be judged is dropped.
    virtual Result<bool> judgeWaiting(const Judge &judge) = 0;
    // The verdict (accept or drop) for a packet that was to be judged later.
    virtual Outcome settle(std::uint32_t id, std::uint32_t mark, const Decision &decision) = 0;
};

}  // namespace parapet
