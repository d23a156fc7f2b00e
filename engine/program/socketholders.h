// SPDX-License-Identifier: GPL-2.0-or-later
// SocketHolders: which processes hold a socket open. Procfs walks /proc (8 to 100 ms on a busy machine); a BPF iterator
// does the same in about 0.1 ms where the kernel allows it. One thread each; may take its time, so never on the verdict
// path.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <sys/types.h>
#include <unordered_map>
#include <vector>

namespace parapet {

// inode of the socket -> pids (thread group ids), each once, in no order.
using Holders = std::unordered_map<std::uint64_t, std::vector<pid_t>>;

class SocketHolders {
public:
    virtual ~SocketHolders() = default;
    // Who holds these sockets now. A socket that nobody holds is not in the answer; an empty list asks for all sockets.
    virtual Holders find(std::span<const std::uint64_t> inodes) = 0;
    virtual std::string_view name() const = 0;  // "bpf" or "procfs"
};

// The fastest that this kernel and our rights allow.
std::unique_ptr<SocketHolders> openSocketHolders();

}  // namespace parapet
