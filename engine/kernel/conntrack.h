// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's conntrack as the engine needs it: hear of flows that begin, change and end; list them; mark them.
// One thread. Flows that carry no mark of ours (forwarded, loopback) are told with mark 0.
#pragma once

#include "engine/flow/flowkey.h"
#include "engine/flow/tcpstate.h"
#include "engine/kernel/netlink.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace parapet {

struct TrackedFlow {
    enum class Event : std::uint8_t { begun, changed, ended, listed };
    Event event = Event::begun;
    // The flow as a packet in the input hook shows it, for either origin; which of the two it is, the mark says
    // (marks::outbound) or the caller knows from the host's addresses.
    FlowKey asOutbound, asInbound;
    TcpState tcp = TcpState::none;
    std::uint32_t mark = 0;
};

class Conntrack {
public:
    // receiveBuffer: bytes of events that may wait for us.
    static Result<std::unique_ptr<Conntrack>> open(int receiveBuffer = 8 << 20);
    ~Conntrack();

    int fd() const { return m_events.fd(); }
    // Tells the events that wait now. False: some were lost; list() again. All that waited has been told by then, so nothing
    // older than the list comes after it.
    bool readEvents(const std::function<void(const TrackedFlow &)> &each);
    Outcome list(const std::function<void(const TrackedFlow &)> &each);

    // Writes our bits of the flow's conntrack mark, leaving those of others. Takes effect at flush(). ICMP queries are
    // left alone: their tuple needs a type that the key does not hold, and they are over in a moment.
    void setMark(const FlowKey &key, Direction origin, std::uint32_t ours);
    // Sends what setMark() collected; flows that are gone meanwhile are no error.
    Outcome flush();

    // Does conntrack have this flow? A few microseconds. Not of ICMP queries, as above. What cannot be found out is true.
    bool tracks(const FlowKey &key, Direction origin);

private:
    Conntrack(NetlinkSocket events, NetlinkSocket commands, NetlinkSocket questions);

    NetlinkSocket m_events, m_commands, m_questions;
    std::vector<std::byte> m_receive;
    std::vector<std::byte> m_marks;
};

// What sets of this generation have let in (marks.h) is of no generation from here on, so that the number can be used again. Any
// thread; milliseconds for 100,000 flows.
Outcome retireGeneration(std::uint32_t generation);

// Without nf_conntrack_events=1, flows are told only if somebody listened when they were born.
Outcome enableConntrackEvents();

}  // namespace parapet
