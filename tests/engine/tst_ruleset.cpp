// SPDX-License-Identifier: GPL-2.0-or-later
// The rules that the kernel gets, word for word: a golden file for each operating state. What they do to real packets is
// for the lab tests.
#include "engine/kernel/marks.h"
#include "engine/kernel/ruleset.h"
#include "tests/support/goldenfile.h"

#include <QTest>

#include <bit>

using namespace parapet;

class TestRuleset : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matchesGoldenFile_data();
    void matchesGoldenFile();
    void marksDoNotOverlap();
    void aFlowFollowsItsGeneration();
    void onlyTheRulesSayThatAFlowHasBegun();
};

namespace {

RulesetInput on()
{
    RulesetInput input;
    input.filters = true;
    input.multicastAnswers = true;
    return input;
}

RulesetInput withPorts()
{
    RulesetInput input = on();
    input.openTcp = {22, 80};
    input.openUdp = {53};
    input.generation = 2;
    input.logsConnections = true;
    input.possibleTcp = {22, 80, 445};
    input.possibleUdp = {53, 137};
    input.possibleIcmp = {8, 9, 10};
    input.possibleIcmpv6 = {128};
    return input;
}

// The comparison that the rules make with each packet.
bool passes(std::uint32_t mark, std::uint32_t generation)
{
    return (mark & marks::passMask(generation)) == marks::judged;
}

RulesetInput withConnections()
{
    RulesetInput input = on();
    input.multicastAnswers = false;
    input.unfiltered = {3, 5};
    input.scoped = {{{PortProtocol::tcp, 8080}, AddressRange::prefix(*IpAddress::parse("10.0.0.0"), 8), 0},
                    {{PortProtocol::tcp, 8080}, *AddressRange::parse("192.0.2.1-192.0.2.9"), 7},
                    {{PortProtocol::udp, 53}, *AddressRange::parse("2001:db8::/32"), 0},
                    {{PortProtocol::udp, 53}, *AddressRange::parse("2001:db8::1"), 7}};
    input.icmp.set(IcmpItem::timeExceeded, true);
    input.icmp.set(IcmpItem::packetTooBig, true);
    input.icmp.set(IcmpItem::echoRequest, true);  // inbound: decided by the engine
    input.icmpByInterface[7].set(IcmpItem::destinationUnreachable, true);
    input.icmpByInterface[7].set(IcmpItem::sourceQuench, true);
    return input;
}

}  // namespace

Q_DECLARE_METATYPE(parapet::RulesetInput)

void TestRuleset::matchesGoldenFile_data()
{
    QTest::addColumn<RulesetInput>("input");
    QTest::addColumn<QString>("golden");
    QTest::newRow("on, nothing open") << on() << "ruleset-on.nft";
    QTest::newRow("on, TCP 22 and 80 and UDP 53 open, TCP 445, UDP 137 and some messages for somebody")
        << withPorts() << "ruleset-ports.nft";
    QTest::newRow("two interfaces without a firewall, one with ICMP settings, no multicast answers")
        << withConnections() << "ruleset-connections.nft";
    QTest::newRow("off: no hook of ours is left") << RulesetInput() << "ruleset-off.nft";
}

void TestRuleset::matchesGoldenFile()
{
    QFETCH(RulesetInput, input);
    QFETCH(QString, golden);
    QCOMPARE(compareWithGolden(golden, QByteArray::fromStdString(rulesetText(input))), QString());
}

void TestRuleset::marksDoNotOverlap()
{
    QCOMPARE(marks::flowMask & 0x00ffffff, 0U);  // others use the lower bits: wg-quick, containers, tailscale
    QCOMPARE(marks::packetMask & 0x00ffffff, 0U);
    QCOMPARE(marks::packetMask & ~marks::flowMask, 0U);  // what is cleaned away
    QCOMPARE(marks::flowMask & marks::published, 0U);
    QCOMPARE(marks::judgedMask & marks::outbound, 0U);
    QCOMPARE(marks::flowMask, marks::judgedMask | marks::outbound);
    QCOMPARE(marks::flowMask & marks::told, 0U);
    QCOMPARE(std::popcount(marks::generationMask), int(marks::generations));
    QVERIFY(!passes(marks::toMany, 0));  // its packets go through every outbound rule
    // A tool that restores a conntrack mark into a packet lets nothing in.
    for (const std::uint32_t ours :
         {0U, marks::judged, marks::judged | marks::outbound, marks::toMany, marks::letIn(1)})
        QVERIFY((ours & marks::passedMask) != marks::passed);
}

void TestRuleset::aFlowFollowsItsGeneration()
{
    for (std::uint32_t now = 0; now < marks::generations; ++now) {
        QVERIFY(passes(marks::judged, now));
        QVERIFY(passes(marks::judged | marks::outbound | marks::told, now));
        QVERIFY(!passes(0, now));
        QVERIFY(!passes(marks::told, now));
        // Retired (conntrack.h): of no generation.
        QVERIFY(!passes(marks::judged | marks::generationMask, now));
        for (std::uint32_t born = 0; born < marks::generations; ++born) {
            QCOMPARE(passes(marks::letIn(born), now), born == now);
            QVERIFY(marks::isOurs(marks::letIn(born)));
            QVERIFY(marks::isUntold(marks::letIn(born)));
            QVERIFY(!marks::isUntold(marks::letIn(born) | marks::told));
        }
    }
    QVERIFY(!marks::isUntold(marks::judged));
    QVERIFY(marks::isUntold(marks::judged | marks::outbound));
    QVERIFY(!marks::isOurs(marks::published));
}

void TestRuleset::onlyTheRulesSayThatAFlowHasBegun()
{
    QVERIFY(marks::hasBegun(marks::letInBefore | 0x123));
    for (const std::uint32_t ours : {0U, marks::judged, marks::letIn(1), marks::passed, marks::passed | marks::learn})
        QVERIFY(!marks::hasBegun(ours));
}

QTEST_APPLESS_MAIN(TestRuleset)
#include "tst_ruleset.moc"
