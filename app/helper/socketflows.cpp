// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/socketflows.h"

#include <utility>

namespace parapet {

SocketFlows::SocketFlows(std::size_t capacity) : m_capacity(capacity)
{
    m_entries.reserve(capacity);
}

bool SocketFlows::add(std::uint64_t socket, const FlowKey &flow, const std::function<bool(const FlowKey &)> &lives)
{
    if (m_entries.size() == m_capacity)
        std::erase_if(m_entries, [&](const Entry &entry) { return !lives(entry.flow); });
    if (m_entries.size() == m_capacity)
        return false;
    m_entries.push_back({socket, flow});
    return true;
}

void SocketFlows::take(std::uint64_t socket, const std::function<void(const FlowKey &)> &each)
{
    std::erase_if(m_entries, [&](const Entry &entry) {
        if (entry.socket != socket)
            return false;
        each(entry.flow);
        return true;
    });
}

void SocketFlows::takeAll(const std::function<void(const FlowKey &)> &each)
{
    for (const Entry &entry : std::exchange(m_entries, {}))
        each(entry.flow);
    m_entries.reserve(m_capacity);
}

}  // namespace parapet
