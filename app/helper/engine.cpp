// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/engine.h"

#include "engine/kernel/marks.h"
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

constexpr int sweepEvery = 1000;               // milliseconds between looks for flows that ran out
constexpr std::size_t sweepFlows = 1 << 16;    // flows looked at each time
constexpr int eventsEvery = 10;                // milliseconds between readings of conntrack's events while they flow
constexpr int endingEvery = 20;                // milliseconds between looks for flows whose sockets have gone
constexpr std::chrono::seconds waitAtMost{1};  // for the answer which program a packet is for

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

Engine::Engine(Kernel kernel, Programs programs, Reporter::Target target, const Clock &clock, FlowTimeouts timeouts)
    : m_kernel(std::move(kernel)), m_reporter(std::move(target), clock), m_clock(clock),
      m_flows(limits::flows, timeouts, clock, randomSeed()),
      m_attribution(std::move(*m_kernel.sockets), clock,
                    [this](const OwnerResolver::Question &question) { return m_resolver.ask(question); }),
      m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_resolver(std::move(programs.holders), std::move(programs.reader), std::move(programs.units),
                 [this](std::vector<OwnerResolver::Answer> answers) {
                     post([this, answers = std::move(answers)] { learn(answers); });
                 })
{
    m_waiting.reserve(limits::packetsWaiting);
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
    m_filter = std::make_unique<Filter>(m_flows, m_attribution, std::move(policy));
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
        m_attribution.forgetAll();
        if (!policy->filters())
            return;
        // What was established while nothing was filtered stays until it ends.
        if (wasOff)
            adopt(Adopt::all);
        else if (!newlyFiltered.empty())
            adoptAt(newlyFiltered);
        judgeFlowsAgain(Judging::atOnce);
    });
}

void Engine::command(std::function<void()> what)
{
    std::promise<void> done;
    post([&] {
        what();
        done.set_value();
    });
    done.get_future().wait();
}

void Engine::post(std::function<void()> what)
{
    {
        const std::lock_guard lock(m_commandLock);
        m_commands.push_back(std::move(what));
    }
    eventfd_write(m_wake, 1);
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
    std::array<pollfd, 5> wait{{{m_kernel.queue->fd(), POLLIN, 0},
                                {m_kernel.conntrack->fd(), POLLIN, 0},
                                {m_kernel.dropLog->fd(), POLLIN, 0},
                                {m_wake, POLLIN, 0},
                                {m_kernel.socketEnds->fd(), POLLIN, 0}}};
    bool areEvents = false;
    while (!m_stop) {
        // conntrack tells of each flow, and nothing of that is urgent: while it does, it wakes nobody, as a network card that is
        // polled. (Waking for each costs a machine of two cores a third of its new connections in a second; 0014.)
        wait[1].fd = areEvents ? -1 : m_kernel.conntrack->fd();
        poll(wait.data(), wait.size(), areEvents ? eventsEvery : sweepEvery);
        ++m_rounds;
        // Before any packet is judged and any command obeyed: they are to find what has ended, and what has begun.
        areEvents = hearConntrack();
        if (wait[3].revents)
            takeCommands();
        if (wait[4].revents)  // before the packets that come for the next program
            hearSocketEnds();
        if (wait[0].revents)
            (void)m_kernel.queue->judgeWaiting([this](const QueuedPacket &packet) { return judge(packet); });
        if (wait[2].revents)
            m_kernel.dropLog->read([this](const LoggedPacket &packet) { m_reporter.droppedByKernel(packet); });
        sweep();
        m_reporter.wake();
    }
}

// Whether there was anything.
bool Engine::hearConntrack()
{
    bool any = false;
    const bool all = m_kernel.conntrack->readEvents([&](const TrackedFlow &flow) {
        any = true;
        heard(flow);
    });
    if (!all)
        reconcile();
    return any;
}

void Engine::sweep()
{
    if (m_clock.steady() < m_nextSweep)
        return;
    m_nextSweep = m_clock.steady() + std::chrono::milliseconds(sweepEvery);
    m_flows.expire(sweepFlows, [this](Flow &flow) { m_reporter.closed(flow); });
    settleWaiting();
}

Decision Engine::judge(const QueuedPacket &packet)
{
    const ParsedPacket parsed = parse(packet.captured, packet.length);
    Decision decision = m_filter->inbound(parsed, packet.interface);
    if (decision.verdict == Verdict::later)
        decision = mayWait(packet, parsed);
    keepSocketFlow(parsed, decision);
    if (decision.verdict == Verdict::drop)
        m_reporter.dropped(parsed, packet.interface, decision);
    return decision;
}

