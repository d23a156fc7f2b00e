// SPDX-License-Identifier: GPL-2.0-or-later
// Random settings, flows and packets: the filter and its slow judge must agree in every field of the decision.
#include <QTest>

#include "engine/filter/filter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/naivematcher.h"
#include "tests/support/parsedpackets.h"

#include <array>
#include <random>

using namespace parapet;
using namespace parapet::test;

namespace {

constexpr int rounds = 100'000;

// Few values, so that packets, flows, exceptions and quotes meet often.
class RandomWorld {
public:
    explicit RandomWorld(unsigned seed) : m_random(seed) { }

    Profile profile()
    {
        Profile profile;
        profile.opmode = std::array{Opmode::on, Opmode::on, Opmode::on, Opmode::on, Opmode::onWithoutExceptions,
                                    Opmode::off}[below(6)];
        for (unsigned i = below(5); i > 0; --i)
            profile.ports[{below(2) ? PortProtocol::tcp : PortProtocol::udp, port()}] = {"entry", below(4) != 0};
        return profile;
    }

    Flow flow()
    {
        Flow flow;
        flow.key.protocol = protocol();
        const bool icmp = flow.key.protocol == 1 || flow.key.protocol == 58;
        flow.key.local = host();
        flow.key.remote = host();
        if (flow.key.protocol == 6 || flow.key.protocol == 17 || icmp) {
            flow.key.localPort = port();
            flow.key.remotePort = icmp ? flow.key.localPort : port();
        }
        flow.origin = below(2) ? Direction::inbound : Direction::outbound;
        if (flow.key.protocol == 6)
            flow.tcp = TcpState(1 + below(6));
        if (flow.origin == Direction::inbound)
            flow.rule = {RuleId::Kind::port, 0, {PortProtocol::tcp, flow.key.localPort}};
        return flow;
    }

    ParsedPacket packet(const std::vector<Flow> &flows)
    {
        ParsedPacket packet = below(2) && !flows.empty() ? about(flows[below(unsigned(flows.size()))].key) : stranger();
        packet.hopLimit = std::array<std::uint8_t, 3>{1, 64, 255}[below(3)];
        if (packet.protocol == 6)
            packet.tcpFlags = below(2)
                ? std::uint8_t(below(64))
                : std::array<std::uint8_t, 5>{syn, syn | ack, ack, psh | ack, fin | ack}[below(5)];
        if (packet.isIcmp())
            addIcmp(packet, flows);
        if (below(20) == 0)
            packet.defect = Defect(1 + below(5));
        return packet;
    }

private:
    unsigned below(unsigned bound) { return unsigned(m_random() % bound); }
    std::uint16_t port() { return std::array<std::uint16_t, 9>{22, 53, 67, 68, 80, 546, 547, 4000, 4001}[below(9)]; }
    std::uint8_t protocol() { return std::array<std::uint8_t, 8>{6, 6, 6, 17, 17, 1, 58, 47}[below(8)]; }
    IpAddress host()
    {
        static constexpr const char *hosts[] = {"192.0.2.7", "198.51.100.1", "198.51.100.2", "2001:db8::7", "fe80::1"};
        return address(hosts[below(5)]);
    }
    IpAddress anySource()
    {
        static constexpr const char *odd[] = {"224.0.0.1", "239.1.2.3", "127.0.0.1", "255.255.255.255", "0.0.0.0",
                                              "ff02::1",   "::1",       "::",        "10.0.0.1",        "2001:db8::9"};
        return below(4) == 0 ? address(odd[below(10)]) : host();
    }

    ParsedPacket between(const IpAddress &source, const IpAddress &destination, std::uint8_t protocol)
    {
        ParsedPacket packet;
        packet.hasAddresses = packet.hasTransport = true;
        packet.source = source;
        packet.destination = destination;
        packet.protocol = protocol;
        // Now and then an IPv4 address in an IPv6 header.
        packet.version = source.isV4() && destination.isV4() && below(20) ? 4 : 6;
        return packet;
    }

    ParsedPacket stranger()
    {
        ParsedPacket packet = between(anySource(), host(), below(8) ? protocol() : 2);
        packet.hasPorts = packet.isTcp() || packet.isUdp();
        packet.sourcePort = port();
        packet.destinationPort = port();
        packet.icmpId = port();
        return packet;
    }

