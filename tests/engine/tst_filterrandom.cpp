// SPDX-License-Identifier: GPL-2.0-or-later
// Random settings, flows and packets: the filter and its slow judge must agree in every field of the decision.
#include <QTest>

#include "engine/filter/filter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakereceivers.h"
#include "tests/support/naivematcher.h"
#include "tests/support/parsedpackets.h"

#include <algorithm>
#include <array>
#include <random>

using namespace parapet;
using namespace parapet::test;

namespace {

constexpr int usualRounds = 100'000;

// Few values, so that packets, flows, exceptions and quotes meet often.
class RandomWorld {
public:
    explicit RandomWorld(unsigned seed) : m_random(seed) { }

    Settings settings()
    {
        Settings settings;
        for (Profile &profile : settings.profiles)
            fill(profile);
        for (const char *id : {"wired", "wifi", "gone"}) {
            if (below(4) != 0)
                fill(settings.connections[id]);
        }
        return settings;
    }

    // Their numbers begin with 1; one of them is in no settings.
    static const std::vector<std::string> &programs()
    {
        static const std::vector<std::string> all{"/usr/bin/a", "/usr/bin/b", "flatpak:c", "/usr/bin/unknown"};
        return all;
    }

    NaiveMatcher::Listening listening()
    {
        NaiveMatcher::Listening listening;
        for (unsigned i = below(24); i > 0; --i) {
            std::vector<ProgramKeys> &processes = listening[key()];
            processes.clear();
            for (unsigned n = below(12) == 0 ? 0 : 1 + below(2); n > 0; --n) {
                ProgramKeys &keys = processes.emplace_back();
                for (unsigned k = below(4); k > 0; --k)
                    keys.push_back(programs()[below(4)]);
            }
        }
        return listening;
    }

    ProfileId active() { return below(4) ? ProfileId::standard : ProfileId::domain; }
    // 0: not known; 4: not one of these.
    std::uint32_t interface() { return std::array<std::uint32_t, 7>{0, 1, 1, 2, 2, 3, 4}[below(7)]; }

    static const Interfaces &interfaces()
    {
        const auto range = [](const char *text) { return *AddressRange::parse(text); };
        static const Interfaces all{
            {1, "eth0", {address("192.0.2.7")}, {range("192.0.2.0/24"), range("2001:db8::/64")}, "wired"},
            {2, "wlan0", {address("fe80::7")}, {range("198.51.100.0/24"), range("fe80::/64")}, "wifi"},
            {3, "tun0", {address("10.0.0.2")}, {range("10.0.0.1")}, "vpn"}};
        return all;
    }

    bool letInBefore() { return below(8) == 0; }

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
        flow.adopted = below(8) == 0;
        flow.interface = interface();
        if (flow.key.protocol == 6)
            flow.tcp = TcpState(1 + below(6));
        if (flow.origin == Direction::inbound && icmp && below(4) != 0)
            flow.rule = {RuleId::Kind::icmp, std::uint8_t(below(3)), {}};
        else if (flow.origin == Direction::inbound && !icmp && below(3) == 0)
            flow.rule = {
                RuleId::Kind::program, 0, {PortProtocol::tcp, flow.key.localPort}, std::uint16_t(1 + below(4))};
        else if (flow.origin == Direction::inbound && !icmp)
            flow.rule = {RuleId::Kind::port, 0, {PortProtocol::tcp, flow.key.localPort}};
        return flow;
    }

    ParsedPacket packet(const std::vector<Flow> &flows)
    {
        ParsedPacket packet = below(2) && !flows.empty() ? about(flows[below(unsigned(flows.size()))].key) : stranger();
        packet.hopLimit = std::array<std::uint8_t, 3>{1, 64, 255}[below(3)];
        if (packet.protocol == 6)
            packet.tcpFlags = below(4) == 0
                ? std::uint8_t(below(64))
                : std::array<std::uint8_t, 7>{syn, syn, syn, syn | ack, ack, psh | ack, fin | ack}[below(7)];
        if (packet.isIcmp())
            addIcmp(packet, flows);
        if (below(20) == 0)
            packet.defect = Defect(1 + below(5));
        return packet;
    }

private:
    void fill(Profile &profile)
    {
        profile.opmode = std::array{Opmode::on, Opmode::on, Opmode::on, Opmode::on, Opmode::onWithoutExceptions,
                                    Opmode::off}[below(6)];
        for (unsigned i = below(5); i > 0; --i)
            profile.ports[key()] = {"entry", below(4) != 0, scope()};
        for (unsigned i = below(8); i > 0; --i) {
            const Service &service = serviceCatalogue()[below(unsigned(serviceCatalogue().size()))];
            ServiceException &exception = profile.services[std::string(service.id)];
            exception.enabled = below(4) != 0;
            for (const ServicePort &port : service.ports) {
                if (below(3) == 0)
                    exception.ports[port.first] = {below(2) != 0, scope()};
            }
        }
        for (unsigned i = below(6); i > 0; --i)
            profile.programs[programs()[below(3)]] = {"entry", below(4) != 0, scope()};
        profile.icmp = icmp();
    }

