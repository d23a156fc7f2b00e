// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/programmenu.h"
#include "tests/ui/windows.h"
#include "ui/alertqueue.h"

#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

using namespace parapet;

namespace {

using namespace std::chrono_literals;

using Answer = FakeAlerts::Answer;
const Scope myNetwork{Scope::Kind::localSubnet, false, {}};

}  // namespace

class TestAlertQueue : public QObject {
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
        alerts = std::make_unique<FakeAlerts>();
        notifier = std::make_unique<FakeNotifier>();
        preference = std::make_unique<AlertPreference>();
        preference->setByNotification(false);
        begin(0ms);
    }
    void cleanup()
    {
        queue.reset();
        QTRY_VERIFY(!openWindow<AlertDialog>());
    }

    void oneDialogAtATimeInTheirOrder()
    {
        for (const std::uint64_t id : {7, 3, 9})
            alerts->raise(exampleAlert(id));
        QCOMPARE(queue->waiting(), 3);
        for (const std::uint64_t id : {7, 3, 9}) {
            QTRY_VERIFY(dialog() && dialog()->id() == id);
            press("Keep Blocking");
            QTRY_VERIFY(!dialog() || dialog()->id() != id);
        }
        QVERIFY(!dialog());
        QVERIFY(alerts->answers
                == (std::vector<Answer>{{7, AlertAnswer::keepBlocking, myNetwork},
                                        {3, AlertAnswer::keepBlocking, myNetwork},
                                        {9, AlertAnswer::keepBlocking, myNetwork}}));
        QCOMPARE(queue->waiting(), 0);
    }

    void whatIsGoneIsNotAskedAnyMore()
    {
        for (const std::uint64_t id : {1, 2, 3})
            alerts->raise(exampleAlert(id));
        alerts->takeBack(2);
        alerts->takeBack(1);
        QVERIFY(dialog() && dialog()->id() == 3);
        alerts->takeBack(3);
        alerts->takeBack(3);
        QVERIFY(!dialog());
        QVERIFY(alerts->answers.empty());
    }

    void aQuestionThatIsSentAgainIsNoOther()
    {
        alerts->raise(exampleAlert(1));
        alerts->raise(exampleAlert(2));
        const AlertDialog *before = dialog();
        alerts->raise(exampleAlert(1));
        alerts->raise(exampleAlert(2));
        QCOMPARE(queue->waiting(), 2);
        QCOMPARE(dialog(), before);
    }

    void anAnswerThatFailsLeavesTheQuestion()
    {
        alerts->raise(exampleAlert(1));
        alerts->failure = Error{ErrorKind::denied, "Not authorized."};
        press("Unblock");
        QTRY_VERIFY(shows(dialog(), QStringLiteral("Your answer has had no effect: Not authorized.")));
        QCOMPARE(queue->waiting(), 1);
        press("Unblock");
        QTRY_VERIFY(!dialog());
        QCOMPARE(alerts->answers.size(), 2U);
    }

    void anAnswerThatComesTooLateIsNoError()
    {
        alerts->raise(exampleAlert(1));
        alerts->failure = Error{ErrorKind::notFound, "There is no such question."};
        press("Unblock");
        QTRY_VERIFY(!dialog());
        QCOMPARE(queue->waiting(), 0);
    }

    void theNextQuestionWaitsForTheAnswerToTheLast()
    {
        alerts->held = true;
        alerts->raise(exampleAlert(1));
        press("Unblock");
        alerts->raise(exampleAlert(2));
        QVERIFY(dialog()->id() == 1 && !button("Unblock")->isEnabled());
        alerts->release();
        QVERIFY(dialog()->id() == 2 && button("Unblock")->isEnabled());
    }

    // The helper says that it is gone before it answers, or answers somebody who is gone.
    void anAnswerToAQuestionThatIsGoneDoesNotTouchTheNext()
    {
        alerts->held = true;
        alerts->raise(exampleAlert(1));
        alerts->raise(exampleAlert(2));
        alerts->failure = Error{ErrorKind::io, "The helper ended."};
        press("Unblock");
        alerts->takeBack(1);
        QVERIFY(dialog() && dialog()->id() == 2);
        alerts->release();
        QVERIFY(!shows(dialog(), QStringLiteral("no effect")));
        QVERIFY(button("Unblock")->isEnabled());
    }

    void waitsUntilItIsKnownWhoMayAnswer()
    {
        client->setLink(FirewallClient::Link::connecting);
        alerts->raise(exampleAlert(1));
        QVERIFY(!dialog());
        client->setRights({Right::no, Right::no});
        client->setLink(FirewallClient::Link::running);
        QVERIFY(dialog() && dialog()->kind() == AlertDialog::Kind::notice);
    }

    void theFormFollowsTheRights_data()
    {
        QTest::addColumn<Right>("right");
        QTest::addColumn<bool>("question");
        QTest::newRow("may") << Right::yes << true;
        QTest::newRow("may with a password") << Right::afterAuthentication << true;
        QTest::newRow("may not") << Right::no << false;
    }

    void theFormFollowsTheRights()
    {
        QFETCH(Right, right);
        QFETCH(bool, question);
        alerts->raise(exampleAlert(1));
        client->setRights({right, right});
        QCOMPARE(dialog()->kind() == AlertDialog::Kind::question, question);
        QCOMPARE(button("Unblock") != nullptr, question);
    }

    void theProgramHasTheNameOfTheMenu()
    {
        const ProgramMenu menu;
        begin(0ms, {menu.entries()});
        Alert alert = exampleAlert();
        alert.process.keys = {
            menu.add(QStringLiteral("Battle of the Ancients"), QStringLiteral("battle")).toStdString()};
        alerts->raise(alert);
        QVERIFY(shows(dialog(), QStringLiteral("battle")));
        QTRY_VERIFY(shows(dialog(), QStringLiteral("Battle of the Ancients")));
    }

    void aNotificationIsTheOtherForm()
    {
        preference->setByNotification(true);
        Alert alert = exampleAlert(5);
        alert.process.name = "<b>x</b>\nUnblock it!";
        alerts->raise(alert);
        QVERIFY(!dialog());
        QCOMPARE(notifier->shown.size(), 1U);
        const Notice &notice = notifier->shown.front().second;
        QCOMPARE(notice.title, QStringLiteral("Parapet Security Alert"));
        QVERIFY2(notice.body.startsWith(QStringLiteral("<b>x</b> Unblock it! (publisher: Debian Games Team)")),
                 qPrintable(notice.body));
        QStringList texts;
        for (const auto &each : notice.buttons)
            texts << each.text;
        QCOMPARE(texts,
                 (QStringList{QStringLiteral("Keep Blocking"), QStringLiteral("Unblock"),
                              QStringLiteral("Ask Me Later"), QStringLiteral("Details...")}));
    }

    void aNotificationAnswers_data()
    {
        QTest::addColumn<int>("button");
        QTest::addColumn<AlertAnswer>("answer");
        QTest::newRow("Keep Blocking") << 0 << AlertAnswer::keepBlocking;
        QTest::newRow("Unblock") << 1 << AlertAnswer::unblock;
        QTest::newRow("Ask Me Later") << 2 << AlertAnswer::askLater;
    }

    void aNotificationAnswers()
    {
        QFETCH(int, button);
        QFETCH(AlertAnswer, answer);
        preference->setByNotification(true);
        alerts->raise(exampleAlert(5));
        alerts->raise(exampleAlert(6));
        notifier->press(notifier->shown.front().second.buttons[button].key);
        QCOMPARE(alerts->answers.size(), 1U);
        QVERIFY(alerts->answers.front().id == 5 && alerts->answers.front().answer == answer);
        QVERIFY(answer != AlertAnswer::unblock || alerts->answers.front().scope == myNetwork);
        QTRY_COMPARE(notifier->shown.size(), 1U);  // the next one
        QCOMPARE(notifier->shown.front().first, 6U);
        QVERIFY(!dialog());
    }

    void aNotificationThatIsWavedAwayAsksLater()
    {
        preference->setByNotification(true);
        alerts->raise(exampleAlert(5));
        notifier->dismiss();
        QVERIFY(alerts->answers == (std::vector<Answer>{{5, AlertAnswer::askLater, {}}}));
    }

    void theDialogComesInstead_data()
    {
        QTest::addColumn<int>("when");
        QTest::newRow("when details are asked for") << 0;
        QTest::newRow("when the notification is lost") << 1;
        QTest::newRow("when the desktop can no longer show any") << 2;
        QTest::newRow("when the user changes their mind") << 3;
        QTest::newRow("when it is asked for in the tray") << 4;
    }

    void theDialogComesInstead()
    {
        QFETCH(int, when);
        preference->setByNotification(true);
        alerts->raise(exampleAlert(5));
        QVERIFY(!dialog());
        switch (when) {
        case 0: notifier->press(notifier->shown.front().second.defaultKey); break;
        case 1: notifier->lose(); break;
        case 2: notifier->setUsable(false); break;
        case 3: preference->setByNotification(false); break;
        default: queue->open();
        }
        QVERIFY(dialog() && dialog()->id() == 5);
        QVERIFY(notifier->shown.empty());
        QVERIFY(alerts->answers.empty());
    }

    void aNotificationThatHasJustComeIsNotAnswered()
    {
        begin(1h);
        preference->setByNotification(true);
        alerts->raise(exampleAlert(5));
        notifier->press(notifier->shown.front().second.buttons[1].key);
        QVERIFY(alerts->answers.empty());
        QVERIFY(dialog());
    }

    void whoMayNotAnswerIsNotGivenButtons()
    {
        client->setRights({Right::no, Right::no});
        preference->setByNotification(true);
        alerts->raise(exampleAlert(5));
        QCOMPARE(notifier->shown.front().second.buttons.size(), 1);
        notifier->dismiss();
        QVERIFY(alerts->answers == (std::vector<Answer>{{5, AlertAnswer::acknowledge, {}}}));
    }

    void anAnswerByNotificationThatFailsIsToldInTheDialog()
    {
        preference->setByNotification(true);
        alerts->raise(exampleAlert(5));
        alerts->failure = Error{ErrorKind::denied, "Not authorized."};
        notifier->press(notifier->shown.front().second.buttons[1].key);
        QTRY_VERIFY(dialog() && shows(dialog(), QStringLiteral("Not authorized.")));
    }

    void withoutADesktopThatCanTheDialogAsks()
    {
        notifier->setUsable(false);
        preference->setByNotification(true);
        alerts->raise(exampleAlert(5));
        QVERIFY(dialog() && notifier->shown.empty());
    }

private:
    void begin(std::chrono::milliseconds guard, const QStringList &menu = {})
    {
        queue.reset();
        queue = std::make_unique<AlertQueue>(*alerts, *client, *notifier, *preference, guard, menu);
    }
    static AlertDialog *dialog() { return openWindow<AlertDialog>(); }
    static QPushButton *button(const char *text) { return control<QPushButton>(dialog(), QString::fromUtf8(text)); }
    static void press(const char *text) { button(text)->click(); }

    QTemporaryDir folder;
    std::unique_ptr<FakeClient> client;
    std::unique_ptr<FakeAlerts> alerts;
    std::unique_ptr<FakeNotifier> notifier;
    std::unique_ptr<AlertPreference> preference;
    std::unique_ptr<AlertQueue> queue;
};

QTEST_MAIN(TestAlertQueue)
#include "tst_alertqueue.moc"
