// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/flow/flowtable.h"

#include "engine/model/protocol.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <new>
#include <type_traits>

#include <sys/mman.h>

namespace parapet {

// One cache line, so that a look-up of one flow costs one miss. All zero is a free place: that is how the
// kernel gives out fresh pages.
struct alignas(64) FlowTable::Slot {
    std::uint32_t tag;  // low bits of the key's hash, which give its home; 0: free
    Flow flow;
};

void FlowTable::Unmap::operator()(Slot *slots) const
{
    munmap(slots, bytes);
}

// Pages straight from the kernel: they take no memory before they are used. Without huge pages, of which a
// thousand scattered flows would touch all.
FlowTable::Slots FlowTable::map(std::size_t count)
{
    static_assert(std::is_trivially_copyable_v<Slot> && std::is_trivially_destructible_v<Slot>);
    const std::size_t bytes = count * sizeof(Slot);
    void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        throw std::bad_alloc();  // as operator new would: at start, with nothing to filter yet
    madvise(memory, bytes, MADV_NOHUGEPAGE);
    return Slots(static_cast<Slot *>(memory), Unmap{bytes});
}

// At most half of the places are ever used: probing stays short, and there is always a free place to stop at.
FlowTable::FlowTable(std::size_t capacity, FlowTimeouts timeouts, const Clock &clock, std::uint64_t seed)
    : m_capacity(std::max<std::size_t>(capacity, 1)), m_mask(2 * std::bit_ceil(m_capacity) - 1), m_timeouts(timeouts),
      m_clock(clock), m_seed(seed), m_slots(map(m_mask + 1))
{
    assert(m_mask <= UINT32_MAX);  // a tag holds the home
}

FlowTable::~FlowTable() = default;

std::size_t FlowTable::slotBytes()
{
    return sizeof(Slot);
}

std::uint32_t FlowTable::now() const
{
    return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::seconds>(m_clock.steady()).count());
}

std::uint32_t FlowTable::tagOf(const FlowKey &key) const
{
    const auto tag = static_cast<std::uint32_t>(hash(key, m_seed));
    return tag ? tag : 1;
}

// Where the key is, else the free place where it would go.
std::size_t FlowTable::place(const FlowKey &key) const
{
    const std::uint32_t tag = tagOf(key);
    std::size_t index = tag & m_mask;
    while (m_slots[index].tag != 0 && (m_slots[index].tag != tag || m_slots[index].flow.key != key))
        index = (index + 1) & m_mask;
    return index;
}

bool FlowTable::ranOut(const Flow &flow, std::uint32_t now) const
{
    return !flow.inKernel && now - flow.lastSeen > timeoutOf(m_timeouts, flow.key.protocol, flow.tcp).count();
}

Flow *FlowTable::find(const FlowKey &key)
{
    Slot &slot = m_slots[place(key)];
    return slot.tag == 0 || ranOut(slot.flow, now()) ? nullptr : &slot.flow;
}

void FlowTable::touch(Flow &flow)
{
    flow.lastSeen = now();
}

Flow *FlowTable::insert(const FlowKey &key, Direction origin)
{
    std::size_t index = place(key);
    if (m_slots[index].tag != 0 && !ranOut(m_slots[index].flow, now()))
        return &m_slots[index].flow;
    if (m_slots[index].tag == 0) {
        if (m_size >= m_capacity && !makeRoom()) {
            m_overflowed = true;
            return nullptr;
        }
        index = place(key);  // making room moves flows
        ++m_size;
    }
    Slot &slot = m_slots[index];
    slot.tag = tagOf(key);
    slot.flow = Flow{};
    slot.flow.key = key;
    slot.flow.origin = origin;
    slot.flow.tcp = key.protocol == ipproto::tcp ? TcpState::synSent : TcpState::none;
    slot.flow.lastSeen = now();
    return &slot.flow;
}

// Within one second nothing more runs out: a flood against a full table must not make every packet walk the
// whole of it.
bool FlowTable::makeRoom()
{
    const std::uint32_t second = now();
    if (m_lastFullSweep == second + 1)
        return false;
    m_lastFullSweep = second + 1;
    for (std::size_t index = 0; index <= m_mask;) {
        const Slot &slot = m_slots[index];
        if (slot.tag != 0 && !slot.flow.logged && ranOut(slot.flow, second))
            removeAt(index);
        else
            ++index;
    }
    return m_size < m_capacity;
}

bool FlowTable::erase(const FlowKey &key)
{
    const std::size_t index = place(key);
    if (m_slots[index].tag == 0)
        return false;
    removeAt(index);
    return true;
}

// Reading a page that was never used takes no memory; writing would.
void FlowTable::clear()
{
    for (std::size_t index = 0; index <= m_mask; ++index) {
        if (m_slots[index].tag != 0)
            m_slots[index].tag = 0;
    }
    m_size = 0;
}

// Backward-shift deletion (Knuth 6.4, algorithm R): later flows of the cluster move up, so that there are no
// tombstones and look-ups stay as short as if the flow had never been there.
void FlowTable::removeAt(std::size_t hole)
{
    for (std::size_t next = (hole + 1) & m_mask; m_slots[next].tag != 0; next = (next + 1) & m_mask) {
        const std::size_t fromHome = (next - m_slots[next].tag) & m_mask;
        const std::size_t fromHole = (next - hole) & m_mask;
        if (fromHome < fromHole)
            continue;  // it would get before its home
        m_slots[hole] = m_slots[next];
        hole = next;
    }
    m_slots[hole].tag = 0;
    --m_size;
}

// Free places from first to last (not included): a page that the kernel gives out anew is all free places, too. Short
// stretches are not worth the call: flows will soon be there again.
void FlowTable::giveBack(std::size_t first, std::size_t last)
{
    constexpr std::size_t page = 4096 / sizeof(Slot), worthIt = 16 * page;
    first = (first + page - 1) / page * page;
    last = last / page * page;
    if (first + worthIt <= last)
        madvise(&m_slots[first], (last - first) * sizeof(Slot), MADV_DONTNEED);
}

std::size_t FlowTable::expire(std::size_t slots, const std::function<void(Flow &)> &ended)
{
    const std::uint32_t second = now();
    std::size_t gone = 0;
    std::size_t firstFree = m_sweep;  // of the stretch before m_sweep
    for (; slots > 0; --slots) {
        Slot &slot = m_slots[m_sweep];
        if (slot.tag == 0 || !ranOut(slot.flow, second)) {
            if (slot.tag != 0) {
                giveBack(firstFree, m_sweep);
                firstFree = m_sweep + 1;
            }
            m_sweep = (m_sweep + 1) & m_mask;
            if (m_sweep == 0) {
                giveBack(firstFree, m_mask + 1);
                firstFree = 0;
            }
            continue;
        }
        ended(slot.flow);
        removeAt(m_sweep);  // another flow may take the place, so the sweep looks at it again
        ++gone;
    }
    giveBack(firstFree, m_sweep);
    return gone;
}

// Begins behind a free place: no cluster then reaches over the beginning, where a removal would move a flow
// that was visited already to one that was not.
void FlowTable::forEach(const std::function<bool(Flow &)> &visit)
{
    const std::uint32_t second = now();
    std::size_t start = 0;
    while (m_slots[start].tag != 0)
        ++start;
    for (std::size_t offset = 1; offset <= m_mask;) {
        Slot &slot = m_slots[(start + offset) & m_mask];
        if (slot.tag != 0 && !ranOut(slot.flow, second) && !visit(slot.flow))
            removeAt((start + offset) & m_mask);
        else
            ++offset;
    }
}

}  // namespace parapet
