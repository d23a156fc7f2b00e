// SPDX-License-Identifier: GPL-2.0-or-later
// Reporter: makes log records of what the engine saw and puts them into the ring. Engine's thread, except where it says
// otherwise; never waits.
#pragma once

#include "engine/base/clock.h"
#include "engine/flow/flowtable.h"
#include "engine/kernel/droplog.h"
#include "engine/log/recordring.h"
#include "engine/packet/parsedpacket.h"

#include "engine/base/limits.h"

#include <atomic>
#include <deque>
#include <functional>

namespace parapet {

class Reporter {
public:
    // Where records go; `wake` tells the reader of the ring, `flood` that a flood goes on. Neither may wait.
    struct Target {
        RecordRing &ring;
        std::function<void()> wake, flood;
    };

    Reporter(Target target, const Clock &clock);

    void logConnections(bool on) { m_connections = on; }  // any thread

    void dropped(const ParsedPacket &packet, std::uint32_t interface, const Decision &decision);
    // A packet that the rules dropped: outbound with a spoofed source or as an error message that is not allowed, or inbound as
    // one of a flood.
    void droppedByKernel(const LoggedPacket &packet);
    // Each OPEN line has exactly one CLOSE line.
    void opened(Flow &flow);
    void closed(Flow &flow);

    // A connection that an earlier helper told the beginning of has ended while nobody looked.
    void closedMeanwhile(LogRecord begun);

    // Tells the reader, if there is anything new.
    void wake();

private:
    void drop(const ParsedPacket &packet, Direction direction, std::uint32_t interface, Reason reason,
              const RuleId &rule);
    LogRecord recordOf(const Flow &flow, LogAction action) const;
    void close(const LogRecord &record);
    bool push(const LogRecord &record);

    Target m_target;
    const Clock &m_clock;
    std::atomic<bool> m_connections{false};
    static constexpr std::size_t owedMax = limits::recordRing;
    std::deque<LogRecord> m_owed;  // CLOSE lines that did not fit into the ring
    bool m_pushed = false;
};

}  // namespace parapet
