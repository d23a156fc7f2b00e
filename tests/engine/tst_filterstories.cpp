// SPDX-License-Identifier: GPL-2.0-or-later
// What the filter does over several packets, and when the settings change under living flows.
#include <QTest>

#include "engine/filter/filter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakereceivers.h"
#include "tests/support/parsedpackets.h"

using namespace parapet;
using namespace parapet::test;
using namespace std::chrono_literals;

namespace {

constexpr const char *us = "192.0.2.7", *them = "198.51.100.1";
constexpr RuleId web{RuleId::Kind::port, 0, {PortProtocol::tcp, 80}};

std::shared_ptr<const Policy> policyWith(Opmode mode, std::initializer_list<PortKey> ports = {web.port})
{
    Settings settings;
    settings.profile(ProfileId::standard).opmode = mode;
    for (const PortKey &key : ports)
        settings.profile(ProfileId::standard).ports[key] = {"entry", true};
    return std::make_shared<const Policy>(settings, ProfileId::standard);
}

FlowKey keyOf(const ParsedPacket &received)
{
    return *flowKey(received, Direction::inbound);
}

// A flow that this packet opened.
Flow guest(const ParsedPacket &first)
{
    Flow flow;
    flow.key = keyOf(first);
    flow.origin = Direction::inbound;
    return flow;
}

ParsedPacket toWeb(int flags, std::uint16_t port = 5000)
{
    return tcp(them, port, us, 80, flags);
}

}  // namespace

class TestFilterStories : public QObject {
    Q_OBJECT

private:
    struct World {
        explicit World(std::size_t capacity = 16)
            : flows(capacity, {}, clock, 1), filter(flows, receivers, policyWith(Opmode::on))
        {
        }
        Reason reason(const ParsedPacket &packet) { return filter.inbound(packet).reason; }
        TcpState state(const ParsedPacket &packet) { return flows.find(keyOf(packet))->tcp; }
        FakeClock clock;
        FlowTable flows;

        FakeReceivers receivers;
        Filter filter;
    };

private Q_SLOTS:
    // The host's own packets pass unseen, so only the guest's are here.
    void aGuestComesAndGoes()
    {
        World world;
        QVERIFY(world.reason(toWeb(ack)) == Reason::noHandshake);
        QVERIFY(world.reason(toWeb(syn)) == Reason::portException);
        QVERIFY(world.state(toWeb(syn)) == TcpState::synSent);
        QVERIFY(world.reason(toWeb(ack)) == Reason::knownFlow);
        QVERIFY(world.state(toWeb(ack)) == TcpState::established);
        QVERIFY(world.reason(toWeb(psh | ack)) == Reason::knownFlow);
        QVERIFY(world.reason(toWeb(rst)) == Reason::knownFlow);
        QVERIFY(world.state(toWeb(rst)) == TcpState::closed);
        world.clock.advance(11s);
        QVERIFY(world.reason(toWeb(ack)) == Reason::noHandshake);
        QVERIFY(world.reason(toWeb(syn)) == Reason::portException);
        QVERIFY(world.state(toWeb(syn)) == TcpState::synSent);
    }

    // The end of the former connection may not be told yet: what let that one in lets nothing else in.
    void aSynIsJudgedBeforeTheEndOfTheFormerConnectionIsTold()
    {
        World world;
        QVERIFY(world.reason(toWeb(syn)) == Reason::portException);
        world.flows.find(keyOf(toWeb(syn)))->inKernel = true;
        world.filter.setPolicy(policyWith(Opmode::on, {}));
        QVERIFY(world.reason(toWeb(syn)) == Reason::noException);
    }

    // The kernel let it in by a set of open ports that has changed since.
    void aGuestOfBeforeIsJudgedInTheMiddleOfItsConnection()
    {
        World world;
        const ParsedPacket data = toWeb(psh | ack);
        QVERIFY(world.filter.inbound(data, 0, false).reason == Reason::noHandshake);
        const Decision permitted = world.filter.inbound(data, 0, true);
        QVERIFY(permitted.verdict == Verdict::accept && permitted.reason == Reason::portException && permitted.learn);
        QVERIFY(world.state(data) == TcpState::established);

        world.flows.clear();
        world.filter.setPolicy(policyWith(Opmode::on, {}));
        QVERIFY(world.filter.inbound(data, 0, true).reason == Reason::noException);
        world.filter.setPolicy(policyWith(Opmode::onWithoutExceptions));
        QVERIFY(world.filter.inbound(data, 0, true).reason == Reason::exceptionsOff);
        QCOMPARE(world.flows.size(), 0U);
    }

