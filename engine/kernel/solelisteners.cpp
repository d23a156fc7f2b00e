// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/solelisteners.h"

#include "engine/model/protocol.h"

#include <utility>

namespace parapet {

void SoleListeners::setCount(Count count)
{
    m_count = std::move(count);
    m_known = {};
    m_seen = m_count ? m_count() : 0;
    m_since = m_clock.steady();
}

// Nothing has begun or ceased to listen for a while. What was known before a change is forgotten.
bool SoleListeners::isQuiet()
{
    if (!m_count)
        return false;
    const std::uint32_t now = m_count();
    if (now != std::exchange(m_seen, now)) {
        m_known = {};
        m_since = m_clock.steady();
        return false;
    }
    return m_clock.steady() - m_since >= settled;
}

std::optional<ReceivingSocket> SoleListeners::find(const FlowKey &flow, std::uint32_t interface)
{
    if (flow.protocol != ipproto::tcp || !isQuiet())
        return m_lookup.find(flow, interface);
    Known &known = m_known[flow.localPort % m_known.size()];
    if (known.port == flow.localPort && known.local == flow.local && known.interface == interface)
        return known.socket;
    const auto found = m_lookup.find(flow, interface);
    // The change that comes in between has been counted by the next look.
    if (found && m_lookup.listensAlone(flow.localPort, found->cookie))
        known = {flow.local, flow.localPort, interface, *found};
    return found;
}

}  // namespace parapet