    // Received within this flow, or nearly.
    ParsedPacket about(const FlowKey &key)
    {
        ParsedPacket packet = between(key.remote, key.local, key.protocol);
        packet.hasPorts = packet.isTcp() || packet.isUdp();
        packet.sourcePort = key.remotePort;
        packet.destinationPort = below(8) ? key.localPort : port();
        packet.icmpId = key.localPort;
        return packet;
    }

    void addIcmp(ParsedPacket &packet, const std::vector<Flow> &flows)
    {
        const bool v4 = packet.version == 4;
        packet.hasPorts = false;
        packet.protocol = v4 ? 1 : 58;
        switch (below(3)) {
        case 0:
            packet.icmpIsQuery = true;
            packet.icmpType = v4 ? std::array<std::uint8_t, 6>{0, 8, 13, 14, 17, 18}[below(6)] : 128 + below(2);
            break;
        case 1:
            packet.icmpIsError = true;
            packet.icmpType = v4 ? 3 : 1;
            addQuote(packet, below(4) && !flows.empty() ? flows[below(unsigned(flows.size()))] : flow());
            break;
        default: packet.icmpType = std::uint8_t(v4 ? 5 : 130 + below(14));
        }
    }

    void addQuote(ParsedPacket &packet, const Flow &flow)
    {
        packet.quoted = {below(8) != 0,      flow.key.protocol,   flow.key.local, flow.key.remote,
                         flow.key.localPort, flow.key.remotePort, below(8) != 0};
        if (below(4))
            packet.destination = flow.key.local;
    }

    std::mt19937 m_random;
};

}  // namespace

class TestFilterRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheNaiveMatcher()
    {
        RandomWorld world(20040825);
        FakeClock clock;
        std::array<int, 256> reasons{};
        for (int round = 0; round < rounds; ++round) {
            Settings settings;
            settings.profile(ProfileId::standard) = world.profile();
            FlowTable table(16, {}, clock, unsigned(round));
            std::vector<Flow> flows;
            for (int i = 0; i < 4; ++i) {
                const Flow flow = world.flow();
                if (table.find(flow.key))
                    continue;
                Flow *stored = table.insert(flow.key, flow.origin);
                stored->tcp = flow.tcp;
                stored->rule = flow.rule;
                flows.push_back(*stored);
            }
            const ParsedPacket packet = world.packet(flows);
            const NaiveMatcher naive(settings.profile(ProfileId::standard), flows);
            Filter filter(table, std::make_shared<const Policy>(settings, ProfileId::standard));
            const Decision expected = naive.inbound(packet), decision = filter.inbound(packet);
            QVERIFY2(decision == expected, qPrintable(difference(round, decision, expected)));
            ++reasons[std::size_t(decision.reason)];
        }
        checkThatAllReasonsCame(reasons);
    }

private:
    static QString difference(int round, const Decision &decision, const Decision &expected)
    {
        const auto text = [](const Decision &one) {
            const std::string_view reason = word(one.reason);
            return QStringLiteral("%1 %2 learn %3")
                .arg(int(one.verdict))
                .arg(QLatin1String(reason.data(), int(reason.size())))
                .arg(one.learn);
        };
        return QStringLiteral("round %1: %2, expected %3").arg(round).arg(text(decision), text(expected));
    }

    // A comparison of few kinds of packets would say little.
    static void checkThatAllReasonsCame(const std::array<int, 256> &reasons)
    {
        for (const Reason reason :
             {Reason::knownFlow, Reason::relatedError, Reason::hostNeed, Reason::portException, Reason::firewallOff,
              Reason::noException, Reason::exceptionsOff, Reason::truncated, Reason::lyingLength, Reason::badVersion,
              Reason::headerChain, Reason::laterFragment, Reason::impossibleFlags, Reason::noHandshake,
              Reason::handshakeOrder, Reason::notFromHost})
            QVERIFY2(reasons[std::size_t(reason)] >= 100, word(reason).data());
    }
};

QTEST_APPLESS_MAIN(TestFilterRandom)
#include "tst_filterrandom.moc"
