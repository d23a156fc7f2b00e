// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/controlpanel.h"
#include "ui/logwindow.h"
#include "ui/propertysheet.h"
#include "ui/statuswindow.h"
#include "ui/trayicon.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace parapet;
using Link = FirewallClient::Link;

namespace {

using namespace std::chrono_literals;

constexpr auto standard = ProfileId::standard;

}  // namespace

class TestTrayIcon : public QObject {
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
        monitoring = std::make_unique<MonitoringPreference>();
        monitoring->setUserMonitors(false);
        alerts = std::make_unique<AlertPreference>();
        alerts->setByNotification(false);
    }
    void cleanup() { tray.reset(); }

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
        QCOMPARE(TrayIcon::title(), QStringLiteral("Your computer might be at risk"));
        QCOMPARE(TrayIcon::text(state), text);
    }

    void showsTheState_data()
    {
        QTest::addColumn<Link>("link");
        QTest::addColumn<Opmode>("mode");
        QTest::addColumn<bool>("userMonitors");
        QTest::addColumn<QString>("words");  // empty: nothing is in the tray
        const auto row = [](const char *title) -> QTestData & { return QTest::newRow(title); };
        row("on") << Link::running << Opmode::on << false << "helping to protect";
        row("no exceptions") << Link::running << Opmode::onWithoutExceptions << false << "does not allow exceptions";
        row("off") << Link::running << Opmode::off << false << "might be at risk";
        row("the helper is not running") << Link::notRunning << Opmode::on << false << "service is not running";
        row("nothing is known yet") << Link::connecting << Opmode::off << false << "is being asked";
        row("the user looks after it") << Link::running << Opmode::off << true << "";
        row("and after the helper") << Link::notRunning << Opmode::on << true << "";
    }

    void showsTheState()
    {
        QFETCH(Link, link);
        QFETCH(Opmode, mode);
        QFETCH(bool, userMonitors);
        QFETCH(QString, words);
        client->changeElsewhere({SetOpmode{standard, mode}});
        client->setLink(link);
        monitoring->setUserMonitors(userMonitors);
        attend(0ms);
        QTRY_COMPARE(icon()->isVisible(), !words.isEmpty());
        QTRY_VERIFY2(words.isEmpty() || icon()->toolTip().contains(words), qPrintable(icon()->toolTip()));
    }

    // A state that could not be told from another at a glance would be none.
    void eachStateHasAPictureOfItsOwn()
    {
        attend(0ms);
        QList<QImage> pictures;
        for (const Opmode mode : {Opmode::on, Opmode::onWithoutExceptions, Opmode::off}) {
            client->changeElsewhere({SetOpmode{standard, mode}});
            const QImage picture = icon()->icon().pixmap(22).toImage();
            QVERIFY(!picture.isNull() && !pictures.contains(picture));
            pictures << picture;
        }
    }

    void aHelperThatIsRestartedIsNoRisk()
    {
        attend(1h);
        auto *grace = tray->findChild<QTimer *>();
        const QString before = icon()->toolTip();
        client->setLink(Link::notRunning);
        QVERIFY(grace->isActive());
        client->setLink(Link::connecting);
        QCOMPARE(icon()->toolTip(), before);
        client->setLink(Link::running);
        QVERIFY(!grace->isActive());
        QCOMPARE(icon()->toolTip(), before);
    }

    void whileThereIsARiskTheReasonMayChange()
    {
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        client->setLink(Link::notRunning);
        attend(0ms);
        QTRY_VERIFY(icon()->toolTip().contains(QStringLiteral("not running")));
        client->setLink(Link::running);
        QVERIFY(icon()->toolTip().contains(QStringLiteral("turned off")));
        client->changeElsewhere({SetOpmode{standard, Opmode::on}});
        QVERIFY(icon()->toolTip().contains(QStringLiteral("helping to protect")));
    }

    void aClickOpens_data()
    {
        QTest::addColumn<Opmode>("mode");
        QTest::addColumn<int>("waiting");
        QTest::addColumn<int>("opens");  // 0 sheet, 1 status, 2 question
        QTest::newRow("the sheet") << Opmode::on << 0 << 0;
        QTest::newRow("the status while there is a risk") << Opmode::off << 0 << 1;
        QTest::newRow("a question that waits") << Opmode::off << 2 << 2;
    }

    void aClickOpens()
    {
        QFETCH(Opmode, mode);
        QFETCH(int, waiting);
        QFETCH(int, opens);
        client->changeElsewhere({SetOpmode{standard, mode}});
        attend(0ms);
        tray->setWaiting(waiting);
        const QSignalSpy sheet(tray.get(), &TrayIcon::sheetRequested), status(tray.get(), &TrayIcon::statusRequested),
            question(tray.get(), &TrayIcon::alertRequested);
        Q_EMIT icon()->activated(QSystemTrayIcon::Trigger);
        QCOMPARE((QList<qsizetype>{sheet.size(), status.size(), question.size()}),
                 (QList<qsizetype>{opens == 0, opens == 1, opens == 2}));
    }

    void aFloodIsShownForAsLongAsItLasts()
    {
        attend(0ms);
        QVERIFY(!icon()->toolTip().contains(TrayIcon::floodTitle()));
        Status status = client->status();
        for (const bool lasts : {true, false}) {
            status.flood = lasts;
            client->setStatus(status);
            QCOMPARE(icon()->toolTip().contains(TrayIcon::floodTitle()), lasts);
        }
        status.flood = true;
        client->setStatus(status);
        client->setLink(Link::notRunning);  // nobody knows any more
        QVERIFY(!icon()->toolTip().contains(TrayIcon::floodTitle()));
    }

    void theMenuSaysWhatWaits()
    {
        attend(0ms);
        QVERIFY(!action("1 question(s) waiting...") && !action("2 question(s) waiting..."));
        tray->setWaiting(2);
        QVERIFY(action("2 question(s) waiting..."));
        QVERIFY(icon()->toolTip().contains(QStringLiteral("2 question(s) waiting")));
        tray->setWaiting(0);
        QVERIFY(!action("0 question(s) waiting..."));
    }

    void howToAskIsChosenInTheMenu()
    {
        attend(0ms);
        tray->setCanNotify(false);
        QVERIFY(!action("Ask by notification")->isEnabled());
        tray->setCanNotify(true);
        action("Ask by notification")->trigger();
        QVERIFY(alerts->byNotification());
        QVERIFY(AlertPreference().byNotification());  // and at the next logon
    }

    void theAgentOpensTheWindowsAndGoesOnWithoutThem()
    {
        FakeAlerts questions;
        FakeNotifier notifier;
        ControlPanel panel(*client);
        const QSignalSpy finished(&panel, &ControlPanel::finished);
        panel.attend(questions, notifier);
        QVERIFY(questions.watching);
        auto *menu = agentMenu();
        choose(menu, "Open Parapet Firewall");
        choose(menu, "Security log");
        choose(menu, "Security status");
        choose(menu, "Listening programs");
        const QList<QWidget *> windows{openWindow<PropertySheet>(), openWindow<LogWindow>(), openWindow<StatusWindow>(),
                                       openWindow<ListeningWindow>()};
        for (QWidget *window : windows) {
            QVERIFY(window);
            const QPointer<QWidget> gone(window);
            window->close();
            QTRY_VERIFY(!gone);
        }
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 0);
        choose(menu, "Quit");
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!questions.watching);
    }

    void theAgentAsks()
    {
        FakeAlerts questions;
        FakeNotifier notifier;
        ControlPanel panel(*client);
        panel.attend(questions, notifier);
        questions.raise(exampleAlert());
        QVERIFY(openWindow<AlertDialog>());
        questions.takeBack(1);
        QVERIFY(!openWindow<AlertDialog>());
    }

private:
    void attend(std::chrono::milliseconds patience)
    {
        tray = std::make_unique<TrayIcon>(*client, *monitoring, *alerts, patience);
    }
    QSystemTrayIcon *icon() const { return tray->findChild<QSystemTrayIcon *>(); }
    static QAction *find(const QMenu *menu, const char *text)
    {
        for (QAction *each : menu->actions()) {
            if (each->isVisible() && each->text().remove(QLatin1Char('&')) == QString::fromUtf8(text))
                return each;
        }
        return nullptr;
    }
    QAction *action(const char *text) const { return find(icon()->contextMenu(), text); }
    static QMenu *agentMenu()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *menu = qobject_cast<QMenu *>(widget); menu && find(menu, "Quit"))
                return menu;
        }
        return nullptr;
    }
    static void choose(const QMenu *menu, const char *text) { find(menu, text)->trigger(); }

    QTemporaryDir folder;
    std::unique_ptr<FakeClient> client;
    std::unique_ptr<MonitoringPreference> monitoring;
    std::unique_ptr<AlertPreference> alerts;
    std::unique_ptr<TrayIcon> tray;
};

QTEST_MAIN(TestTrayIcon)
#include "tst_trayicon.moc"
