// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/explanation.h"

#include "engine/filter/filter.h"
#include "engine/filter/receivers.h"
#include "engine/flow/flowtable.h"
#include "engine/model/logrecord.h"
#include "engine/model/protocol.h"

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

// The packet that begins this flow, as the engine would meet it. An address of ours that is not given is the first of the
// same version.
Result<ParsedPacket> firstPacket(const NewFlow &flow, const Interfaces &interfaces)
{
    ParsedPacket packet;
    packet.version = flow.remote.isV4() ? 4 : 6;
    packet.source = flow.remote;
    packet.destination = flow.local;
    for (const Interface &interface : interfaces) {
        const bool fits = flow.interface.empty() || flow.interface == interface.name;
        for (std::size_t i = 0; fits && packet.destination.isUnspecified() && i < interface.addresses.size(); ++i) {
            const IpAddress &address = interface.addresses[i];
            if (address.isV4() == flow.remote.isV4() && !address.isLoopback())
                packet.destination = address;
        }
    }
    if (packet.destination.isUnspecified())
        return Error{ErrorKind::notFound, "This computer has no address of that IP version there."};
    packet.hasAddresses = packet.hasTransport = true;
    packet.hopLimit = 64;
    packet.size = 60;
    if (flow.icmpType) {
        packet.protocol = packet.version == 4 ? ipproto::icmp : ipproto::icmpv6;
        packet.icmpType = *flow.icmpType;
        return packet;
    }
    packet.protocol = static_cast<std::uint8_t>(flow.port.protocol);
    packet.hasPorts = true;
    packet.sourcePort = flow.remotePort;
    packet.destinationPort = flow.port.port;
    packet.tcpFlags = tcpflag::syn;
    return packet;
}

// 0: the one that has the address.
Result<std::uint32_t> interfaceOf(const NewFlow &flow, const Interfaces &interfaces)
{
    if (flow.interface.empty())
        return std::uint32_t{0};
    const auto found = std::ranges::find(interfaces, flow.interface, &Interface::name);
    if (found == interfaces.end())
        return Error{ErrorKind::notFound, "There is no network interface of that name."};
    return found->index;
}

// Who would receive the packet, from the list of who listens.
class Listening final : public Receivers {
public:
    explicit Listening(const std::vector<ListeningProgram> &rows) : m_rows(rows) { }

    Answer of(const FlowKey &flow, std::uint32_t interface, Packet packet) override
    {
        m_processes.clear();
        for (const ListeningProgram &row : m_rows) {
            if (!receives(row.listener, flow, interface, packet == Packet::toMany))
                continue;
            for (const Process &process : row.owners)
                m_processes.push_back(process.keys);
        }
        return {m_processes.empty() ? Answer::State::nobody : Answer::State::known, m_processes, 0};
    }

private:
    static bool receives(const Listener &listener, const FlowKey &flow, std::uint32_t interface, bool toMany)
    {
        const bool fits = listener.local == flow.local || toMany
            || (listener.local.isUnspecified()
                && (flow.local.isV4() ? listener.local.isV4() || !listener.v6Only : !listener.local.isV4()));
        return fits && static_cast<std::uint8_t>(listener.port.protocol) == flow.protocol
            && listener.port.port == flow.localPort && (listener.interface == 0 || listener.interface == interface);
    }

    const std::vector<ListeningProgram> &m_rows;
    std::vector<ProgramKeys> m_processes;
};

}  // namespace

Result<Explanation> Explanation::of(const NewFlow &flow, const Interfaces &interfaces)
{
    const Result<std::uint32_t> interface = interfaceOf(flow, interfaces);
    if (!interface)
        return interface.error();
    Result<ParsedPacket> packet = firstPacket(flow, interfaces);
    if (!packet)
        return packet.error();
    Explanation explanation;
    explanation.m_packet = *packet;
    explanation.m_interface = *interface;
    return explanation;
}

Decision Explanation::decide(std::shared_ptr<const Policy> policy, const std::vector<ListeningProgram> &listening,
                             const Clock &clock) const
{
    const std::uint32_t interface = m_interface ? m_interface : policy->interfaceOf(m_packet.destination);
    FlowTable noFlows(1, {}, clock, 0);
    Listening receivers(listening);
    return Filter(noFlows, receivers, std::move(policy)).inbound(m_packet, interface);
}

}  // namespace parapet