    void aHalfOpenGuestIsForgottenAfterThirtySeconds()
    {
        World world;
        QVERIFY(world.reason(toWeb(syn)) == Reason::portException);
        world.clock.advance(31s);
        QVERIFY(world.reason(toWeb(ack)) == Reason::noHandshake);
    }

    void anAnswerIsWelcomeForAMinute()
    {
        World world;
        const ParsedPacket answer = udp(them, 53, us, 4000);
        QVERIFY(world.reason(answer) == Reason::noException);
        world.flows.insert(*flowKey(udp(us, 4000, them, 53), Direction::outbound), Direction::outbound);
        QVERIFY(world.reason(answer) == Reason::knownFlow);
        world.clock.advance(50s);
        QVERIFY(world.reason(answer) == Reason::knownFlow);  // which starts the minute again
        world.clock.advance(50s);
        QVERIFY(world.reason(answer) == Reason::knownFlow);
        world.clock.advance(61s);
        QVERIFY(world.reason(answer) == Reason::noException);
    }

    // A refused packet is no sign of life.
    void refusedPacketsKeepNoFlowAlive()
    {
        World world;
        const auto key = *flowKey(tcp(us, 4000, them, 443, syn), Direction::outbound);
        world.flows.insert(key, Direction::outbound);
        for (int i = 0; i < 3; ++i) {
            world.clock.advance(10s);
            QVERIFY(world.reason(tcp(them, 443, us, 4000, ack)) == Reason::handshakeOrder);
        }
        world.clock.advance(1s);
        QVERIFY(!world.flows.find(key));
    }

    // An ended flow that neither kernel nor log have let go yet: both debts stay, its privileges do not.
    void aSynAfterTheEndIsJudgedAsNew()
    {
        World world;
        Flow *old = world.flows.insert(keyOf(toWeb(syn)), Direction::outbound);
        old->tcp = TcpState::closed;
        old->adopted = old->logged = old->inKernel = true;
        QVERIFY(world.reason(toWeb(syn)) == Reason::portException);
        const Flow *flow = world.flows.find(keyOf(toWeb(syn)));
        QVERIFY(flow->logged && flow->inKernel && !flow->adopted);
        QVERIFY(flow->origin == Direction::inbound && flow->tcp == TcpState::synSent && flow->rule == web);

        world.flows.find(keyOf(toWeb(syn)))->tcp = TcpState::closing;
        world.filter.setPolicy(policyWith(Opmode::on, {}));
        QVERIFY(world.reason(toWeb(syn)) == Reason::noException);
    }

    // The kernel's mark lets the rest of such a flow pass; refusing would let a flood close the open ports.
    void aFullTableClosesNoPort()
    {
        World world(2);
        QVERIFY(world.reason(toWeb(syn, 1)) == Reason::portException);
        QVERIFY(world.reason(toWeb(syn, 2)) == Reason::portException);
        const Decision third = world.filter.inbound(toWeb(syn, 3));
        QVERIFY((third == Decision{Verdict::accept, Reason::portException, web, true}));
        QVERIFY(world.flows.overflowed());
        QCOMPARE(world.flows.size(), 2U);
        world.clock.advance(31s);
        QVERIFY(world.reason(toWeb(syn, 4)) == Reason::portException);
        QCOMPARE(world.flows.size(), 1U);
    }

    void strangersCannotFillTheTable()
    {
        World world;
        for (std::uint16_t port = 1; port < 1000; ++port) {
            world.filter.inbound(tcp(them, port, us, 81, syn));
            world.filter.inbound(udp(them, port, us, 53));
            world.filter.inbound(ping(them, us, port));
            world.filter.inbound(toWeb(ack, port));
        }
        QCOMPARE(world.flows.size(), 0U);
    }

    void aNewPolicyCountsAtOnce()
    {
        World world;
        QVERIFY(world.reason(toWeb(syn, 1)) == Reason::portException);
        world.filter.setPolicy(policyWith(Opmode::onWithoutExceptions));
        QVERIFY(world.reason(toWeb(syn, 2)) == Reason::exceptionsOff);
        world.filter.setPolicy(policyWith(Opmode::on, {}));
        QVERIFY(world.reason(toWeb(syn, 3)) == Reason::noException);
        world.filter.setPolicy(policyWith(Opmode::off));
        QVERIFY(world.reason(toWeb(syn, 4)) == Reason::firewallOff);
        world.filter.setPolicy(policyWith(Opmode::on));
        QVERIFY(world.reason(toWeb(syn, 5)) == Reason::portException);
    }

