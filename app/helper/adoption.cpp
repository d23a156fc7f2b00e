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
        flow.inKernel &= !flow.unsure;  // it has no mark that we would know it by: our clock counts for it now
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
        if (!marks::isOurs(tracked.mark))
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
    if (marks::isOurs(tracked.mark)) {
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
    if (toHere)  // what this host has begun lives by its mark alone
        adoptFlow(key, origin, true, tracked.tcp);
    m_kernel.conntrack->setMark(key, origin, marks::judged | (fromHere ? marks::outbound : 0));
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

void Engine::judgeFlowsAgain(Judging how)
{
    m_flows.forEach([&](Flow &flow) {
        if (mayStay(flow, how))
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
        if (!marks::isOurs(tracked.mark) || marks::isUntold(tracked.mark) || (tracked.mark & marks::outbound)
            || m_flows.find(tracked.asInbound))
            return;
        Flow flow;
        flow.key = tracked.asInbound;
        flow.origin = Direction::inbound;
        if (m_filter->stillAllowed(flow).verdict == Verdict::drop)
            revoke(flow.key, flow.origin);
    });
}

// Judges a flow anew. Where its program would decide, at once: it loses its mark now, and its next packet, which so comes to the
// queue and waits there if it must, is judged (Filter::proceedIfAllowed()); asked(): it stays, and is judged again when the program
// is known.
bool Engine::mayStay(Flow &flow, Judging how)
{
    if (how == Judging::asked && flow.unsure)
        return true;
    const Decision allowed =
        how == Judging::atOnce ? m_filter->stillAllowedByPorts(flow) : m_filter->stillAllowed(flow);
    if (allowed.verdict == Verdict::drop)
        return false;
    if (allowed.verdict == Verdict::later) {
        if (how == Judging::asked)
            m_judgeAgain = true;
        else if (!flow.unsure)
            revoke(flow.key, flow.origin);
        flow.unsure |= how == Judging::atOnce;
        return true;
    }
    if (flow.unsure)
        m_kernel.conntrack->setMark(flow.key, flow.origin, marks::judged);
    flow.unsure = false;
    flow.rule = allowed.rule;
    if (allowed.socket != 0 && flow.key.protocol == ipproto::udp)  // from before a restart
        m_socketFlows.add(allowed.socket, flow.key, [](const FlowKey &) { return true; });
    return true;
}

}  // namespace parapet
