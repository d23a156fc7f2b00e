// SPDX-License-Identifier: GPL-2.0-or-later
// Packet -> decision, in tables: above the rows the rule in English, and each row over IPv4 and IPv6 where both can be.
#include <QTest>

#include "engine/filter/filter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakereceivers.h"
#include "tests/support/hosts.h"
#include "tests/support/parsedpackets.h"

using namespace parapet;
using namespace parapet::test;

Q_DECLARE_METATYPE(parapet::ParsedPacket)
Q_DECLARE_METATYPE(parapet::Decision)
Q_DECLARE_METATYPE(parapet::Opmode)

namespace {

constexpr RuleId web{RuleId::Kind::port, 0, {PortProtocol::tcp, 80}};
constexpr RuleId names{RuleId::Kind::port, 0, {PortProtocol::udp, 53}};

constexpr Decision opened(const RuleId &rule)
{
    return {Verdict::accept, Reason::portException, rule, true};
}
constexpr Decision known(const RuleId &rule = {})
{
    return {Verdict::accept, Reason::knownFlow, rule, true};
}
constexpr Decision passed(Reason reason)
{
    return {Verdict::accept, reason, {}, false};
}
constexpr Decision dropped(Reason reason)
{
    return {Verdict::drop, reason, {}, false};
}

Decision notAllowed(IcmpItem item)
{
    return {Verdict::drop, Reason::icmpNotAllowed, {RuleId::Kind::icmp, static_cast<std::uint8_t>(item), {}}, false};
}

// A firewall in one operating state with TCP 80 and UDP 53 open, TCP 22 unchecked, and a few living flows per family.
struct World {
    explicit World(Opmode mode) : flows(64, {}, clock, 1), filter(flows, receivers, policy(mode))
    {
        for (const Hosts &h : {v4, v6}) {
            add(tcp(h.us, 4000, h.them, 443, syn), Direction::outbound, TcpState::synSent);
            add(tcp(h.us, 4001, h.them, 443, syn), Direction::outbound, TcpState::synReceived);
            add(tcp(h.us, 4002, h.them, 443, syn), Direction::outbound, TcpState::established)->inKernel = true;
            add(tcp(h.us, 4003, h.them, 443, syn), Direction::outbound, TcpState::closed);
            add(udp(h.us, 4000, h.them, 53), Direction::outbound);
            add(ping(h.us, h.them, 7), Direction::outbound);
            add(ip(h.us, h.them, 47), Direction::outbound);
            add(tcp(h.them, 6000, h.us, 80, syn), Direction::inbound, TcpState::synSent)->rule = web;
            add(tcp(h.them, 6001, h.us, 80, syn), Direction::inbound, TcpState::established)->rule = web;
            add(tcp(h.them, 6002, h.us, 80, syn), Direction::inbound, TcpState::closing)->rule = web;
            add(udp(h.them, 6000, h.us, 53), Direction::inbound)->rule = names;
        }
    }

    static std::shared_ptr<const Policy> policy(Opmode mode)
    {
        Settings settings;
        Profile &profile = settings.profile(ProfileId::standard);
        profile.opmode = mode;
        profile.ports[{PortProtocol::tcp, 80}] = {"Web", true};
        profile.ports[{PortProtocol::tcp, 22}] = {"Shell", false};
        profile.ports[{PortProtocol::udp, 53}] = {"Names", true};
        return std::make_shared<const Policy>(settings, ProfileId::standard);
    }

    // first: the packet that opened the flow.
    Flow *add(const ParsedPacket &first, Direction origin, TcpState state = TcpState::none)
    {
        Flow *flow = flows.insert(*flowKey(first, origin), origin);
        flow->tcp = state;
        return flow;
    }

    FakeClock clock;
    FlowTable flows;

