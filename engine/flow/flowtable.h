// SPDX-License-Identifier: GPL-2.0-or-later
// FlowTable: the bounded set of living flows, and nothing else. The flows stand close together in one block, in no particular
// order, so that memory and a walk over all of them are as long as there are flows; an index with open addressing says where
// each is (docs/decisions/0019). Allocates in the constructor only. One thread.
#pragma once

#include "engine/base/clock.h"
#include "engine/flow/flowkey.h"
#include "engine/flow/tcpstate.h"
#include "engine/flow/timeouts.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace parapet {

struct Flow {
    FlowKey key;
    Direction origin = Direction::outbound;  // who opened it: inbound = the remote end
    TcpState tcp = TcpState::none;
    bool unsure : 1 = false;    // whether it may go on is to be decided by its next packet: the kernel does not pass it
    bool inKernel : 1 = false;  // conntrack has it: it ends when conntrack says so, not by our clock
    bool adopted : 1 = false;   // older than our policy (section 3): stays until it ends
    bool doubtful : 1 = false;  // events were lost: it goes unless the kernel still names it
    bool presumed : 1 = false;  // as inKernel, but nobody has said so yet
    bool logged : 1 = false;    // an OPEN line was written, so a CLOSE line is owed
    RuleId rule;                // what let an inbound flow in
    std::uint32_t interface = 0;  // index it came in by; 0 when the kernel let it in by itself
    std::uint32_t lastSeen = 0;   // seconds of the table's clock
};

class FlowTable {
public:
    // capacity: flows at most. seed: makes collisions unpredictable to the sender.
    FlowTable(std::size_t capacity, FlowTimeouts timeouts, const Clock &clock, std::uint64_t seed);
    ~FlowTable();
    FlowTable(const FlowTable &) = delete;
    FlowTable &operator=(const FlowTable &) = delete;

    // Null if there is none or it has run out. The pointer holds until the next call that changes the table: another flow takes
    // the place of one that goes.
    Flow *find(const FlowKey &key);
    // The flow is alive now: its timeout starts again. A timeout is kept to the second: a flow lives for it at
    // least, and for less than two seconds more.
    void touch(Flow &flow);
    // Adds a flow and returns it; the existing one if there is one already; null when the table is full
    // (what has run out is swept once before that, at most once a second; flows that owe a CLOSE line are left
    // to expire()). A new TCP flow has seen its opener's SYN.
    Flow *insert(const FlowKey &key, Direction origin);
    bool erase(const FlowKey &key);
    void clear();

    // Removes what has run out, looking at no more than `flows` from where the last call stopped. `overdue` hears of each that
    // would have, if it were not for a presumption, and may end that. `ended` hears of each before it goes. Returns how many
    // went. Memory that flows no longer need goes back to the system.
    using Hear = std::function<void(Flow &)>;
    std::size_t expire(std::size_t flows, const Hear &ended, const Hear &overdue = {});
    // Visits every living flow; the visitor returns false to remove it. Must not touch the table otherwise.
    void forEach(const std::function<bool(Flow &)> &visit);

    std::size_t size() const { return m_size; }
    std::size_t capacity() const { return m_capacity; }
    std::size_t places() const { return std::size_t{m_mask} + 1; }
    static std::size_t slotBytes();
    // True once an insert was refused; the caller then knows that the table is not the whole truth.
    bool overflowed() const { return m_overflowed; }
    void resetOverflow() { m_overflowed = false; }

private:
    struct Slot;
    struct Unmap {
        void *from;
        std::size_t bytes;
        void operator()(const void *) const;
    };
    template <class T> using Mapped = std::unique_ptr<T[], Unmap>;

    template <class T> static Mapped<T> map(std::size_t count);
    static Mapped<std::uint32_t> mapIndex(std::size_t places);
    std::uint32_t hashOf(const FlowKey &key) const;
    std::uint32_t numberAt(std::size_t place) const { return (m_index[place] & m_mask) - 1; }
    std::uint32_t entry(std::size_t number) const;
    std::size_t placeOf(const FlowKey &key, std::uint32_t hash) const;
    std::size_t placeOf(std::size_t number) const;
    bool makeRoom();
    void giveBack();
    bool isOverdue(const Flow &flow, std::uint32_t now) const;
    bool ranOut(const Flow &flow, std::uint32_t now) const { return !flow.inKernel && isOverdue(flow, now); }
    std::uint32_t now() const;
    void remove(std::size_t number);
    void freePlace(std::size_t place);

    std::size_t m_capacity;
    std::uint32_t m_mask;  // of the places in the index
    std::size_t m_size = 0;
    std::size_t m_used = 0;   // slots whose memory was used
    std::size_t m_sweep = 0;  // number of the flow that expire() looks at next
    std::uint32_t m_lastFullSweep = 0;
    bool m_overflowed = false;
    FlowTimeouts m_timeouts;
    const Clock &m_clock;
    std::uint64_t m_seed;
    Mapped<Slot> m_slots;
    // 0: free. Else the number of a flow plus 1, which takes no more bits than the mask has, and above them the hash's.
    Mapped<std::uint32_t> m_index;
};

}  // namespace parapet
