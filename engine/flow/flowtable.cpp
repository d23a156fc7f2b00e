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

// One cache line.
struct alignas(64) FlowTable::Slot {
    std::uint32_t hash;  // its lower bits are the home in the index
    Flow flow;
};

void FlowTable::Unmap::operator()(const void *) const
{
    munmap(from, bytes);
}

// Pages straight from the kernel: they take no memory before they are used.
template <class T> FlowTable::Mapped<T> FlowTable::map(std::size_t count)
{
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    const std::size_t bytes = count * sizeof(T);
    void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        throw std::bad_alloc();  // as operator new would: at start, with nothing to filter yet
    return Mapped<T>(static_cast<T *>(memory), Unmap{memory, bytes});
}

// Each look-up is somewhere else in it: in huge pages that is one miss of the cache, without those of the page tables before it.
// All of it is touched now, so that no packet has to wait for a page.
FlowTable::Mapped<std::uint32_t> FlowTable::mapIndex(std::size_t places)
{
    constexpr std::size_t hugePage = 2 << 20, perPage = hugePage / sizeof(std::uint32_t);
    if (places < perPage)
        return map<std::uint32_t>(places);
    Mapped<std::uint32_t> whole = map<std::uint32_t>(places + perPage);
    const Unmap unmap = whole.get_deleter();
    void *aligned = whole.release();
    std::size_t space = unmap.bytes;
    std::align(hugePage, places * sizeof(std::uint32_t), aligned, space);
    madvise(aligned, places * sizeof(std::uint32_t), MADV_HUGEPAGE);
    auto *index = static_cast<std::uint32_t *>(aligned);
    std::fill_n(index, places, 0);
    return Mapped<std::uint32_t>(index, unmap);
}

