// SPDX-License-Identifier: GPL-2.0-or-later
// Engine: the thread that gives verdicts. It owns the packet queue, the flow table and the filter; others speak to
// it by short commands that it takes between two batches of packets. It never waits for a person, D-Bus, DNS or the
// disk: log records leave by a bounded ring.
#pragma once

#include "app/helper/attribution.h"
#include "app/helper/reporter.h"
#include "app/helper/socketflows.h"
#include "engine/base/clock.h"
#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/filter/filter.h"
#include "engine/flow/flowtable.h"
#include "engine/kernel/conntrack.h"
#include "engine/kernel/droplog.h"
#include "engine/kernel/packetqueue.h"
#include "engine/kernel/socketends.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace parapet {

class Engine {
public:
    struct Kernel {
        std::unique_ptr<PacketQueue> queue;
        std::unique_ptr<Conntrack> conntrack;
        std::unique_ptr<DropLog> dropLog;
        std::unique_ptr<SocketLookup> sockets;
        std::unique_ptr<SocketEnds> socketEnds;
    };
    // How processes are found out; in a thread of its own.
    struct Programs {
        std::unique_ptr<SocketHolders> holders;
        ProcessReader reader;
        UnitProgram units;
    };

    Engine(Kernel kernel, Programs programs, Reporter::Target target, const Clock &clock, FlowTimeouts timeouts);
    ~Engine();  // ends the thread; the kernel then drops what would have been judged
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    // Which flows of before are taken over at start. judged: those that carry a mark of ours (we were here
    // before); all: also everything else that lives now, as it was established without us.
    enum class Adopt { judged, all };
    // owed: connections whose beginning an earlier helper has told, and not yet the end.
    void start(std::shared_ptr<const Policy> policy, Adopt adopt, const std::vector<LogRecord> &owed);

    // In force when it returns: flows that lost their permission have lost their mark. Any thread but the engine's.
    void setPolicy(std::shared_ptr<const Policy> policy);
    void logConnections(bool on) { m_reporter.logConnections(on); }
    // Of ListenWatch::tcpListens(). Any thread but the engine's.
    void setListens(SoleListeners::Count count);

    // How often its thread has gone round; it does so at least once a second. Any thread.
    std::uint64_t rounds() const { return m_rounds; }

private:
    void run();
    void command(std::function<void()> what);  // back when it is done
    void post(std::function<void()> what);     // back at once
    void takeCommands();

    // A packet whose program is being found out.
    struct Waiting {
        std::uint32_t id = 0, mark = 0, interface = 0;
        ParsedPacket packet;
        SteadyTime since{};
    };
    bool judgeWaiting();
    Decision judge(const QueuedPacket &packet);
    void rest();
    Decision mayWait(const QueuedPacket &packet, const ParsedPacket &parsed);
    bool settle(const Waiting &waiting);
    void settleWaiting();
    void learn(const std::vector<OwnerResolver::Answer> &answers);
    bool hearConntrack();
    void hearSocketEnds();
    void endSocketFlow(const FlowKey &key);
    void keep(const ParsedPacket &packet, Decision &decision);
    void heard(const TrackedFlow &tracked);
    void begunOrChanged(const TrackedFlow &tracked);
    void ended(const TrackedFlow &tracked);
    void adopt(Adopt which);
    void reconcile();
    void adoptAt(const std::vector<IpAddress> &here);
    void adoptSockets(const std::function<bool(const FlowKey &)> &wanted);
    void adoptTracked(const TrackedFlow &tracked, const std::vector<IpAddress> &here);
    void adoptFlow(const FlowKey &key, Direction origin, bool inKernel, TcpState tcp);
    // Whether a flow that only its program can allow stays until that is known.
    enum class Judging { atOnce, asked };
    void judgeFlowsAgain(Judging how);
    void judgeKernelFlowsAgain();
    void settleOwed(const std::vector<LogRecord> &owed);
    bool mayStay(Flow &flow, Judging how);
    void revoke(const FlowKey &key, Direction origin);
    void sweep();
    void ask(Flow &flow);

    Kernel m_kernel;
    Reporter m_reporter;
    const Clock &m_clock;
    FlowTable m_flows;
    Attribution m_attribution;
    std::unique_ptr<Filter> m_filter;
    std::vector<Waiting> m_waiting;  // at most limits::packetsWaiting
    SocketFlows m_socketFlows{limits::socketFlows};
    bool m_reconciles = false;  // the list is read because events were lost
    bool m_judgeAgain = false;  // flows whose programs were not known when they were judged
    SteadyTime m_nextSweep{0}, m_lastDrop{0};
    int m_asksLeft = 0;  // questions to conntrack, until the next sweep

    std::mutex m_commandLock;
    std::vector<std::function<void()>> m_commands;
    std::atomic<std::uint64_t> m_rounds{0};
    bool m_stop = false;  // engine's thread only
    int m_wake;           // eventfd
    OwnerResolver m_resolver;
    std::thread m_thread;
};

}  // namespace parapet
