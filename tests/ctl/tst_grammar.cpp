// SPDX-License-Identifier: GPL-2.0-or-later
// Every line of data/commands.txt through the real parser and the real handlers.
#include "tests/ctl/effect.h"

#include <QFile>
#include <QTest>

using namespace parapet;

namespace {

// What the lines of commands.txt act on; its head says the same in words.
ctl::Snapshot sample()
{
    ctl::Snapshot snapshot;
    snapshot.status.activeProfile = ProfileId::standard;
    auto &standard = snapshot.settings.profile(ProfileId::standard);
    standard.ports[{PortProtocol::tcp, 80}] = {"Web", true};
    standard.ports[{PortProtocol::udp, 53}] = {"Names", false};
    snapshot.status.connections = {{"u-1", "Local Area Connection", Connection::Kind::wired, "eth0"},
                                   {"u-2", "Twins", Connection::Kind::vpn, ""},
                                   {"u-3", "Twins", Connection::Kind::wired, "eth2"}};
    snapshot.settings.connections["u-1"].ports[{PortProtocol::udp, 5353}] = {"Names", true};
    snapshot.settings.profile(ProfileId::domain).ports[{PortProtocol::tcp, 80}] = {"Intranet", true};
    standard.programs["/usr/bin/game"] = {"Game", true, *Scope::parse("LocalSubnet")};
    standard.services["ssh"].enabled = true;
    snapshot.settings.connections["u-1"].icmp.set(IcmpItem::echoRequest, true);
    snapshot.status.logFile = "/var/log/parapet/pfirewall.log";
    snapshot.status.logFolders = {"/var/log/parapet"};
    return snapshot;
}

}  // namespace

class TestGrammar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void command_data();
    void command();
    void theActiveProfileIsTheCurrentOne();
};

void TestGrammar::command_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("effect");
    QFile file(QFINDTESTDATA("data/commands.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (int number = 1; !file.atEnd(); ++number) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const QStringList parts = line.split(QStringLiteral(" ; "));
        QVERIFY2(parts.size() == 3, qPrintable(line));
        QTest::addRow("line %d: %s", number, qPrintable(parts[0])) << parts[0] << parts[1] << parts[2];
    }
}

void TestGrammar::command()
{
    QFETCH(QString, input);
    QFETCH(QString, result);
    QFETCH(QString, effect);
    std::string line = input.toStdString();
    if (line == "-")
        line.clear();
    const test::Effect actual = test::effectOf(test::splitWords(line), sample());
    QCOMPARE(QString::fromStdString(actual.text), effect);
    QCOMPARE(actual.ok ? QStringLiteral("ok") : QStringLiteral("fail"), result);
}

void TestGrammar::theActiveProfileIsTheCurrentOne()
{
    ctl::Snapshot snapshot = sample();
    snapshot.status.activeProfile = ProfileId::domain;
    const auto effect = test::effectOf({"firewall", "set", "opmode", "ENABLE"}, snapshot);
    QCOMPARE(effect.text, std::string("set-opmode domain on"));
}

QTEST_APPLESS_MAIN(TestGrammar)
#include "tst_grammar.moc"
