// SPDX-License-Identifier: GPL-2.0-or-later
// The boot-time policy, word for word. What it does to real packets is for tests/lab and tests/vm.
#include <QTest>

#include "engine/kernel/bootpolicy.h"
#include "tests/support/goldenfile.h"

using namespace parapet;

class BootPolicyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matchesGoldenFile_data();
    void matchesGoldenFile();
    void itReplacesWhatIsThere();
};

Q_DECLARE_METATYPE(std::vector<parapet::PortKey>)

void BootPolicyTest::matchesGoldenFile_data()
{
    QTest::addColumn<std::vector<PortKey>>("exclusions");
    QTest::addColumn<QString>("golden");
    QTest::newRow("no exclusions") << std::vector<PortKey>() << "bootpolicy.nft";
    QTest::newRow("TCP 22 and 80, UDP 5060")
        << std::vector<PortKey>{{PortProtocol::tcp, 22}, {PortProtocol::tcp, 80}, {PortProtocol::udp, 5060}}
        << "bootpolicy-exclusions.nft";
}

void BootPolicyTest::matchesGoldenFile()
{
    QFETCH(std::vector<PortKey>, exclusions);
    QFETCH(QString, golden);
    QCOMPARE(compareWithGolden(golden, QByteArray::fromStdString(bootPolicyText(exclusions))), QString());
}

void BootPolicyTest::itReplacesWhatIsThere()
{
    QVERIFY(bootPolicyText({}).starts_with(bootPolicyRemovalText()));
}

QTEST_APPLESS_MAIN(BootPolicyTest)
#include "tst_bootpolicy.moc"