    void livingFlowsAreJudgedAgain_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("open");
        QTest::addColumn<int>("reason");  // Reason for a connection that the exception let in
        QTest::addColumn<int>("tunnel");  // Reason for an inbound flow without ports
        QTest::newRow("the exception is still there")
            << int(Opmode::on) << true << int(Reason::portException) << int(Reason::noException);
        QTest::newRow("the exception is gone")
            << int(Opmode::on) << false << int(Reason::noException) << int(Reason::noException);
        QTest::newRow("exceptions are off")
            << int(Opmode::onWithoutExceptions) << true << int(Reason::exceptionsOff) << int(Reason::exceptionsOff);
        QTest::newRow("the firewall is off")
            << int(Opmode::off) << false << int(Reason::firewallOff) << int(Reason::firewallOff);
    }

    void livingFlowsAreJudgedAgain()
    {
        QFETCH(int, mode);
        QFETCH(bool, open);
        QFETCH(int, reason);
        QFETCH(int, tunnel);
        World world;
        world.filter.setPolicy(open ? policyWith(Opmode(mode)) : policyWith(Opmode(mode), {}));

        Flow flow = guest(toWeb(syn));
        const Decision decision = world.filter.stillAllowed(flow);
        QCOMPARE(int(decision.reason), reason);
        QCOMPARE(decision.verdict == Verdict::accept,
                 reason == int(Reason::portException) || reason == int(Reason::firewallOff));

        const Flow gre = guest(ip(them, us, 47));
        QCOMPARE(int(world.filter.stillAllowed(gre).reason), tunnel);

        // What we opened, and what is older than the policy, goes on under every policy.
        flow.adopted = true;
        QCOMPARE(int(world.filter.stillAllowed(flow).verdict), int(Verdict::accept));
        flow.adopted = false;
        flow.origin = Direction::outbound;
        QCOMPARE(int(world.filter.stillAllowed(flow).verdict), int(Verdict::accept));
    }

    // The packet waits while the program is found out; the flow then lives by the exception, not by who listens later.
    void aProgramIsFoundOutThenItsFlowIsKnown()
    {
        World world;
        world.filter.setPolicy(policyFor({"/usr/bin/a"}));
        const ParsedPacket first = tcp(them, 5000, us, 8000, syn);
        world.receivers.listens({PortProtocol::tcp, 8000}, {});
        QVERIFY(world.filter.inbound(first).verdict == Verdict::later);
        QCOMPARE(world.flows.size(), 0U);
        world.receivers.listens({PortProtocol::tcp, 8000}, {{"/usr/bin/a"}}, 77);
        const Decision decision = world.filter.inbound(first);
        QVERIFY(decision.reason == Reason::programException);
        QVERIFY(decision.learn);
        QCOMPARE(decision.socket, 77U);
        QVERIFY(world.reason(tcp(them, 5000, us, 8000, ack)) == Reason::knownFlow);

        const Flow flow = *world.flows.find(keyOf(first));
        world.receivers.stops({PortProtocol::tcp, 8000});
        QVERIFY(world.filter.stillAllowed(flow).reason == Reason::programException);
        world.filter.setPolicy(policyFor({"/usr/bin/b"}));
        QVERIFY(world.filter.stillAllowed(flow).verdict == Verdict::drop);
        world.filter.setPolicy(policyFor({}));
        QVERIFY(world.filter.stillAllowed(flow).verdict == Verdict::drop);
    }

    // Of flows from before a restart nobody knows what let them in: the kernel is asked for their sockets.
    void aFlowWithoutARuleIsJudgedByItsSocket()
    {
        World world;
        world.filter.setPolicy(policyFor({"/usr/bin/a"}));
        const Flow flow = guest(tcp(them, 5000, us, 8000, syn));
        QVERIFY(world.filter.stillAllowed(flow).verdict == Verdict::drop);
        world.receivers.listens({PortProtocol::tcp, 8000}, {});
        QVERIFY(world.filter.stillAllowed(flow).verdict == Verdict::later);
        world.receivers.listens({PortProtocol::tcp, 8000}, {{"/usr/bin/a"}});
        QVERIFY(world.filter.stillAllowed(flow).reason == Reason::programException);
    }

    void nobodyIsAskedWhereNoProgramMayBeLetIn()
    {
        World world;
        world.receivers.listens({PortProtocol::tcp, 80}, {{"/usr/bin/a"}});
        (void)world.filter.inbound(toWeb(syn));
        (void)world.filter.inbound(tcp(them, 5000, us, 8000, syn));
        world.filter.setPolicy(policyFor({"/usr/bin/a"}));
        (void)world.filter.inbound(ping(them, us, 7));
        (void)world.filter.inbound(ip(them, us, 47));
        (void)world.filter.inbound(tcp(them, 5001, us, 8000, ack));
        QCOMPARE(world.receivers.asked, 0);
    }

    // Its port exception is gone; whether a program has one is not known yet.
    void aFlowThatLostItsPortWaitsForItsProgram()
    {
        World world;
        QVERIFY(world.reason(toWeb(syn)) == Reason::portException);
        QVERIFY(world.reason(toWeb(ack)) == Reason::knownFlow);
        world.filter.setPolicy(policyFor({"/usr/bin/a"}));
        Flow &flow = *world.flows.find(keyOf(toWeb(ack)));
        QVERIFY(world.filter.stillAllowedByPorts(flow).verdict == Verdict::later);
        QCOMPARE(world.receivers.asked, 0);
        flow.unsure = true;

        world.receivers.listens(web.port, {});  // being looked up
        QVERIFY(world.filter.inbound(toWeb(ack)).verdict == Verdict::later);
        QVERIFY(flow.unsure);
        world.receivers.listens(web.port, {{"/usr/bin/b"}});
        QVERIFY(world.filter.inbound(toWeb(ack)).verdict == Verdict::drop);
        world.receivers.listens(web.port, {{"/usr/bin/a"}});
        QVERIFY(world.reason(toWeb(ack)) == Reason::knownFlow);
        QVERIFY(!flow.unsure);
        QVERIFY(flow.rule.kind == RuleId::Kind::program);
        QVERIFY(world.filter.stillAllowedByPorts(flow).verdict == Verdict::accept);
    }

    void aDatagramToManyIsForSeveralSockets()
    {
        World world;
        world.filter.setPolicy(policyFor({"/usr/bin/a"}));
        world.receivers.listens({PortProtocol::udp, 5353}, {{"/usr/bin/a"}}, 77);
        const Decision own = world.filter.inbound(udp(them, 5000, us, 5353));
        QVERIFY(world.receivers.askedFor == Receivers::Packet::toOne);
        QCOMPARE(own.socket, 77U);
        const Decision many = world.filter.inbound(udp(them, 5000, "224.0.0.251", 5353));
        QVERIFY(world.receivers.askedFor == Receivers::Packet::toMany);
        QVERIFY(many.reason == Reason::programException);
        QCOMPARE(many.socket, 0U);
    }

    // Who would get a SYN may be remembered; who holds a living connection may not.
    void onlyASynOpensAConnection()
    {
        World world;
        world.filter.setPolicy(policyFor({"/usr/bin/a"}));
        world.receivers.listens(web.port, {{"/usr/bin/a"}});
        QVERIFY(world.reason(toWeb(syn)) == Reason::programException);
        QVERIFY(world.receivers.askedFor == Receivers::Packet::opensConnection);
        world.flows.clear();
        QVERIFY(world.filter.inbound(toWeb(ack), 0, true).reason == Reason::programException);
        QVERIFY(world.receivers.askedFor == Receivers::Packet::toOne);
        (void)world.filter.inbound(toWeb(syn));
        Flow flow = *world.flows.find(keyOf(toWeb(syn)));
        flow.rule = {};
        QVERIFY(world.filter.stillAllowed(flow).verdict == Verdict::accept);
        QVERIFY(world.receivers.askedFor == Receivers::Packet::toOne);
    }

private:
    // On, with exceptions for these programs alone.
    std::shared_ptr<const Policy> policyFor(std::initializer_list<const char *> programs)
    {
        Settings settings;
        for (const char *program : programs)
            settings.profile(ProfileId::standard).programs[program] = {"entry"};
        const Interfaces interfaces{{1, "eth0", {address(us)}, {}, "eth0"}};
        return std::make_shared<const Policy>(settings, ProfileId::standard, interfaces, &m_names);
    }

    ProgramNames m_names;
};

QTEST_APPLESS_MAIN(TestFilterStories)
#include "tst_filterstories.moc"
