// SPDX-License-Identifier: GPL-2.0-or-later
// Why there is no race: a slot belongs to the producer while it is not in [head, tail), to the consumer while it is.
// It changes hands only by the release store of one index, which the other side reads with acquire: the record is
// written before the consumer sees the new tail, and copied out before the producer sees the new head. Each index has
// one writer, who may read it relaxed.
#include "engine/log/recordring.h"

#include <algorithm>
#include <bit>

namespace parapet {

RecordRing::RecordRing(std::size_t capacity)
    : m_slots(std::bit_ceil(std::max<std::size_t>(capacity, 1))), m_mask(m_slots.size() - 1)
{
}

bool RecordRing::push(const LogRecord &record)
{
    const std::size_t tail = m_tail.load(std::memory_order_relaxed);
    if (tail - m_head.load(std::memory_order_acquire) == m_slots.size()) {
        std::atomic<std::uint64_t> &lost = record.action == LogAction::drop ? m_lostDrops : m_lostOthers;
        lost.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    m_slots[tail & m_mask] = record;
    m_tail.store(tail + 1, std::memory_order_release);
    return true;
}

bool RecordRing::isFull() const
{
    return m_tail.load(std::memory_order_relaxed) - m_head.load(std::memory_order_acquire) == m_slots.size();
}

bool RecordRing::pop(LogRecord &record)
{
    const std::size_t head = m_head.load(std::memory_order_relaxed);
    if (head == m_tail.load(std::memory_order_acquire))
        return false;
    record = m_slots[head & m_mask];
    m_head.store(head + 1, std::memory_order_release);
    return true;
}

RecordRing::Lost RecordRing::takeLost()
{
    return {m_lostDrops.exchange(0, std::memory_order_relaxed), m_lostOthers.exchange(0, std::memory_order_relaxed)};
}

}  // namespace parapet
