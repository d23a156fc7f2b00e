// SPDX-License-Identifier: GPL-2.0-or-later
// The rules that the kernel gets, word for word: a golden file for each operating state. What they do to real packets is
// for the lab tests.
#include "engine/kernel/marks.h"
#include "engine/kernel/ruleset.h"
#include "tests/support/goldenfile.h"

#include <QTest>

using namespace parapet;

class TestRuleset : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matchesGoldenFile_data();
    void matchesGoldenFile();
    void marksDoNotOverlap();
    void generationIsNeverZero();
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
    input.logsConnections = true;
    input.possibleTcp = {22, 80, 445};
    input.possibleUdp = {53, 137};
    input.possibleIcmp = {8, 9, 10};
    input.possibleIcmpv6 = {128};
    return input;
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
    QVERIFY((marks::toMany(0) & marks::judgedMask) != marks::judged(0));  // its packets go through every output rule
    // A tool that restores a conntrack mark into a packet lets nothing in.
    for (const std::uint32_t ours : {0U, marks::judged(3), marks::judged(3) | marks::outbound, marks::toMany(3)})
        QVERIFY((ours & marks::passedMask) != marks::passed);
}

void TestRuleset::generationIsNeverZero()
{
    for (std::uint32_t generation = 0; generation < 40; ++generation) {
        const std::uint32_t bits = marks::generationBits(generation);
        QVERIFY(bits != 0);
        QCOMPARE(bits & ~marks::generationMask, 0U);
        QVERIFY(bits != marks::generationBits(generation + 1));
    }
}

QTEST_APPLESS_MAIN(TestRuleset)
#include "tst_ruleset.moc"
