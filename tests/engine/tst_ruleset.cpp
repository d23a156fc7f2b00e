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

void TestRuleset::matchesGoldenFile_data()
{
    QTest::addColumn<bool>("filters");
    QTest::addColumn<bool>("ports");
    QTest::addColumn<QString>("golden");
    QTest::newRow("on, nothing open") << true << false << "ruleset-on.nft";
    QTest::newRow("on, TCP 22 and 80 and UDP 53 open") << true << true << "ruleset-ports.nft";
    QTest::newRow("off: no hook of ours is left") << false << false << "ruleset-off.nft";
}

void TestRuleset::matchesGoldenFile()
{
    QFETCH(bool, filters);
    QFETCH(bool, ports);
    QFETCH(QString, golden);
    RulesetInput input;
    input.filters = filters;
    if (ports) {
        input.openTcp = {22, 80};
        input.openUdp = {53};
    }
    QCOMPARE(compareWithGolden(golden, QByteArray::fromStdString(rulesetText(input))), QString());
}

void TestRuleset::marksDoNotOverlap()
{
    QCOMPARE(marks::flowMask & 0x00ffffff, 0U);  // others use the lower bits: wg-quick, containers, tailscale
    QCOMPARE(marks::packetMask & 0x00ffffff, 0U);
    QCOMPARE(marks::judgedMask & marks::outbound, 0U);
    QCOMPARE(marks::flowMask, marks::judgedMask | marks::outbound);
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
