// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/bpfholders.h"

#include "engine/base/descriptor.h"
#include "engine/bpf/bpfobject.h"
#include "engine/program/bpf/heldsocket.h"

#include <bpf/bpf.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <unordered_set>

extern "C" {
extern const std::byte socketholders_bpf_begin[], socketholders_bpf_end[];
}

namespace parapet {

namespace {

constexpr std::size_t socketsAtOnce = 2048;  // of one read: as many as fit into the kernel's own buffer, 32 KiB

class BpfHolders final : public SocketHolders {
public:
    BpfHolders(BpfObject program, int iterator) : m_program(std::move(program)), m_iterator(iterator) { }

    Holders find(std::span<const std::uint64_t> inodes) override;
    std::string_view name() const override { return "bpf"; }

private:
    BpfObject m_program;
    int m_iterator;  // m_program's
    std::vector<HeldSocket> m_buffer = std::vector<HeldSocket>(socketsAtOnce);
};

// A process may hold a socket by several descriptors, and its threads may have descriptors of their own.
void addOnce(std::vector<pid_t> &pids, pid_t pid)
{
    if (std::ranges::find(pids, pid) == pids.end())
        pids.push_back(pid);
}

Holders BpfHolders::find(std::span<const std::uint64_t> inodes)
{
    const std::unordered_set<std::uint64_t> wanted(inodes.begin(), inodes.end());
    Holders holders;
    const Descriptor pass(bpf_iter_create(m_iterator));
    for (;;) {
        const ssize_t length = read(pass.get(), m_buffer.data(), m_buffer.size() * sizeof(HeldSocket));
        if (length < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (length <= 0)
            return holders;
        for (const HeldSocket &held : std::span(m_buffer).first(std::size_t(length) / sizeof(HeldSocket))) {
            if (wanted.empty() || wanted.contains(held.inode))
                addOnce(holders[held.inode], pid_t(held.pid));
        }
    }
}

// The kernel's own constant for the namespace that it starts with (PROC_PID_INIT_INO).
bool isInitialPidNamespace()
{
    constexpr ino_t initial = 0xeffffffc;
    struct stat status { };
    return stat("/proc/self/ns/pid", &status) == 0 && status.st_ino == initial;
}

}  // namespace

Result<std::unique_ptr<SocketHolders>> openBpfHolders()
{
    if (!isInitialPidNamespace())
        return Error{ErrorKind::unsupported, "Processes have other numbers here than BPF programs see."};
    Result<BpfObject> program = BpfObject::load({socketholders_bpf_begin, socketholders_bpf_end});
    if (!program)
        return program.error();
    const Result<int> iterator = program->attachIterator("tellSocket");
    if (!iterator)
        return iterator.error();
    return std::unique_ptr<SocketHolders>(std::make_unique<BpfHolders>(std::move(*program), *iterator));
}

}  // namespace parapet
