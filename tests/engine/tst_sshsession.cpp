// SPDX-License-Identifier: GPL-2.0-or-later
// The SSH session that one changes the firewall from: what sshd says of it, and how a change is made to spare it.
#include <QTest>

#include "engine/model/sshsession.h"

using namespace parapet;

namespace {

constexpr PortKey ssh{PortProtocol::tcp, 22};
const NewFlow session{*IpAddress::parse("203.0.113.5"), *IpAddress::parse("192.0.2.1"), ssh};

Settings with(Opmode mode)
{
    Settings settings;
    settings.profile(ProfileId::standard).opmode = mode;
    return settings;
}

Settings with(Opmode mode, const PortException &entry)
{
    Settings settings = with(mode);
    settings.profile(ProfileId::standard).ports[ssh] = entry;
    return settings;
}

PortException entry(bool enabled, std::string_view scope)
{
    return {"Shell", enabled, *Scope::parse(scope)};
}

}  // namespace

class TestSshSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QString>("read");
        QTest::newRow("IPv4") << QByteArray("203.0.113.5 51000 192.0.2.1 22") << "203.0.113.5 192.0.2.1 22";
        QTest::newRow("IPv6") << QByteArray("2001:db8::5 51000 2001:db8::1 2222") << "2001:db8::5 2001:db8::1 2222";
        QTest::newRow("link-local") << QByteArray("fe80::5%eth0 51000 fe80::1%eth0 22") << "fe80::5 fe80::1 22";
        for (const char *nothing : {"", "203.0.113.5", "203.0.113.5 51000 192.0.2.1", "203.0.113.5 51000 192.0.2.1 0",
                                    "203.0.113.5 51000 192.0.2.1 65536", "203.0.113.5 51000 192.0.2.1 22 more",
                                    "a 1 b 22", "203.0.113.5 51000 192.0.2.1 22x"})
            QTest::newRow(nothing) << QByteArray(nothing) << "";
    }
    void reads()
    {
        QFETCH(QByteArray, said);
        QFETCH(QString, read);
        const auto found = sshSession(said.toStdString());
        const QString text = found ? QString::fromStdString(found->remote.text() + " " + found->local.text() + " "
                                                            + std::to_string(found->port.port))
                                   : QString();
        QCOMPARE(text, read);
    }

    void locksOutOnlyWhatWasPossible()
    {
        const Decision in{Verdict::accept, Reason::portException, {}, true}, out;
        QVERIFY(locksOut({in, out}));
        QVERIFY(!locksOut({in, in}));
        QVERIFY(!locksOut({out, out}));
        QVERIFY(!locksOut({out, in}));
    }

    void keepsReachable_data()
    {
        QTest::addColumn<Settings>("before");
        QTest::addColumn<std::vector<Change>>("changes");
        QTest::addColumn<Settings>("after");
        using Changes = std::vector<Change>;
        constexpr auto standard = ProfileId::standard;
        const PortException forPeer{"SSH (kept reachable)", true, *Scope::parse("203.0.113.5")};
        QTest::newRow("the port is removed: it comes back for the peer alone")
            << with(Opmode::on, entry(true, "*")) << Changes{RemovePort{standard, ssh}} << with(Opmode::on, forPeer);
        QTest::newRow("the port is unchecked: it is open for the peer alone")
            << with(Opmode::on, entry(true, "*")) << Changes{SetPort{standard, ssh, entry(false, "*")}}
            << with(Opmode::on, entry(true, "203.0.113.5"));
        QTest::newRow("the scope is narrowed to the subnet: the peer beside it")
            << with(Opmode::on, entry(true, "*")) << Changes{SetPort{standard, ssh, entry(true, "LocalSubnet")}}
            << with(Opmode::on, entry(true, "203.0.113.5,LocalSubnet"));
        QTest::newRow("the scope is narrowed to a list: the peer beside it")
            << with(Opmode::on, entry(true, "*")) << Changes{SetPort{standard, ssh, entry(true, "198.51.100.1")}}
            << with(Opmode::on, entry(true, "198.51.100.1,203.0.113.5"));
        QTest::newRow("on, from off") << with(Opmode::off) << Changes{SetOpmode{standard, Opmode::on}}
                                      << with(Opmode::on, forPeer);
        QTest::newRow("exceptions forbidden: they stay allowed")
            << with(Opmode::on, entry(true, "*")) << Changes{SetOpmode{standard, Opmode::onWithoutExceptions}}
            << with(Opmode::on, entry(true, "*"));
        QTest::newRow("without exceptions, from off: on, with the port for the peer")
            << with(Opmode::off) << Changes{SetOpmode{standard, Opmode::onWithoutExceptions}}
            << with(Opmode::on, forPeer);
    }
    void keepsReachable()
    {
        QFETCH(Settings, before);
        QFETCH(std::vector<Change>, changes);
        QFETCH(Settings, after);
        const auto kept = parapet::apply(before, keptReachable(before, changes, ProfileId::standard, session));
        QVERIFY(kept);
        // The text of a scope says it whatever the order of its kinds.
        const auto &ports = kept->profile(ProfileId::standard).ports;
        const auto &wanted = after.profile(ProfileId::standard).ports;
        QCOMPARE(ports.size(), wanted.size());
        for (const auto &[key, each] : wanted)
            QCOMPARE(ports.at(key).scope.text(), each.scope.text());
        QVERIFY(*kept == after);
    }

    void whatHasNothingToDoWithItIsMade()
    {
        const Settings before = with(Opmode::on, entry(true, "*"));
        const std::vector<Change> changes{SetOpmode{ProfileId::domain, Opmode::onWithoutExceptions},
                                          RemovePort{ProfileId::standard, ssh}};
        const auto kept = parapet::apply(before, keptReachable(before, changes, ProfileId::standard, session));
        QVERIFY(kept);
        QVERIFY(kept->profile(ProfileId::domain).opmode == Opmode::onWithoutExceptions);
    }
};

QTEST_APPLESS_MAIN(TestSshSession)
#include "tst_sshsession.moc"
