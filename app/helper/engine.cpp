// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/engine.h"

#include "engine/kernel/marks.h"
#include "engine/kernel/readiness.h"
#include "engine/packet/parser.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <future>
#include <random>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace parapet {

namespace {

constexpr std::chrono::milliseconds sweepEvery{1000};  // between looks for flows that ran out
constexpr std::size_t sweepFlows = 1 << 16;            // flows looked at each time
constexpr int asksAtOnce = 1000;                       // of these, asked about; 3 microseconds each
constexpr std::chrono::milliseconds askAgain{100};     // until the next sweep where that is not enough
constexpr std::chrono::milliseconds eventsEvery{10};   // between readings of conntrack's events while they flow
constexpr std::chrono::milliseconds strangersApart{10}, breath{4};  // what is seldom enough not to rest, and how long
constexpr std::chrono::seconds waitAtMost{1};                       // for the answer which program a packet is for

// What the thread waits for.
enum Source : std::uint32_t { packets = 1, trackedFlows = 2, kernelDrops = 4, commands = 8, socketEnds = 16 };

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

void Engine::start(std::shared_ptr<const Policy> policy, Adopt which, const std::vector<LogRecord> &owed)
{
    assert(!m_thread.joinable());
    m_filter = std::make_unique<Filter>(m_flows, m_attribution, std::move(policy));
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

void Engine::setListens(SoleListeners::Count count)
{
    command([&] { m_attribution.setListens(std::move(count)); });
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
    Readiness readiness;
    readiness.watch(m_kernel.queue->fd(), packets);
    readiness.watch(m_kernel.conntrack->fd(), trackedFlows);
    readiness.watch(m_kernel.dropLog->fd(), kernelDrops);
    readiness.watch(m_wake, commands);
    readiness.watch(m_kernel.socketEnds->fd(), socketEnds);
    bool areEvents = false;
    while (!m_stop) {
        const std::uint32_t ready = readiness.wait(areEvents ? eventsEvery : sweepEvery);
        ++m_rounds;
        // Commands are to find what has ended, and what has begun.
        if (areEvents || (ready & (trackedFlows | commands))) {
            // While conntrack tells something it wakes nobody, as a network card that is polled: nothing of that is urgent.
            // (Waking for each flow costs a machine of two cores a third of its new connections in a second; 0014.)
            const bool wereEvents = std::exchange(areEvents, hearConntrack());
            if (areEvents != wereEvents)
                readiness.hear(m_kernel.conntrack->fd(), trackedFlows, !areEvents);
        }
        if (ready & commands)
            takeCommands();
        if (ready & socketEnds)  // before the packets that come for the next program
            hearSocketEnds();
        const bool onlyDrops = (ready & packets) && !judgeWaiting();
        if (ready & kernelDrops)
            m_kernel.dropLog->read([this](const LoggedPacket &packet) { m_reporter.droppedByKernel(packet); });
        sweep();
        m_reporter.wake();
        if (onlyDrops)
            rest();
    }
}

// Whether any packet was let in, or may be, or still waits.
bool Engine::judgeWaiting()
{
    bool any = false;
    const Result<bool> more = m_kernel.queue->judgeWaiting([&](const QueuedPacket &packet) {
        const Decision decision = judge(packet);
        any |= decision.verdict != Verdict::drop;
        return decision;
    });
    return any || (more && *more);
}

// While one stranger comes after the other, they are judged some at a time: to be woken for each costs more than to judge it.
// Not while others wait: who is left little of a core by the interrupts loses it for a second by sleeping.
void Engine::rest()
{
    const SteadyTime now = m_clock.steady();
    if (now - std::exchange(m_lastDrop, now) < strangersApart)
        std::this_thread::sleep_for(breath);
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
    m_asksLeft = asksAtOnce;
    m_flows.expire(
        sweepFlows, [this](Flow &flow) { m_reporter.closed(flow); }, [this](Flow &flow) { ask(flow); });
    m_nextSweep = m_clock.steady() + (m_asksLeft > 0 ? sweepEvery : askAgain);
    settleWaiting();
}

// The end of a flow is told, but not that conntrack never took it: somebody else may have dropped its first packet after us.
void Engine::ask(Flow &flow)
{
    if (m_asksLeft == 0)
        return;
    --m_asksLeft;
    flow.presumed = false;
    flow.inKernel = m_kernel.conntrack->tracks(flow.key, flow.origin);
}

Decision Engine::judge(const QueuedPacket &packet)
{
    const ParsedPacket parsed = parse(packet.captured, packet.length);
    Decision decision = m_filter->inbound(parsed, packet.interface, marks::hasBegun(packet.mark));
    if (decision.verdict == Verdict::later)
        decision = mayWait(packet, parsed);
    keep(parsed, decision);
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
    Decision decision = m_filter->inbound(waiting.packet, waiting.interface, marks::hasBegun(waiting.mark));
    if (decision.verdict == Verdict::later) {
        if (m_clock.steady() - waiting.since < waitAtMost)
            return false;
        decision.verdict = Verdict::drop;
    }
    keep(waiting.packet, decision);
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

void Engine::heard(const TrackedFlow &tracked)
{
    if (tracked.event == TrackedFlow::Event::ended)
        ended(tracked);
    else if (marks::isOurs(tracked.mark))
        begunOrChanged(tracked);
}

void Engine::begunOrChanged(const TrackedFlow &tracked)
{
    if (marks::isUntold(tracked.mark))
        return;
    const Direction origin = (tracked.mark & marks::outbound) ? Direction::outbound : Direction::inbound;
    const FlowKey &key = origin == Direction::outbound ? tracked.asOutbound : tracked.asInbound;
    Flow *flow = m_flows.insert(key, origin);
    if (!flow)
        return;
    const bool isFound =
        m_reconciles && tracked.event == TrackedFlow::Event::listed && (!flow->inKernel || flow->presumed);
    flow->inKernel = true;
    flow->presumed = false;
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

// What the kernel is about to learn is conntrack's from here on. Of queries it tells the beginning itself.
void Engine::keep(const ParsedPacket &packet, Decision &decision)
{
    if (decision.verdict != Verdict::accept || !decision.learn || packet.isIcmp())
        return;
    const auto key = flowKey(packet, Direction::inbound);
    Flow *flow = key ? m_flows.find(*key) : nullptr;
    if (flow && !flow->inKernel)
        flow->inKernel = flow->presumed = true;
    if (decision.socket == 0 || !packet.isUdp())
        return;
    const auto lives = [this](const FlowKey &each) { return m_flows.find(each) != nullptr; };
    const bool kept = flow && m_socketFlows.add(decision.socket, *key, lives);
    if (kept)
        return;
    decision.learn = false;
    if (flow)
        m_flows.erase(*key);
}

}  // namespace parapet
