// SPDX-License-Identifier: GPL-2.0-or-later
// Engine: the thread that gives verdicts. It owns the packet queue, the flow table and the filter; others speak to
// it by short commands that it takes between two batches of packets. It never waits for a person, D-Bus, DNS or the
// disk: log records leave by a bounded ring.
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/filter/filter.h"
#include "engine/flow/flowtable.h"
#include "engine/kernel/conntrack.h"
#include "engine/kernel/droplog.h"
#include "engine/kernel/packetqueue.h"
#include "engine/log/recordring.h"

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
    // Where records go; `wake` is called after a batch that pushed any, from the engine's thread, and must not wait.
    struct Records {
        RecordRing &ring;
        std::function<void()> wake;
    };
    struct Kernel {
        std::unique_ptr<PacketQueue> queue;
        std::unique_ptr<Conntrack> conntrack;
        std::unique_ptr<DropLog> dropLog;
    };

    Engine(Kernel kernel, Records records, const Clock &clock, FlowTimeouts timeouts);
    ~Engine();  // ends the thread; the kernel then drops what would have been judged
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    // Which flows of before are taken over at start. judged: those that carry the mark of `generation` (we were
    // here before); all: also everything else that lives now, as it was established without us.
    enum class Adopt { judged, all };
    void start(std::shared_ptr<const Policy> policy, std::uint32_t generation, Adopt adopt);

    // In force when it returns: flows that lost their permission have lost their mark. Any thread but the engine's.
    void setPolicy(std::shared_ptr<const Policy> policy);
    void logConnections(bool on) { m_logConnections = on; }

private:
    void run();
    void command(std::function<void()> what);
    void takeCommands();

    Decision judge(const QueuedPacket &packet);
    void heard(const TrackedFlow &tracked);
    void begunOrChanged(const TrackedFlow &tracked);
    void ended(const TrackedFlow &tracked);
    void adopt(Adopt which);
    void adoptAt(const std::vector<IpAddress> &here);
    void adoptSockets(const std::function<bool(const FlowKey &)> &wanted);
    void adoptTracked(const TrackedFlow &tracked, const std::vector<IpAddress> &here);
    void adoptFlow(const FlowKey &key, Direction origin, bool inKernel, TcpState tcp);
    void judgeFlowsAgain();
    void judgeKernelFlowsAgain();
    void revoke(const FlowKey &key, Direction origin);
    void sweep();
    bool ours(std::uint32_t mark) const;
    void recordDroppedByKernel(const LoggedPacket &packet);
    void recordDrop(const ParsedPacket &packet, Direction direction, std::uint32_t interface, Reason reason,
                    RuleId rule);
    void recordOpen(Flow &flow);
    void recordClose(const Flow &flow);
    void recordFlow(const Flow &flow, LogAction action);
    void push(const LogRecord &record);

    Kernel m_kernel;
    Records m_records;
    const Clock &m_clock;
    FlowTable m_flows;
    std::unique_ptr<Filter> m_filter;
    std::uint32_t m_generation = 0;
    bool m_pushed = false;
    std::atomic<bool> m_logConnections{false};
    SteadyTime m_nextSweep{0};

    std::mutex m_commandLock;
    std::vector<std::function<void()>> m_commands;
    bool m_stop = false;  // engine's thread only
    int m_wake;           // eventfd
    std::thread m_thread;
};

}  // namespace parapet
