// SPDX-License-Identifier: GPL-2.0-or-later
// Engine, its second part: flows that were there before, and flows under a new policy.
#include "app/helper/engine.h"

#include "engine/kernel/interfaces.h"
#include "engine/kernel/marks.h"
#include "engine/kernel/sockets.h"

#include <algorithm>

namespace parapet {

// At start, when the firewall goes on, and in reconcile(). What the kernel no longer has goes from our table.
void Engine::adopt(Adopt which)
{
    std::vector<IpAddress> here;
    if (which == Adopt::all) {
        if (const Result<Interfaces> interfaces = listInterfaces()) {
            for (const Interface &interface : *interfaces)
                here.insert(here.end(), interface.addresses.begin(), interface.addresses.end());
        }
    }
    m_flows.forEach([](Flow &flow) {
        flow.doubtful = flow.inKernel;
        return true;
    });
    (void)m_kernel.conntrack->list([&](const TrackedFlow &tracked) { adoptTracked(tracked, here); });
    m_flows.forEach([this](Flow &flow) {
        if (flow.doubtful)
            m_reporter.closed(flow);
        return !flow.doubtful;
    });
    if (which == Adopt::all)
        adoptSockets([](const FlowKey &) { return true; });
    (void)m_kernel.conntrack->flush();
}

// Events were lost. What the list has and we have not begun meanwhile.
void Engine::reconcile()
{
    m_reconciles = true;
    adopt(Adopt::judged);
    m_reconciles = false;
}

// A firewall begins on interfaces with these addresses.
void Engine::adoptAt(const std::vector<IpAddress> &here)
{
    (void)m_kernel.conntrack->list([&](const TrackedFlow &tracked) {
        if (!ours(tracked.mark))
            adoptTracked(tracked, here);
    });
    adoptSockets([&](const FlowKey &key) { return std::ranges::find(here, key.local) != here.end(); });
    (void)m_kernel.conntrack->flush();
}

// What this host's own sockets say they are connected to.
void Engine::adoptSockets(const std::function<bool(const FlowKey &)> &wanted)
{
    (void)listConnectedSockets([&](const FlowKey &key) {
        if (wanted(key) && !m_flows.find(key))
            adoptFlow(key, Direction::outbound, false,
                      key.protocol == ipproto::tcp ? TcpState::established : TcpState::none);
    });
}

// here: this host's addresses; empty when only judged flows are wanted.
void Engine::adoptTracked(const TrackedFlow &tracked, const std::vector<IpAddress> &here)
{
    if (ours(tracked.mark)) {
        begunOrChanged(tracked);
        return;
    }
    const auto isHere = [&](const IpAddress &address) {
        return std::find(here.begin(), here.end(), address) != here.end();
    };
    const bool fromHere = isHere(tracked.asOutbound.local), toHere = isHere(tracked.asInbound.local);
    if (fromHere == toHere)  // forwarded, or this host with itself
        return;
    const Direction origin = fromHere ? Direction::outbound : Direction::inbound;
    const FlowKey &key = fromHere ? tracked.asOutbound : tracked.asInbound;
    adoptFlow(key, origin, true, tracked.tcp);
    m_kernel.conntrack->setMark(key, origin, marks::judged(m_generation) | (fromHere ? marks::outbound : 0));
}

void Engine::adoptFlow(const FlowKey &key, Direction origin, bool inKernel, TcpState tcp)
{
    if (Flow *flow = m_flows.insert(key, origin)) {
        flow->adopted = true;
        flow->inKernel = inKernel;
        flow->doubtful = false;
        if (tcp != TcpState::none)
            flow->tcp = tcp;
    }
}

void Engine::judgeFlowsAgain()
{
    m_flows.forEach([this](Flow &flow) {
        if (mayStay(flow))
            return true;
        revoke(flow.key, flow.origin);
        m_reporter.closed(flow);
        return false;
    });
    if (m_flows.overflowed())
        judgeKernelFlowsAgain();
    (void)m_kernel.conntrack->flush();
    m_flows.resetOverflow();
}

// The table could not hold every flow: the kernel's own list is the whole truth.
void Engine::judgeKernelFlowsAgain()
{
    (void)m_kernel.conntrack->list([this](const TrackedFlow &tracked) {
        if (!ours(tracked.mark) || (tracked.mark & marks::outbound) || m_flows.find(tracked.asInbound))
            return;
        Flow flow;
        flow.key = tracked.asInbound;
        flow.origin = Direction::inbound;
        if (m_filter->stillAllowed(flow).verdict == Verdict::drop)
            revoke(flow.key, flow.origin);
    });
}

// Judges a flow anew. While its program is not known it stays, and is judged again when it is.
bool Engine::mayStay(Flow &flow)
{
    const Decision allowed = m_filter->stillAllowed(flow);
    m_judgeAgain |= allowed.verdict == Verdict::later;
    if (allowed.verdict != Verdict::accept)
        return allowed.verdict == Verdict::later;
    flow.rule = allowed.rule;
    if (allowed.socket != 0 && flow.key.protocol == ipproto::udp)  // from before a restart
        m_socketFlows.add(allowed.socket, flow.key, [](const FlowKey &) { return true; });
    return true;
}

}  // namespace parapet
