// SPDX-License-Identifier: GPL-2.0-or-later
// RecordRing: log records on their way from the verdict path to the recorder. Bounded, lock-free, one producer
// and one consumer. When it is full the record is counted as lost, and the verdict path goes on.
#pragma once

#include "engine/model/logrecord.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace parapet {

class RecordRing {
public:
    explicit RecordRing(std::size_t capacity);  // rounded up to a power of two

    bool push(const LogRecord &record);  // producer; false: full, counted
    bool isFull() const;                 // producer
    bool pop(LogRecord &record);         // consumer; false: empty
    // What did not fit.
    struct Lost {
        std::uint64_t drops = 0, others = 0;
        std::uint64_t all() const { return drops + others; }
    };
    // Consumer: how many were lost since the last call.
    Lost takeLost();

private:
    std::vector<LogRecord> m_slots;
    std::size_t m_mask;
    // Both only ever count up; the slot is the count & m_mask. A line of cache each, so that the two threads do not
    // take one from the other with every record.
    alignas(64) std::atomic<std::size_t> m_head{0};  // next to pop
    alignas(64) std::atomic<std::size_t> m_tail{0};  // next to push
    alignas(64) std::atomic<std::uint64_t> m_lostDrops{0}, m_lostOthers{0};
};

}  // namespace parapet
