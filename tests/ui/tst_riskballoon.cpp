// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/controlpanel.h"
#include "ui/riskballoon.h"
#include "ui/statuswindow.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace parapet;
using Link = FirewallClient::Link;

namespace {

constexpr auto standard = ProfileId::standard;
constexpr RiskBalloon::Patience atOnce{std::chrono::milliseconds(0), std::chrono::hours(1)};
constexpr RiskBalloon::Patience never{std::chrono::hours(1), std::chrono::hours(1)};

}  // namespace

class TestRiskBalloon : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        QVERIFY(folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    }
    void init()
    {
        client = std::make_unique<FakeClient>();
        preference = std::make_unique<MonitoringPreference>();
        preference->setUserMonitors(false);
    }
    void cleanup() { balloon.reset(); }

    void saysWhatIsWrongAndWhatToDo_data()
    {
        QTest::addColumn<SecurityState>("state");
        QTest::addColumn<QString>("text");
        QTest::newRow("off") << SecurityState::off
                             << "Parapet Firewall is turned off.\nClick this balloon to fix this problem.";
        QTest::newRow("not running") << SecurityState::notRunning
                                     << "The Parapet Firewall service is not running.\n"
                                        "Click this balloon to fix this problem.";
    }

    void saysWhatIsWrongAndWhatToDo()
    {
        QFETCH(SecurityState, state);
        QFETCH(QString, text);
        QCOMPARE(RiskBalloon::title(), QStringLiteral("Your computer might be at risk"));
        QCOMPARE(RiskBalloon::text(state), text);
    }

    void isShownWhile_data()
    {
        QTest::addColumn<Link>("link");
        QTest::addColumn<Opmode>("mode");
        QTest::addColumn<bool>("userMonitors");
        QTest::addColumn<bool>("shown");
        const auto row = [](const char *title) -> QTestData & { return QTest::newRow(title); };
        row("not: the firewall is on") << Link::running << Opmode::on << false << false;
        row("not: it is on without exceptions") << Link::running << Opmode::onWithoutExceptions << false << false;
        row("the firewall is off") << Link::running << Opmode::off << false << true;
        row("the helper is not running") << Link::notRunning << Opmode::on << false << true;
        row("not: nothing is known yet") << Link::connecting << Opmode::off << false << false;
        row("not: the user looks after it") << Link::running << Opmode::off << true << false;
        row("not: nor after the helper") << Link::notRunning << Opmode::on << true << false;
    }

    void isShownWhile()
    {
        QFETCH(Link, link);
        QFETCH(Opmode, mode);
        QFETCH(bool, userMonitors);
        QFETCH(bool, shown);
        client->changeElsewhere({SetOpmode{standard, mode}});
        client->setLink(link);
        preference->setUserMonitors(userMonitors);
        watch(atOnce);
        // The grace period is a timer of 0 ms: what comes after it in the queue is after it in time.
        bool later = false;
        QTimer::singleShot(1, this, [&later] { later = true; });
        QTRY_VERIFY(later);
        QCOMPARE(icon()->isVisible(), shown);
    }

    void goesAsSoonAsItIsFixed_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("by turning the firewall on") << 0;
        QTest::newRow("by saying that one looks after it") << 1;
    }

    void goesAsSoonAsItIsFixed()
    {
        QFETCH(int, way);
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        watch(atOnce);
        QTRY_VERIFY(icon()->isVisible());
        if (way == 0)
            client->changeElsewhere({SetOpmode{standard, Opmode::on}});
        else
            preference->setUserMonitors(true);
        QVERIFY(!icon()->isVisible());
    }

    void aHelperThatIsRestartedIsNoRisk()
    {
        watch(never);
        auto *grace = balloon->findChild<QTimer *>();
        client->setLink(Link::notRunning);
        QVERIFY(grace->isActive());
        QVERIFY(!icon()->isVisible());
        client->setLink(Link::connecting);
        client->setLink(Link::running);
        QVERIFY(!grace->isActive());
        QVERIFY(!icon()->isVisible());
    }

    void whileItIsShownTheReasonMayChange()
    {
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        client->setLink(Link::notRunning);
        watch(atOnce);
        QTRY_VERIFY(icon()->isVisible());
        QVERIFY(icon()->toolTip().contains(QStringLiteral("not running")));
        client->setLink(Link::running);
        QVERIFY(icon()->isVisible());
        QVERIFY(icon()->toolTip().contains(QStringLiteral("turned off")));
    }

    void aClickOpensTheStatus()
    {
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        ControlPanel panel(*client);
        panel.watch(atOnce);
        auto *tray = panel.findChild<RiskBalloon *>();
        QVERIFY(!openWindow<StatusWindow>());
        Q_EMIT tray->clicked();
        QVERIFY(openWindow<StatusWindow>());
        const QSignalSpy finished(&panel, &ControlPanel::finished);
        const QPointer<QObject> status(openWindow<StatusWindow>());
        openWindow<StatusWindow>()->close();
        QTRY_VERIFY(!status);
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 0);  // the watch goes on
    }

    // The offscreen platform has no tray.
    void withoutATrayItEndsQuietly()
    {
        ControlPanel panel(*client);
        const QSignalSpy finished(&panel, &ControlPanel::finished);
        panel.watch({std::chrono::milliseconds(0), std::chrono::milliseconds(0)});
        QTRY_COMPARE(finished.count(), 1);
    }

private:
    void watch(RiskBalloon::Patience patience)
    {
        balloon = std::make_unique<RiskBalloon>(*client, *preference, patience);
    }
    QSystemTrayIcon *icon() const { return balloon->findChild<QSystemTrayIcon *>(); }

    QTemporaryDir folder;
    std::unique_ptr<FakeClient> client;
    std::unique_ptr<MonitoringPreference> preference;
    std::unique_ptr<RiskBalloon> balloon;
};

QTEST_MAIN(TestRiskBalloon)
#include "tst_riskballoon.moc"