Decision Engine::mayWait(const QueuedPacket &packet, const ParsedPacket &parsed)
{
    if (m_waiting.size() >= limits::packetsWaiting)
        return {Verdict::drop, Reason::noException, {}, false};
    m_waiting.push_back({packet.id, packet.mark, packet.interface, parsed, m_clock.steady()});
    return {Verdict::later, Reason::noException, {}, false};
}

// False: it waits on.
bool Engine::settle(const Waiting &waiting)
{
    Decision decision = m_filter->inbound(waiting.packet, waiting.interface);
    if (decision.verdict == Verdict::later) {
        if (m_clock.steady() - waiting.since < waitAtMost)
            return false;
        decision.verdict = Verdict::drop;
    }
    keepSocketFlow(waiting.packet, decision);
    if (decision.verdict == Verdict::drop)
        m_reporter.dropped(waiting.packet, waiting.interface, decision);
    (void)m_kernel.queue->settle(waiting.id, waiting.mark, decision);
    return true;
}

void Engine::settleWaiting()
{
    std::erase_if(m_waiting, [this](const Waiting &each) { return settle(each); });
}

void Engine::learn(const std::vector<OwnerResolver::Answer> &answers)
{
    m_attribution.learn(answers);
    settleWaiting();
    if (std::exchange(m_judgeAgain, false))
        judgeFlowsAgain(Judging::asked);
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
    // The end of such a flow would not be told, and a change of the policy does not reach it.
    if (origin == Direction::outbound && !(tracked.mark & marks::told))
        return;
    const FlowKey &key = origin == Direction::outbound ? tracked.asOutbound : tracked.asInbound;
    Flow *flow = m_flows.insert(key, origin);
    if (!flow)
        return;
    const bool isFound = m_reconciles && tracked.event == TrackedFlow::Event::listed && !flow->inKernel;
    flow->inKernel = true;
    flow->doubtful = false;
    if (tracked.tcp != TcpState::none)
        flow->tcp = tracked.tcp;
    m_flows.touch(*flow);

    // The kernel's set may have let it in a moment before the policy changed: it follows the new one.
    const bool isOlder = tracked.event == TrackedFlow::Event::listed;  // from before a restart, under the same policy
    if (!mayStay(*flow, isOlder ? Judging::asked : Judging::atOnce)) {
        revoke(key, origin);
        (void)m_kernel.conntrack->flush();
        m_reporter.closed(*flow);
        m_flows.erase(key);
        return;
    }
    if (isFound || tracked.event == TrackedFlow::Event::begun)
        m_reporter.opened(*flow);
    // conntrack keeps the entry for a while longer; the person need not wait for that.
    if (flow->tcp == TcpState::closing || flow->tcp == TcpState::closed)
        m_reporter.closed(*flow);
}

void Engine::ended(const TrackedFlow &tracked)
{
    for (const FlowKey *key : {&tracked.asOutbound, &tracked.asInbound}) {
        if (Flow *flow = m_flows.find(*key)) {
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

// A flow without a connection lives by the socket that its program exception let it in to: another program that gets the port
// must be asked about anew. (A TCP connection ends by itself.)
void Engine::hearSocketEnds()
{
    const auto end = [this](const FlowKey &key) { endSocketFlow(key); };
    const bool all = m_kernel.socketEnds->read([&](std::uint64_t cookie) {
        m_attribution.forget(cookie);
        m_socketFlows.take(cookie, end);
    });
    if (!all) {  // which ones went is not known: what lives on is let in anew
        m_attribution.forgetAll();
        m_socketFlows.takeAll(end);
    }
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

void Engine::endSocketFlow(const FlowKey &key)
{
    Flow *flow = m_flows.find(key);
    if (!flow || flow->rule.kind != RuleId::Kind::program)
        return;
    revoke(key, flow->origin);
    m_reporter.closed(*flow);
    m_flows.erase(key);
}

// One for which there is no room does not outlive this packet: the next one is judged again.
void Engine::keepSocketFlow(const ParsedPacket &packet, Decision &decision)
{
    if (decision.socket == 0 || !packet.isUdp())
        return;
    const auto key = flowKey(packet, Direction::inbound);
    const Flow *flow = key ? m_flows.find(*key) : nullptr;
    const auto lives = [this](const FlowKey &each) { return m_flows.find(each) != nullptr; };
    const bool kept = flow && m_socketFlows.add(decision.socket, *key, lives);
    if (kept)
        return;
    decision.learn = false;
    if (flow)
        m_flows.erase(*key);
}

}  // namespace parapet