    void fill(ConnectionSettings &connection)
    {
        connection.filtered = below(4) != 0;
        for (unsigned i = below(8); i > 0; --i)
            connection.ports[key()] = {"entry", below(4) != 0};
        connection.icmp = icmp();
    }

    IcmpSettings icmp()
    {
        IcmpSettings icmp;
        for (const IcmpItemFacts &each : icmpItems)
            icmp.set(each.item, below(4) == 0);
        return icmp;
    }

    Scope scope()
    {
        static const std::array scopes{
            Scope{}, *Scope::parse("LocalSubnet"), *Scope::parse("198.51.100.1,2001:db8::/48"),
            *Scope::parse("192.0.2.0-198.51.100.1"), *Scope::parse("10.0.0.0/255.0.0.0,LocalSubnet")};
        return scopes[below(scopes.size())];
    }

    PortKey key() { return {below(2) ? PortProtocol::tcp : PortProtocol::udp, openPort()}; }
    // A port that something may open; mostly one of a few.
    std::uint16_t openPort()
    {
        return below(3) == 0 ? port() : std::array<std::uint16_t, 4>{22, 80, 445, 1740}[below(4)];
    }
    unsigned below(unsigned bound) { return unsigned(m_random() % bound); }
    std::uint16_t port()
    {
        return std::array<std::uint16_t, 12>{22, 53, 67, 68, 80, 445, 546, 547, 1714, 1740, 4000, 4001}[below(12)];
    }
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
        packet.version = source.isV4() && destination.isV4() && below(40) ? 4 : 6;
        return packet;
    }

    ParsedPacket stranger()
    {
        const IpAddress source = anySource();
        IpAddress destination = host();
        while (below(20) != 0 && destination.isV4() != source.isV4())  // or now and then of two families
            destination = host();
        ParsedPacket packet = between(source, destination, below(8) ? protocol() : 2);
        packet.hasPorts = packet.isTcp() || packet.isUdp();
        packet.sourcePort = port();
        packet.destinationPort = openPort();
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
        default:
            packet.icmpType =
                v4 ? std::array<std::uint8_t, 5>{5, 5, 9, 10, 4}[below(5)] : std::uint8_t(130 + below(14));
        }
        if (below(16) == 0) {  // cut off behind its first bytes
            packet.hasTransport = packet.icmpIsQuery = packet.icmpIsError = false;
            packet.icmpType = 0;
            packet.quoted = {};
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

// What the kernel drops by itself while a flood lasts (engine/kernel/floodrules.cpp), said anew: of what no mark and no
// former rule lets in, all that no entry and no program that listens can let in.
class FloodRules {
public:
    FloodRules(const Policy &policy, const Profile &profile, const NaiveMatcher::Listening &listening)
        : m_policy(policy), m_profile(profile), m_listening(listening)
    {
    }

    bool drop(const ParsedPacket &packet, std::uint32_t interface) const
    {
        if (!m_policy.filters(interface) || isHostNeed(packet))
            return false;
        const bool opensTcp = packet.protocol == 6 && (packet.tcpFlags & 0x3f) == syn;
        if (packet.hasTransport && (opensTcp || packet.protocol == 17))
            return !isPossible({PortProtocol(packet.protocol), packet.destinationPort});
        const bool icmp = packet.hasTransport && packet.protocol == (packet.version == 4 ? 1 : 58);
        return !icmp || !has(m_policy.possibleIcmp(packet.version), packet.icmpType);
    }

private:
    template <class T> static bool has(const std::vector<T> &list, T one)
    {
        return std::find(list.begin(), list.end(), one) != list.end();
    }
    bool isPossible(const PortKey &port) const
    {
        return has(m_policy.possiblePorts(port.protocol), port.port) || byProgram(port);
    }
    bool byProgram(const PortKey &port) const
    {
        const auto found = m_listening.find(port);
        if (found == m_listening.end() || !m_policy.hasPrograms())
            return false;
        return std::ranges::all_of(found->second, [this](const ProgramKeys &keys) {
            return std::ranges::any_of(keys, [this](const std::string &key) {
                const auto exception = m_profile.programs.find(key);
                return exception != m_profile.programs.end() && exception->second.enabled;
            });
        });
    }

    const Policy &m_policy;
    const Profile &m_profile;
    const NaiveMatcher::Listening &m_listening;
};

}  // namespace

class TestFilterRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheNaiveMatcher()
    {
        // More by hand: PARAPET_ROUNDS=1000000.
        const int asked = qEnvironmentVariableIntValue("PARAPET_ROUNDS");
        const int rounds = asked > 0 ? asked : usualRounds;
        RandomWorld world(20040825);
        FakeClock clock;
        std::array<int, 256> reasons{};
        int waited = 0, flooded = 0, judged = 0;
        ProgramNames names;
        for (const std::string &program : RandomWorld::programs())
            names.number(program);
        for (int round = 0; round < rounds; ++round) {
            const Settings settings = world.settings();
            const ProfileId active = world.active();
            const std::uint32_t interface = world.interface();
            FlowTable table(16, {}, clock, unsigned(round));
            std::vector<Flow> flows;
            for (int i = 0; i < 4; ++i) {
                const Flow flow = world.flow();
                if (table.find(flow.key))
                    continue;
                Flow *stored = table.insert(flow.key, flow.origin);
                stored->tcp = flow.tcp;
                stored->rule = flow.rule;
                stored->adopted = flow.adopted;
                stored->interface = flow.interface;
                flows.push_back(*stored);
            }
            const ParsedPacket packet = world.packet(flows);
            const NaiveMatcher::Listening listening = world.listening();
            FakeReceivers receivers;
            for (const auto &[port, processes] : listening)
                receivers.listens(port, processes);
            const NaiveMatcher naive(settings, active, RandomWorld::interfaces(), flows, listening, names);
            Filter filter(table, receivers,
                          std::make_shared<const Policy>(settings, active, RandomWorld::interfaces(), &names));
            for (const Flow &flow : flows) {
                const Decision expected = naive.stillAllowed(flow), decision = filter.stillAllowed(flow);
                QVERIFY2(decision == expected, qPrintable(difference(round, decision, expected)));
            }
            const auto key = flowKey(packet, Direction::inbound), quoted = quotedFlowKey(packet);
            const bool isStranger = !(key && table.find(*key)) && !(quoted && table.find(*quoted));
            const bool hasBegun = world.letInBefore();
            const Decision expected = naive.inbound(packet, interface, hasBegun);
            const Decision decision = filter.inbound(packet, interface, hasBegun);
            if (isStranger && !hasBegun
                && FloodRules(filter.policy(), settings.profile(active), listening).drop(packet, interface)) {
                ++flooded;
                QVERIFY2(decision.verdict == Verdict::drop, qPrintable(difference(round, decision, expected)));
            } else if (isStranger && decision.verdict == Verdict::drop) {
                ++judged;
            }
            QVERIFY2(decision == expected, qPrintable(difference(round, decision, expected)));
            ++reasons[std::size_t(decision.reason)];
            waited += decision.verdict == Verdict::later;
        }
        checkThatAllReasonsCame(reasons);
        QVERIFY(waited >= 100);
        // The kernel can drop most of what the filter would.
        QVERIFY2(flooded > 2 * judged && judged > 0, qPrintable(QStringLiteral("%1, %2").arg(flooded).arg(judged)));
    }

private:
    static QString difference(int round, const Decision &decision, const Decision &expected)
    {
        const auto text = [](const Decision &one) {
            const std::string_view reason = word(one.reason);
            return QStringLiteral("%1 %2 (%3) learn %4")
                .arg(int(one.verdict))
                .arg(QLatin1String(reason.data(), int(reason.size())), QString::fromStdString(parapet::text(one.rule)))
                .arg(one.learn);
        };
        return QStringLiteral("round %1: %2, expected %3").arg(round).arg(text(decision), text(expected));
    }

    // A comparison of few kinds of packets would say little.
    static void checkThatAllReasonsCame(const std::array<int, 256> &reasons)
    {
        for (const Reason reason :
             {Reason::knownFlow,        Reason::relatedError,    Reason::hostNeed,       Reason::portException,
              Reason::firewallOff,      Reason::noException,     Reason::exceptionsOff,  Reason::truncated,
              Reason::lyingLength,      Reason::badVersion,      Reason::headerChain,    Reason::laterFragment,
              Reason::impossibleFlags,  Reason::noHandshake,     Reason::handshakeOrder, Reason::notFromHost,
              Reason::serviceException, Reason::connectionPort,  Reason::outOfScope,     Reason::icmpSetting,
              Reason::icmpNotAllowed,   Reason::programException})
            QVERIFY2(reasons[std::size_t(reason)] >= 100, word(reason).data());
    }
};

QTEST_APPLESS_MAIN(TestFilterRandom)
#include "tst_filterrandom.moc"
