// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/lockoutwarning.h"
#include "ui/dialogs/recommendationdialog.h"
#include "ui/helpwindow.h"
#include "ui/statuswindow.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace parapet;
using Link = FirewallClient::Link;

namespace {

using Changes = std::vector<Change>;
constexpr auto standard = ProfileId::standard;

}  // namespace

class TestStatusWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    }
    void init()
    {
        client = std::make_unique<FakeClient>();
        preference = std::make_unique<MonitoringPreference>();
        preference->setUserMonitors(false);
        window = new StatusWindow(*client, *preference);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window));
    }
    void cleanup() { delete window; }

    void tellsTheState_data()
    {
        QTest::addColumn<Link>("link");
        QTest::addColumn<Opmode>("mode");
        QTest::addColumn<bool>("userMonitors");
        QTest::addColumn<QString>("word");
        QTest::addColumn<bool>("recommends");
        QTest::addColumn<bool>("starts");
        const auto row = [](const char *title) -> QTestData & { return QTest::newRow(title); };
        row("on") << Link::running << Opmode::on << false << "ON" << false << false;
        row("on without exceptions is on")
            << Link::running << Opmode::onWithoutExceptions << false << "ON" << false << false;
        row("off") << Link::running << Opmode::off << false << "OFF" << true << false;
        row("a helper that is not running counts as off")
            << Link::notRunning << Opmode::on << false << "OFF" << true << true;
        row("who looks after a firewall of their own is not told")
            << Link::running << Opmode::off << true << "NOT MONITORED" << true << false;
        row("nor of a helper that is not running")
            << Link::notRunning << Opmode::on << true << "NOT MONITORED" << true << false;
        row("before the first answer nothing is claimed")
            << Link::connecting << Opmode::on << false << "CHECKING" << false << false;
    }

    void tellsTheState()
    {
        QFETCH(Link, link);
        QFETCH(Opmode, mode);
        QFETCH(bool, userMonitors);
        QFETCH(QString, word);
        QFETCH(bool, recommends);
        QFETCH(bool, starts);
        client->changeElsewhere({SetOpmode{standard, mode}});
        client->setLink(link);
        preference->setUserMonitors(userMonitors);
        QVERIFY(shows(window, word));
        QCOMPARE(window->findChild<QToolButton *>()->accessibleDescription(), word);
        QCOMPARE(button("Recommendations...")->isVisible(), recommends);
        QCOMPARE(button("Start")->isVisible(), starts);
    }

    void connectionsWithoutTheFirewallAreNamed_data()
    {
        QTest::addColumn<Opmode>("mode");
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("named");
        QTest::newRow("a connected one is") << Opmode::on << "uuid-home" << true;
        QTest::newRow("one that is not connected is not") << Opmode::on << "uuid-work" << false;
        QTest::newRow("without exceptions all are protected") << Opmode::onWithoutExceptions << "uuid-home" << false;
    }

    void connectionsWithoutTheFirewallAreNamed()
    {
        QFETCH(Opmode, mode);
        QFETCH(QString, id);
        QFETCH(bool, named);
        client->changeElsewhere({SetOpmode{standard, mode}, SetConnectionFilter{id.toStdString(), false}});
        QCOMPARE(shows(window, QStringLiteral("It is not on for these connections: Home network.")), named);
    }

    void theBarFoldsByKeyboard()
    {
        auto *bar = window->findChild<QToolButton *>();
        QVERIFY(shows(window, QStringLiteral("is helping to protect")));
        QTest::keyClick(bar, Qt::Key_F, Qt::AltModifier);
        QTRY_VERIFY(!shows(window, QStringLiteral("is helping to protect")));
        QVERIFY(shows(window, QStringLiteral("ON")));
        QTest::keyClick(bar, Qt::Key_Space);
        QVERIFY(shows(window, QStringLiteral("is helping to protect")));
    }

    void startStartsTheHelper()
    {
        client->setLink(Link::notRunning);
        button("Start")->click();
        QVERIFY(!button("Start")->isEnabled());
        QTRY_VERIFY(shows(window, QStringLiteral("ON")));
        QCOMPARE(client->starts, 1);
    }

    void aHelperThatCannotBeStartedIsTold()
    {
        client->setLink(Link::notRunning);
        client->failNext({ErrorKind::denied, "Only an administrator may start it."});
        button("Start")->click();
        QTRY_VERIFY(openWindow<QMessageBox>());
        QVERIFY(shows(openWindow<QMessageBox>(), QStringLiteral("Only an administrator may start it.")));
        QVERIFY(button("Start")->isEnabled());
    }

    void enableNowTurnsItOnForAllConnections()
    {
        client->changeElsewhere({SetOpmode{standard, Opmode::off}, SetConnectionFilter{"uuid-home", false},
                                 SetConnectionFilter{"uuid-gone", false}});
        act("Enable now");
        QTRY_VERIFY(openWindow<QMessageBox>());
        QVERIFY(shows(openWindow<QMessageBox>(), QStringLiteral("is now on for all network connections")));
        QCOMPARE(client->sent.size(), std::size_t(1));
        QVERIFY((client->sent.front()
                 == Changes{SetOpmode{standard, Opmode::on}, SetConnectionFilter{"uuid-gone", true},
                            SetConnectionFilter{"uuid-home", true}}));
        QVERIFY(shows(window, QStringLiteral("ON")));
        QVERIFY(!control<QPushButton>(openWindow<RecommendationDialog>(), QStringLiteral("Enable now"))->isEnabled());
    }

    void enableNowLocksNobodyOutUnasked_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::newRow("the default keeps the session reachable") << true;
        QTest::newRow("Escape changes nothing") << false;
    }

    void enableNowLocksNobodyOutUnasked()
    {
        QFETCH(bool, keep);
        const NewFlow session{
            *IpAddress::parse("203.0.113.5"), *IpAddress::parse("192.0.2.1"), {PortProtocol::tcp, 22}};
        window->setSession(session);
        client->foresight.then = {};
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        act("Enable now");
        QTRY_VERIFY(openWindow<LockoutWarning>());
        QVERIFY(client->sent.empty());
        QTest::keyClick(openWindow<LockoutWarning>(), keep ? Qt::Key_Return : Qt::Key_Escape);
        auto *dialog = openWindow<RecommendationDialog>();
        QTRY_COMPARE(client->settings().profile(standard).opmode, keep ? Opmode::on : Opmode::off);
        QTRY_COMPARE(control<QPushButton>(dialog, QStringLiteral("Enable now"))->isEnabled(), !keep);
        QCOMPARE(client->settings().profile(standard).ports.contains(session.port), keep);
    }

    void enableNowThatFailsIsTold()
    {
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        client->failNext({ErrorKind::io, "No space left on device."});
        act("Enable now");
        QTRY_VERIFY(openWindow<QMessageBox>());
        QVERIFY(shows(openWindow<QMessageBox>(), QStringLiteral("could not be turned on")));
        QVERIFY(shows(openWindow<QMessageBox>(), QStringLiteral("No space left on device.")));
        QVERIFY(control<QPushButton>(openWindow<RecommendationDialog>(), QStringLiteral("Enable now"))->isEnabled());
    }

    void startNowStartsFirst()
    {
        client->setLink(Link::notRunning);
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        act("Start now");
        QTRY_VERIFY(openWindow<QMessageBox>());
        QCOMPARE(client->starts, 1);
        QVERIFY(client->sent.empty());
        QVERIFY(control<QPushButton>(openWindow<RecommendationDialog>(), QStringLiteral("Enable now"))->isEnabled());
    }

    void whoMayNotChangeIsToldSo()
    {
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        client->setRights({Right::no, Right::no});
        button("Recommendations...")->click();
        auto *dialog = openWindow<RecommendationDialog>();
        QVERIFY(!control<QPushButton>(dialog, QStringLiteral("Enable now"))->isEnabled());
        QVERIFY(shows(dialog, QStringLiteral("You must be a computer administrator")));
    }

    void monitoringIsAPreferenceThatStays_data()
    {
        QTest::addColumn<bool>("ok");
        QTest::newRow("OK keeps it") << true;
        QTest::newRow("Cancel does not") << false;
    }

    void monitoringIsAPreferenceThatStays()
    {
        QFETCH(bool, ok);
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        QTest::keyClick(window, Qt::Key_R, Qt::AltModifier);
        QTRY_VERIFY(openWindow<RecommendationDialog>());
        auto *dialog = openWindow<RecommendationDialog>();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_I, Qt::AltModifier);
        QTRY_VERIFY(dialog->findChild<QCheckBox *>()->isChecked());
        QTest::keyClick(QApplication::focusWidget(), ok ? Qt::Key_Return : Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
        QCOMPARE(shows(window, QStringLiteral("NOT MONITORED")), ok);
        QCOMPARE(MonitoringPreference().userMonitors(), ok);
        QVERIFY(client->sent.empty());
    }

    void whatAnotherProcessSaysIsHeard()
    {
        MonitoringPreference other;
        other.setUserMonitors(true);
        QTRY_VERIFY(shows(window, QStringLiteral("NOT MONITORED")));
    }

    void leadsToTheSheetAndToHelp()
    {
        const QSignalSpy sheet(window, &StatusWindow::sheetRequested);
        QTest::keyClick(window, Qt::Key_P, Qt::AltModifier);
        QTest::keyClick(window, Qt::Key_H, Qt::AltModifier);
        QTRY_COMPARE(sheet.count(), 1);
        QTRY_VERIFY(openWindow<HelpWindow>());
        QVERIFY(openWindow<HelpWindow>()->page() == HelpPage::firewall);
    }

private:
    QPushButton *button(const char *text) const { return control<QPushButton>(window, QLatin1String(text)); }
    void act(const char *text) const
    {
        button("Recommendations...")->click();
        auto *act = control<QPushButton>(openWindow<RecommendationDialog>(), QLatin1String(text));
        QVERIFY(act);
        act->click();
    }

    QTemporaryDir folder;
    std::unique_ptr<FakeClient> client;
    std::unique_ptr<MonitoringPreference> preference;
    QPointer<StatusWindow> window;
};

QTEST_MAIN(TestStatusWindow)
#include "tst_statuswindow.moc"