    FakeReceivers receivers;
    Filter filter;
};

void columns()
{
    QTest::addColumn<ParsedPacket>("packet");
    QTest::addColumn<Decision>("expected");
}

void row(const char *name, const ParsedPacket &packet, const Decision &expected)
{
    QTest::newRow(name) << packet << expected;
}

// The row over either IP version; `packet` makes it from the hosts.
template <class Make> void both(const char *name, Make packet, const Decision &expected)
{
    for (const Hosts &h : {v4, v6})
        QTest::addRow("%s over %s", name, h.label) << packet(h) << expected;
}

std::string inWords(const Decision &decision)
{
    return std::string(decision.verdict == Verdict::accept ? "accept " : "drop ") + std::string(word(decision.reason))
        + (decision.rule.kind == RuleId::Kind::port ? " by port " + std::to_string(decision.rule.port.port) : "")
        + (decision.learn ? " and learn" : "");
}

void decides(Opmode mode)
{
    QFETCH(ParsedPacket, packet);
    QFETCH(Decision, expected);
    World world(mode);
    const std::size_t before = world.flows.size();
    const Decision decision = world.filter.inbound(packet);
    QCOMPARE(inWords(decision), inWords(expected));
    // Only what an exception lets in makes a flow.
    const bool news = decision.reason == Reason::portException;
    QVERIFY(news || world.flows.size() == before);
    if (news)
        QVERIFY(world.flows.find(*flowKey(packet, Direction::inbound))->rule == expected.rule);
}

}  // namespace

class TestFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void structure_data()
    {
        columns();
        // What cannot be read is dropped, open port or not, and the reason says what is wrong with it.
        const struct {
            const char *name;
            Defect defect;
            Reason reason;
        } defects[] = {
            {"an unknown version", Defect::badVersion, Reason::badVersion},
            {"a truncated packet", Defect::truncated, Reason::truncated},
            {"a lying length", Defect::lyingLength, Reason::lyingLength},
            {"misplaced extension headers", Defect::headerChain, Reason::headerChain},
            {"a later fragment", Defect::laterFragment, Reason::laterFragment},
        };
        for (const auto &each : defects)
            both(
                each.name, [&](Hosts h) { return withDefect(tcp(h.them, 5000, h.us, 80, syn), each.defect); },
                dropped(each.reason));
        both(
            "a defect within a known flow",
            [](Hosts h) { return withDefect(udp(h.them, 53, h.us, 4000), Defect::lyingLength); },
            dropped(Reason::lyingLength));
        row("a packet without addresses", ParsedPacket(), dropped(Reason::truncated));
        both(
            "a tcp packet whose header nobody could read", [](Hosts h) { return ip(h.them, h.us, 6); },
            dropped(Reason::truncated));

        // Some addresses cannot be a sender's.
        const auto from = [](const char *source) {
            return udp(source, 5000, address(source).isV4() ? v4.us : v6.us, 53);
        };
        row("from an IPv4 multicast group", from("224.0.0.251"), dropped(Reason::notFromHost));
        row("from the last IPv4 multicast group", from("239.255.255.255"), dropped(Reason::notFromHost));
        row("from an IPv6 multicast group", from("ff02::1"), dropped(Reason::notFromHost));
        row("from 127.0.0.1 on the wire", from("127.0.0.1"), dropped(Reason::notFromHost));
        row("from ::1 on the wire", from("::1"), dropped(Reason::notFromHost));
        row("from the limited broadcast", from("255.255.255.255"), dropped(Reason::notFromHost));
        row("from 0.0.0.0", from("0.0.0.0"), dropped(Reason::notFromHost));
        row("from ::", from("::"), dropped(Reason::notFromHost));
        ParsedPacket mapped = udp(v4.them, 5000, v6.us, 53);
        row("from an IPv4 address in an IPv6 header", mapped, dropped(Reason::notFromHost));
        mapped.destination = address(v4.us);
        row("from and to IPv4 addresses in an IPv6 header", mapped, dropped(Reason::notFromHost));
        row("a router advertisement from a multicast group", withHopLimit(icmp("ff02::2", v6.us, 134), 255),
            dropped(Reason::notFromHost));

        // Flags that no honest stack sends open nothing, not even an open port.
        const struct {
            const char *name;
            int flags;
        } impossible[] = {
            {"syn+fin", syn | fin},      {"syn+rst", syn | rst}, {"fin+rst", fin | rst | ack},
            {"no flags (null scan)", 0}, {"fin alone", fin},     {"fin+psh+urg (Xmas scan)", fin | psh | urg},
            {"all six flags", 63},       {"urg alone", urg},
        };
        for (const auto &each : impossible)
            both(each.name, theirTcp(5000, 80, each.flags), dropped(Reason::impossibleFlags));
        both("syn+fin within an established connection", theirTcp(443, 4002, syn | fin),
             dropped(Reason::impossibleFlags));
    }
    void structure() { decides(Opmode::on); }

    void hostNeeds_data()
    {
        columns();
        // Neighbour discovery comes from the own link: its hop limit is still 255 (RFC 4861).
        for (const int type : {133, 134, 135, 136}) {
            QTest::addRow("neighbour discovery %d", type)
                << withHopLimit(icmp("fe80::1", v6.us, type), 255) << passed(Reason::hostNeed);
            QTest::addRow("neighbour discovery %d through a router", type)
                << withHopLimit(icmp(v6.them, v6.us, type), 254) << dropped(Reason::noException);
        }
        row("a redirect is no need", withHopLimit(icmp("fe80::1", v6.us, 137), 255), notAllowed(IcmpItem::redirect));
        row("duplicate address detection from ::", withHopLimit(icmp("::", "ff02::1:ff00:7", 135), 255),
            passed(Reason::hostNeed));
        // Listener discovery goes one hop (RFC 2710, RFC 3810).
        for (const int type : {130, 131, 132, 143}) {
            QTest::addRow("listener discovery %d", type)
                << withHopLimit(icmp("fe80::1", "ff02::1", type), 1) << passed(Reason::hostNeed);
            QTest::addRow("listener discovery %d with another hop limit", type)
                << withHopLimit(icmp("fe80::1", "ff02::1", type), 2) << dropped(Reason::noException);
        }
        row("igmp", withHopLimit(ip("203.0.113.1", "224.0.0.1", 2), 1), passed(Reason::hostNeed));
        row("igmp from a switch without an address", withHopLimit(ip("0.0.0.0", "224.0.0.1", 2), 1),
            passed(Reason::hostNeed));
        row("igmp with another ttl", withHopLimit(ip("203.0.113.1", "224.0.0.1", 2), 64), dropped(Reason::noException));
        row("protocol 2 over IPv6 is not igmp", withHopLimit(ip(v6.them, v6.us, 2), 1), dropped(Reason::noException));
        // An answer of a DHCP server; of DHCPv6 only from the own link, which is where clients ask.
        row("a dhcp answer", udp("192.0.2.1", 67, v4.us, 68), passed(Reason::hostNeed));
        row("a dhcp answer to the broadcast address", udp("192.0.2.1", 67, "255.255.255.255", 68),
            passed(Reason::hostNeed));
        row("to the dhcp port from another", udp("192.0.2.1", 68, v4.us, 68), dropped(Reason::noException));
        row("from the dhcp port to another", udp("192.0.2.1", 67, v4.us, 69), dropped(Reason::noException));
        row("a dhcp request to us is none of our needs", udp("0.0.0.0", 68, "255.255.255.255", 67),
            dropped(Reason::notFromHost));
        row("a dhcpv6 answer", udp("fe80::1", 547, "fe80::7", 546), passed(Reason::hostNeed));
        row("a dhcpv6 answer from afar", udp(v6.them, 547, v6.us, 546), dropped(Reason::noException));
        row("dhcp ports over IPv6", udp("fe80::1", 67, "fe80::7", 68), dropped(Reason::noException));
        row("dhcpv6 ports over IPv4", udp("169.254.0.1", 547, v4.us, 546), dropped(Reason::noException));
    }
    void hostNeeds() { decides(Opmode::on); }

    void knownFlows_data()
    {
        columns();
        const auto at = [](int flags, std::uint16_t port) { return theirTcp(443, port, flags); };
        // Our SYN waits for an answer: SYN+ACK, refusal, or a SYN of the other side at the same time.
        both("syn+ack answers our syn", at(syn | ack, 4000), known());
        both("a reset refuses our syn", at(rst | ack, 4000), known());
        both("a simultaneous syn", at(syn, 4000), known());
        both("an ack before any answer", at(ack, 4000), dropped(Reason::handshakeOrder));
        both("data before any answer", at(psh | ack, 4000), dropped(Reason::handshakeOrder));
        both("a fin before any answer", at(fin | ack, 4000), dropped(Reason::handshakeOrder));
        both("data after the answer", at(psh | ack, 4001), known());
        // What the kernel passes since the handshake may all come, whatever we saw of it.
        both("data in an established connection", at(psh | ack, 4002), known());
        both("a fin in an established connection", at(fin | ack, 4002), known());
        both("a syn in an established connection, for the host to answer", at(syn, 4002), known());
        both("a late packet after a reset", at(ack, 4003), known());
        both("a syn after a reset is a new connection, to a closed port", at(syn, 4003), dropped(Reason::noException));
        // Connections that an exception let in keep its rule.
        const auto web80 = [](int flags, std::uint16_t port) { return theirTcp(port, 80, flags); };
        both("the syn again, which the kernel would have let in: another connection", web80(syn, 6000), opened(web));
        both("the ack that completes, our answer being unseen", web80(ack, 6000), known(web));
        both("syn+ack from the opener", web80(syn | ack, 6000), dropped(Reason::handshakeOrder));
        both("a request", web80(psh | ack, 6001), known(web));
        both("the last ack", web80(ack, 6002), known(web));
        both("the same port opens again", web80(syn, 6002), opened(web));
        // Flows without connections.
        both("a udp answer", theirUdp(53, 4000), known());
        both("a udp packet from another port", theirUdp(54, 4000), dropped(Reason::noException));
        both(
            "a udp packet from another host", [](Hosts h) { return udp(h.router, 53, h.us, 4000); },
            dropped(Reason::noException));
        both("a second udp request", theirUdp(6000, 53), known(names));
        both("an echo reply to our ping", theirPong(7), known());
        both("an echo reply with another identifier", theirPong(8), dropped(Reason::noException));
        both(
            "an echo reply of another host", [](Hosts h) { return pong(h.router, h.us, 7); },
            dropped(Reason::noException));
        both("an echo request with our ping's identifier", theirPing(7), notAllowed(IcmpItem::echoRequest));
        both("gre of the tunnel that we opened", gre(&Hosts::them), known());
        both("gre of another host", gre(&Hosts::router), dropped(Reason::noException));
    }
    void knownFlows() { decides(Opmode::on); }

    void errors_data()
    {
        columns();
        // An ICMP error passes if it quotes a packet of a living flow (RFC 5508, RFC 4890). It makes no flow.
        both("an error about our udp", about(ourUdp(4000, 53)), passed(Reason::relatedError));
        both("an error about our tcp", about(ourTcp(4000, 443, syn)), passed(Reason::relatedError));
        both("an error about our ping", about([](Hosts h) { return ping(h.us, h.them, 7); }),
             passed(Reason::relatedError));
        both("an error about our tunnel", about([](Hosts h) { return ip(h.us, h.them, 47); }),
             passed(Reason::relatedError));
        both("an error about our answer to a guest", about(ourTcp(80, 6001, ack)), passed(Reason::relatedError));
        both("an error about nothing we sent", about(ourUdp(4001, 53)), dropped(Reason::noException));
        both("an error about what we received", about(theirUdp(53, 4000)), dropped(Reason::noException));
        both(
            "an error to another address than the sender's",
            [](Hosts h) {
                return unreachable(h.router, h.label == v4.label ? "192.0.2.8" : "2001:db8::8",
                                   udp(h.us, 4000, h.them, 53));
            },
            dropped(Reason::noException));
        both(
            "an error without a quote",
            [](Hosts h) {
                ParsedPacket error = unreachable(h.router, h.us, udp(h.us, 4000, h.them, 53));
                error.quoted.valid = false;
                return error;
            },
            dropped(Reason::noException));
    }
    void errors() { decides(Opmode::on); }

    void strangers_data()
    {
        columns();
        const auto web80 = [](int flags) { return theirTcp(5000, 80, flags); };
        // A port exception lets a SYN or a UDP packet in; everything else needs a connection first.
        both("a syn to an open port", web80(syn), opened(web));
        both("a syn that offers ecn", web80(syn | 0xc0), opened(web));
        both("udp to an open port", theirUdp(5000, 53), opened(names));
        both("a syn to a closed port", theirTcp(5000, 81, syn), dropped(Reason::noException));
        both("a syn to an unchecked port", theirTcp(5000, 22, syn), dropped(Reason::noException));
        both("udp to a port open for tcp", theirUdp(5000, 80), dropped(Reason::noException));
        both("tcp to a port open for udp", theirTcp(5000, 53, syn), dropped(Reason::noException));
        both("an ack to an open port", web80(ack), dropped(Reason::noHandshake));
        both("syn+ack to an open port", web80(syn | ack), dropped(Reason::noHandshake));
        both("data to an open port", web80(psh | ack), dropped(Reason::noHandshake));
        both("a fin to an open port", web80(fin | ack), dropped(Reason::noHandshake));
        both("a reset to an open port", web80(rst), dropped(Reason::noHandshake));
        both("a syn with psh", web80(syn | psh), dropped(Reason::noHandshake));
        both("a syn with urg", web80(syn | urg), dropped(Reason::noHandshake));
        both("an ack to a closed port", theirTcp(5000, 81, ack), dropped(Reason::noHandshake));
        // Nothing else can have an exception.
        both("a ping", theirPing(1), notAllowed(IcmpItem::echoRequest));
        both("an unasked echo reply", theirPong(1), dropped(Reason::noException));
        both("gre", gre(&Hosts::router), dropped(Reason::noException));
        both(
            "sctp to an open port's number", [](Hosts h) { return withPorts(ip(h.them, h.us, 132), 5000, 80); },
            dropped(Reason::noException));
        row("an icmp redirect", icmp(v4.router, v4.us, 5), notAllowed(IcmpItem::redirect));
        row("ICMP inside IPv6 is nothing", ip(v6.them, v6.us, 1), dropped(Reason::noException));
    }
    void strangers() { decides(Opmode::on); }

    void withoutExceptions_data()
    {
        columns();
        // "Don't allow exceptions": only what we began goes on, and what the host lives by (xp-reference 3.3).
        both("a syn to an open port", theirTcp(5000, 80, syn), dropped(Reason::exceptionsOff));
        both("udp to an open port", theirUdp(5000, 53), dropped(Reason::exceptionsOff));
        both("a syn to a closed port", theirTcp(5000, 81, syn), dropped(Reason::exceptionsOff));
        both("an ack of no connection", theirTcp(5000, 80, ack), dropped(Reason::exceptionsOff));
        both("a ping", theirPing(1), dropped(Reason::exceptionsOff));
        both("an answer to us", theirUdp(53, 4000), known());
        both("an error about us", about(ourUdp(4000, 53)), passed(Reason::relatedError));
        both("impossible flags", theirTcp(5000, 80, syn | fin), dropped(Reason::impossibleFlags));
        row("a dhcp answer", udp("192.0.2.1", 67, v4.us, 68), passed(Reason::hostNeed));
        row("neighbour discovery", withHopLimit(icmp("fe80::1", v6.us, 135), 255), passed(Reason::hostNeed));
    }
    void withoutExceptions() { decides(Opmode::onWithoutExceptions); }

    void off_data()
    {
        columns();
        // Off filters nothing, not even nonsense (xp-reference 3.3).
        both("a syn to a closed port", theirTcp(5000, 81, syn), passed(Reason::firewallOff));
        both("impossible flags", theirTcp(5000, 80, syn | fin), passed(Reason::firewallOff));
        both("a ping", theirPing(1), passed(Reason::firewallOff));
        row("a broken packet", withDefect(ParsedPacket(), Defect::badVersion), passed(Reason::firewallOff));
    }
    void off() { decides(Opmode::off); }
};

QTEST_APPLESS_MAIN(TestFilter)
#include "tst_filter.moc"
