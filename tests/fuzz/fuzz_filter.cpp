// SPDX-License-Identifier: GPL-2.0-or-later
// Any packets in any order against a filter with flows. The promises are about what gets in, and are worked out here
// from the flow table and the settings, not from the filter's own steps.
//
// Input: the operating mode, then steps of (kind, length, that many bytes of packet).
#include "engine/filter/filter.h"
#include "engine/packet/parser.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakereceivers.h"

#include <cstdio>
#include <cstdlib>

using namespace parapet;

namespace {

constexpr std::size_t capacity = 64;  // small, so that it fills up
constexpr std::uint16_t openTcp = 80, openUdp = 53;

void promise(bool kept, const char *what)
{
    if (kept)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

std::shared_ptr<const Policy> policyFor(std::uint8_t mode)
{
    Settings settings;
    Profile &profile = settings.profile(ProfileId::standard);
    profile.opmode = Opmode(mode % 3);
    profile.ports[{PortProtocol::tcp, openTcp}] = {"web", true};
    profile.ports[{PortProtocol::udp, openUdp}] = {"dns", true};
    profile.ports[{PortProtocol::tcp, 22}] = {"ssh, not enabled", false};
    return std::make_shared<const Policy>(settings, ProfileId::standard);
}

bool portIsOpen(const ParsedPacket &packet)
{
    if (packet.isTcp())
        return packet.destinationPort == openTcp;
    return packet.isUdp() && packet.destinationPort == openUdp;
}

class Run {
public:
    explicit Run(std::uint8_t mode) : m_filter(m_flows, m_receivers, policyFor(mode)) { }

    void step(std::uint8_t kind, std::span<const std::byte> bytes)
    {
        const ParsedPacket packet = parse(bytes, bytes.size());
        switch (kind % 4) {
        case 0: receive(packet); break;
        case 1: send(packet); break;
        case 2: m_clock.advance(std::chrono::seconds(bytes.size())); break;
        default: m_filter.setPolicy(policyFor(std::uint8_t(bytes.size()))); break;
        }
    }

private:
    bool knows(const std::optional<FlowKey> &key) { return key && m_flows.find(*key); }

    void send(const ParsedPacket &packet)
    {
        if (const auto key = flowKey(packet, Direction::outbound))
            m_flows.insert(*key, Direction::outbound);
    }

    void receive(const ParsedPacket &packet)
    {
        const bool known = knows(flowKey(packet, Direction::inbound)), quotes = knows(quotedFlowKey(packet));
        const std::size_t flowsBefore = m_flows.size();
        const Decision decision = m_filter.inbound(packet);
        promise(m_flows.size() <= capacity, "the table is bounded");
        if (decision.verdict == Verdict::drop) {
            promise(!decision.learn, "what is dropped is not learnt");
            promise(m_flows.size() <= flowsBefore, "what is dropped makes no flow");
            promise(m_filter.policy().filters(), "off drops nothing");
        } else {
            checkAccepted(packet, decision.reason, known, quotes);
        }
    }

    void checkAccepted(const ParsedPacket &packet, Reason reason, bool known, bool quotes)
    {
        const Opmode mode = m_filter.policy().opmode();
        promise(mode == Opmode::off || packet.defect == Defect::none, "no defect gets in");
        switch (reason) {
        case Reason::firewallOff: promise(mode == Opmode::off, "off means off"); break;
        case Reason::knownFlow: promise(known, "a known flow was known before"); break;
        case Reason::relatedError: promise(packet.icmpIsError && quotes, "an error quotes a known flow"); break;
        case Reason::hostNeed: promise(isHostNeed(packet), "a host need is one"); break;
        case Reason::portException:
            promise(mode == Opmode::on && portIsOpen(packet), "only open ports take new flows");
            promise(!packet.isTcp() || packet.tcpFlags == 0x02, "only a SYN opens a connection");
            break;
        default: promise(false, "every accept has a reason to accept");
        }
    }

    parapet::test::FakeClock m_clock;
    parapet::test::FakeReceivers m_receivers;
    FlowTable m_flows{capacity, FlowTimeouts{}, m_clock, 1};
    Filter m_filter;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    Run run(data[0]);
    auto rest = std::as_bytes(std::span(data, size)).subspan(1);
    while (rest.size() >= 2) {
        const auto kind = std::to_integer<std::uint8_t>(rest[0]);
        const auto length = std::min(std::to_integer<std::size_t>(rest[1]), rest.size() - 2);
        run.step(kind, rest.subspan(2, length));
        rest = rest.subspan(2 + length);
    }
    return 0;
}