// At most half of the places are ever used: probing stays short, and there is always a free place to stop at.
FlowTable::FlowTable(std::size_t capacity, FlowTimeouts timeouts, const Clock &clock, std::uint64_t seed)
    : m_capacity(std::max<std::size_t>(capacity, 1)),
      m_mask(static_cast<std::uint32_t>(2 * std::bit_ceil(m_capacity) - 1)), m_timeouts(timeouts), m_clock(clock),
      m_seed(seed), m_slots(map<Slot>(m_capacity)), m_index(mapIndex(places()))
{
    assert(m_capacity <= m_mask);  // a number plus 1 fits below the hash's bits
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

std::uint32_t FlowTable::hashOf(const FlowKey &key) const
{
    return static_cast<std::uint32_t>(hash(key, m_seed));
}

std::uint32_t FlowTable::entry(std::size_t number) const
{
    return (m_slots[number].hash & ~m_mask) | (static_cast<std::uint32_t>(number) + 1);
}

// Where the key is, else the free place where it would go. Most other flows differ in the hash's bits already.
std::size_t FlowTable::placeOf(const FlowKey &key, std::uint32_t hash) const
{
    std::size_t place = hash & m_mask;
    while (m_index[place] != 0
           && (((m_index[place] ^ hash) & ~m_mask) != 0 || m_slots[numberAt(place)].flow.key != key))
        place = (place + 1) & m_mask;
    return place;
}

std::size_t FlowTable::placeOf(std::size_t number) const
{
    const std::uint32_t wanted = entry(number);
    std::size_t place = m_slots[number].hash & m_mask;
    while (m_index[place] != wanted)
        place = (place + 1) & m_mask;
    return place;
}

bool FlowTable::isOverdue(const Flow &flow, std::uint32_t now) const
{
    return now - flow.lastSeen > timeoutOf(m_timeouts, flow.key.protocol, flow.tcp).count();
}

Flow *FlowTable::find(const FlowKey &key)
{
    const std::size_t place = placeOf(key, hashOf(key));
    if (m_index[place] == 0)
        return nullptr;
    Flow &flow = m_slots[numberAt(place)].flow;
    return ranOut(flow, now()) ? nullptr : &flow;
}

void FlowTable::touch(Flow &flow)
{
    flow.lastSeen = now();
}

Flow *FlowTable::insert(const FlowKey &key, Direction origin)
{
    const std::uint32_t hash = hashOf(key);
    std::size_t place = placeOf(key, hash);
    if (m_index[place] != 0 && !ranOut(m_slots[numberAt(place)].flow, now()))
        return &m_slots[numberAt(place)].flow;
    if (m_index[place] == 0) {
        if (m_size >= m_capacity) {
            if (!makeRoom()) {
                m_overflowed = true;
                return nullptr;
            }
            place = placeOf(key, hash);  // making room moves entries
        }
        m_slots[m_size].hash = hash;
        m_index[place] = entry(m_size);
        m_used = std::max(m_used, ++m_size);
    }
    Flow &flow = m_slots[numberAt(place)].flow;
    flow = Flow{};
    flow.key = key;
    flow.origin = origin;
    flow.tcp = key.protocol == ipproto::tcp ? TcpState::synSent : TcpState::none;
    flow.lastSeen = now();
    return &flow;
}

// Within one second nothing more runs out: a flood against a full table must not make every packet walk the
// whole of it.
bool FlowTable::makeRoom()
{
    const std::uint32_t second = now();
    if (m_lastFullSweep == second + 1)
        return false;
    m_lastFullSweep = second + 1;
    for (std::size_t number = 0; number < m_size;) {
        const Flow &flow = m_slots[number].flow;
        if (!flow.logged && ranOut(flow, second))
            remove(number);
        else
            ++number;
    }
    return m_size < m_capacity;
}

bool FlowTable::erase(const FlowKey &key)
{
    const std::size_t place = placeOf(key, hashOf(key));
    if (m_index[place] == 0)
        return false;
    remove(numberAt(place));
    return true;
}

void FlowTable::clear()
{
    std::fill_n(m_index.get(), places(), 0);
    m_size = 0;
}

// The last flow takes the place of the one that goes.
void FlowTable::remove(std::size_t number)
{
    freePlace(placeOf(number));
    if (number != --m_size) {
        const std::size_t place = placeOf(m_size);
        m_slots[number] = m_slots[m_size];
        m_index[place] = entry(number);
    }
}

// Backward-shift deletion (Knuth 6.4, algorithm R): later entries of the cluster move up, so that there are no
// tombstones and look-ups stay as short as if the flow had never been there.
void FlowTable::freePlace(std::size_t hole)
{
    for (std::size_t next = (hole + 1) & m_mask; m_index[next] != 0; next = (next + 1) & m_mask) {
        const std::size_t fromHome = (next - m_slots[numberAt(next)].hash) & m_mask;
        const std::size_t fromHole = (next - hole) & m_mask;
        if (fromHome < fromHole)
            continue;  // it would get before its home
        m_index[hole] = m_index[next];
        hole = next;
    }
    m_index[hole] = 0;
}

// Not each page at once: flows will soon be there again.
void FlowTable::giveBack()
{
    constexpr std::size_t page = 4096 / sizeof(Slot), spare = 64 * page;
    const std::size_t kept = (m_size + spare) / page * page;
    if (m_used < kept + spare)
        return;
    madvise(&m_slots[kept], (m_used - kept) * sizeof(Slot), MADV_DONTNEED);
    m_used = kept;
}

std::size_t FlowTable::expire(std::size_t flows, const Hear &ended, const Hear &overdue)
{
    const std::uint32_t second = now();
    std::size_t gone = 0;
    for (; flows > 0 && m_size > 0; --flows) {
        if (m_sweep >= m_size)
            m_sweep = 0;
        Flow &flow = m_slots[m_sweep].flow;
        if (flow.presumed && overdue && isOverdue(flow, second))
            overdue(flow);
        if (ranOut(flow, second)) {
            ended(flow);
            remove(m_sweep);  // another flow takes its place, so the sweep looks there again
            ++gone;
        } else {
            ++m_sweep;
        }
    }
    giveBack();
    return gone;
}

void FlowTable::forEach(const std::function<bool(Flow &)> &visit)
{
    const std::uint32_t second = now();
    for (std::size_t number = 0; number < m_size;) {
        Flow &flow = m_slots[number].flow;
        if (!ranOut(flow, second) && !visit(flow))
            remove(number);
        else
            ++number;
    }
}

}  // namespace parapet
