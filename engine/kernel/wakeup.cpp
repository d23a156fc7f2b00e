// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/wakeup.h"

#include "engine/kernel/bpf/wakeflags.h"
#include "engine/kernel/netlink.h"

#include <bpf/libbpf.h>
#include <sys/mman.h>

#include <atomic>
#include <cerrno>

namespace parapet {

namespace {

// The word is shared with the kernel: exchanged on both sides, never written plainly (wakeflags.h).
bool exchange(__u32 &flag, bool value)
{
    return std::atomic_ref<__u32>(flag).exchange(value ? 1 : 0) != 0;
}

int ignore(void *, void *, std::size_t)
{
    return 0;
}

}  // namespace

void Wakeup::Unmap::operator()(WakeFlags *flags) const
{
    munmap(flags, sizeof *flags);
}

void Wakeup::Unmap::operator()(ring_buffer *ring) const
{
    ring_buffer__free(ring);
}

Result<Wakeup> Wakeup::open(const BpfObject &programs)
{
    void *flags = mmap(nullptr, sizeof(WakeFlags), PROT_READ | PROT_WRITE, MAP_SHARED, programs.map("flags"), 0);
    if (flags == MAP_FAILED)
        return systemError("The kernel did not share memory with a BPF program", errno);
    const int fd = programs.map("wakeups");
    Wakeup wakeup(fd, static_cast<WakeFlags *>(flags), ring_buffer__new(fd, ignore, nullptr, nullptr));
    if (!wakeup.m_ring)
        return systemError("The kernel did not share a ring buffer with a BPF program", errno);
    return wakeup;
}

void Wakeup::sleep()
{
    exchange(m_flags->asleep, true);
}

void Wakeup::wake()
{
    exchange(m_flags->asleep, false);
}

std::function<std::uint32_t()> Wakeup::listens() const
{
    return [flags = m_flags] { return std::atomic_ref<__u32>(flags->listens).load(); };
}

bool Wakeup::take()
{
    ring_buffer__consume(m_ring.get());
    return exchange(m_flags->changed, false);
}

}  // namespace parapet
