// SPDX-License-Identifier: GPL-2.0-or-later
// SocketFlows: which flows without a connection live by which socket, so that they end with it. Bounded; allocates in the
// constructor only. Engine's thread.
#pragma once

#include "engine/flow/flowkey.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace parapet {

class SocketFlows {
public:
    explicit SocketFlows(std::size_t capacity);

    // lives: is this flow still in the flow table? False: there are too many living ones, this one is not kept.
    bool add(std::uint64_t socket, const FlowKey &flow, const std::function<bool(const FlowKey &)> &lives);
    // Takes those of one socket, or of all.
    void take(std::uint64_t socket, const std::function<void(const FlowKey &)> &each);
    void takeAll(const std::function<void(const FlowKey &)> &each);

private:
    struct Entry {
        std::uint64_t socket;
        FlowKey flow;
    };
    std::size_t m_capacity;
    std::vector<Entry> m_entries;
};

}  // namespace parapet
