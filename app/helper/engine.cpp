// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/engine.h"

#include "engine/kernel/interfaces.h"
#include "engine/kernel/marks.h"
#include "engine/kernel/sockets.h"
#include "engine/packet/parser.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <future>
#include <poll.h>
#include <random>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace parapet {

namespace {

constexpr int sweepEvery = 1000;             // milliseconds between looks for flows that ran out
constexpr std::size_t sweepSlots = 1 << 16;  // places looked at each time

// Where a firewall begins that was not there: the addresses of those interfaces.
std::vector<IpAddress> addressesNewlyFiltered(const Policy &before, const Policy &after)
{
    std::vector<IpAddress> addresses;
    for (const auto &[address, interface] : after.addresses()) {
        if (!before.filters(interface) && after.filters(interface))
            addresses.push_back(address);
    }
    return addresses;
}

std::uint64_t randomSeed()
{
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

}  // namespace

Engine::Engine(Kernel kernel, Reporter::Target target, const Clock &clock, FlowTimeouts timeouts)
    : m_kernel(std::move(kernel)), m_reporter(std::move(target), clock), m_clock(clock),
      m_flows(limits::flows, timeouts, clock, randomSeed()), m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

Engine::~Engine()
{
    if (m_thread.joinable()) {
        command([this] { m_stop = true; });
        m_thread.join();
    }
    close(m_wake);
}

void Engine::start(std::shared_ptr<const Policy> policy, std::uint32_t generation, Adopt which,
                   const std::vector<LogRecord> &owed)
{
    assert(!m_thread.joinable());
    m_filter = std::make_unique<Filter>(m_flows, std::move(policy));
    m_generation = generation;
    m_kernel.queue->setGeneration(generation);
    adopt(which);
    settleOwed(owed);
    m_thread = std::thread([this] { run(); });
}

void Engine::setPolicy(std::shared_ptr<const Policy> policy)
{
    command([this, policy = std::move(policy)] {
        const bool wasOff = !m_filter->policy().filters();
        const std::vector<IpAddress> newlyFiltered = addressesNewlyFiltered(m_filter->policy(), *policy);
        m_filter->setPolicy(policy);
        if (!policy->filters())
            return;
        // What was established while nothing was filtered stays until it ends.
        if (wasOff)
            adopt(Adopt::all);
        else if (!newlyFiltered.empty())
            adoptAt(newlyFiltered);
        judgeFlowsAgain();
    });
}

void Engine::command(std::function<void()> what)
{
    std::promise<void> done;
    {
        const std::lock_guard lock(m_commandLock);
        m_commands.push_back([&] {
            what();
            done.set_value();
        });
    }
    eventfd_write(m_wake, 1);
    done.get_future().wait();
}

void Engine::takeCommands()
{
    eventfd_t count = 0;
    eventfd_read(m_wake, &count);
    std::vector<std::function<void()>> commands;
    {
        const std::lock_guard lock(m_commandLock);
        commands.swap(m_commands);
    }
    for (const auto &each : commands)
        each();
}

void Engine::run()
{
    std::array<pollfd, 4> wait{{{m_kernel.queue->fd(), POLLIN, 0},
                                {m_kernel.conntrack->fd(), POLLIN, 0},
                                {m_kernel.dropLog->fd(), POLLIN, 0},
                                {m_wake, POLLIN, 0}}};
    while (!m_stop) {
        poll(wait.data(), wait.size(), sweepEvery);
        if (wait[3].revents)
            takeCommands();
        if (wait[1].revents && !m_kernel.conntrack->readEvents([this](const TrackedFlow &flow) { heard(flow); }))
            adopt(Adopt::judged);
        if (wait[0].revents)
            (void)m_kernel.queue->judgeWaiting([this](const QueuedPacket &packet) { return judge(packet); });
        if (wait[2].revents)
            m_kernel.dropLog->read([this](const LoggedPacket &packet) { m_reporter.droppedByKernel(packet); });
        sweep();
        m_reporter.wake();
    }
}

void Engine::sweep()
{
    if (m_clock.steady() < m_nextSweep)
        return;
    m_nextSweep = m_clock.steady() + std::chrono::milliseconds(sweepEvery);
    m_flows.expire(sweepSlots, [this](const Flow &flow) { m_reporter.closed(flow); });
}

Decision Engine::judge(const QueuedPacket &packet)
{
    const ParsedPacket parsed = parse(packet.captured, packet.length);
    const Decision decision = m_filter->inbound(parsed, packet.interface);
    if (decision.verdict == Verdict::drop)
        m_reporter.dropped(parsed, packet.interface, decision);
    return decision;
}

bool Engine::ours(std::uint32_t mark) const
{
    constexpr std::uint32_t mask = marks::origOk | marks::generationMask;
    return (mark & mask) == (marks::judged(m_generation) & mask);
}

void Engine::heard(const TrackedFlow &tracked)
{
    if (tracked.event == TrackedFlow::Event::ended)
        ended(tracked);
    else if (ours(tracked.mark))
        begunOrChanged(tracked);
}

void Engine::begunOrChanged(const TrackedFlow &tracked)
{
    const Direction origin = (tracked.mark & marks::outbound) ? Direction::outbound : Direction::inbound;
    const FlowKey &key = origin == Direction::outbound ? tracked.asOutbound : tracked.asInbound;
    Flow *flow = m_flows.insert(key, origin);
    if (!flow)
        return;
    flow->inKernel = true;
    flow->doubtful = false;
    if (tracked.tcp != TcpState::none)
        flow->tcp = tracked.tcp;
    m_flows.touch(*flow);

    // The kernel's set may have let it in a moment before the policy changed: it follows the new one.
    const Decision allowed = m_filter->stillAllowed(*flow);
    if (allowed.verdict == Verdict::drop) {
        revoke(key, origin);
        (void)m_kernel.conntrack->flush();
        m_reporter.closed(*flow);
        m_flows.erase(key);
        return;
    }
    flow->rule = allowed.rule;
    if (tracked.event == TrackedFlow::Event::begun)
        m_reporter.opened(*flow);
}

void Engine::ended(const TrackedFlow &tracked)
{
    for (const FlowKey *key : {&tracked.asOutbound, &tracked.asInbound}) {
        if (const Flow *flow = m_flows.find(*key)) {
            m_reporter.closed(*flow);
            m_flows.erase(*key);
            return;
        }
    }
}

void Engine::revoke(const FlowKey &key, Direction origin)
{
    m_kernel.conntrack->setMark(key, origin, 0);
}

// At start, when the firewall goes on, and after events were lost. What the kernel no longer has goes from our table.
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

// What lives on will get its CLOSE at its end, the rest has ended in between. (What adopt() has just revoked is gone too.)
void Engine::settleOwed(const std::vector<LogRecord> &owed)
{
    for (const LogRecord &begun : owed) {
        const bool fromHere = begun.direction == Direction::outbound;
        const FlowKey key = fromHere
            ? FlowKey{begun.source, begun.destination, begun.sourcePort, begun.destinationPort, begun.protocol}
            : FlowKey{begun.destination, begun.source, begun.destinationPort, begun.sourcePort, begun.protocol};
        Flow *flow = m_flows.find(key);
        if (flow && flow->origin == begun.direction)
            flow->logged = true;
        else
            m_reporter.closedMeanwhile(begun);
    }
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
        const Decision allowed = m_filter->stillAllowed(flow);
        if (allowed.verdict == Verdict::accept) {
            flow.rule = allowed.rule;
            return true;
        }
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

}  // namespace parapet
