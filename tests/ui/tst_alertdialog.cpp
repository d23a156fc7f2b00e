// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/keyboard.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/alertdialog.h"
#include "ui/dialogs/scopedialog.h"
#include "ui/helpwindow.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/inputguard.h"

#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QToolButton>

#include <memory>

using namespace parapet;
using Kind = AlertDialog::Kind;

namespace {

using namespace std::chrono_literals;

constexpr auto noGuard = 0ms;
constexpr auto foreverGuard = 1h;
const Scope myNetwork{Scope::Kind::localSubnet, false, {}};

void hold(QWidget *receiver, Qt::Key key)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, QString(), true);
    QCoreApplication::sendEvent(receiver, &press);
}

}  // namespace

Q_DECLARE_METATYPE(parapet::AlertAnswer)

class TestAlertDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { dialog.reset(); }

    void saysWhatXpSaid()
    {
        open();
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Parapet Security Alert"));
        for (const char *words :
             {"To help protect your computer, Parapet Firewall has blocked some features of this program.",
              "Do you want to keep blocking this program?", "Name:", "battle", "Publisher:", "Debian Games Team",
              "My network (subnet) only",
              "Parapet Firewall has blocked this program from accepting connections from the Internet or a network."})
            QVERIFY2(shows(dialog.get(), QString::fromUtf8(words)), words);
        QStringList buttons;
        for (const auto *each : dialog->findChildren<QPushButton *>()) {
            if (each->isVisible() && !each->text().contains(QStringLiteral("scope")))
                buttons << each->text().remove(QLatin1Char('&'));
        }
        QCOMPARE(
            buttons,
            (QStringList{QStringLiteral("Keep Blocking"), QStringLiteral("Unblock"), QStringLiteral("Ask Me Later")}));
        QVERIFY(button("Keep Blocking")->x() < button("Unblock")->x());
        QVERIFY(button("Unblock")->x() < button("Ask Me Later")->x());
    }

    void anUnknownPublisherIsSaidToBeSo()
    {
        Alert alert = exampleAlert();
        alert.publisher.clear();
        open(noGuard, Kind::question, alert);
        QVERIFY(shows(dialog.get(), QStringLiteral("Unknown")));
    }

    void aButtonAnswers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<AlertAnswer>("answer");
        QTest::newRow("Keep Blocking") << "Keep Blocking" << AlertAnswer::keepBlocking;
        QTest::newRow("Unblock") << "Unblock" << AlertAnswer::unblock;
        QTest::newRow("Ask Me Later") << "Ask Me Later" << AlertAnswer::askLater;
    }

    void aButtonAnswers()
    {
        QFETCH(QString, text);
        QFETCH(AlertAnswer, answer);
        open();
        QTest::mouseClick(control<QPushButton>(dialog.get(), text), Qt::LeftButton);
        QVERIFY(answers == std::vector{answer});
        QVERIFY(scope == myNetwork);
        QVERIFY(dialog->isVisible());  // whoever owns it closes it when the answer is in force
    }

    void aKeyAnswers_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<AlertAnswer>("answer");
        const auto row = [](const char *name, Qt::Key key, AlertAnswer answer, int modifiers = Qt::NoModifier) {
            QTest::newRow(name) << int(key) << modifiers << answer;
        };
        row("Enter keeps blocking", Qt::Key_Return, AlertAnswer::keepBlocking);
        row("Enter of the number pad too", Qt::Key_Enter, AlertAnswer::keepBlocking);
        row("Space keeps blocking", Qt::Key_Space, AlertAnswer::keepBlocking);
        row("Escape asks later", Qt::Key_Escape, AlertAnswer::askLater);
        row("Alt+K", Qt::Key_K, AlertAnswer::keepBlocking, Qt::AltModifier);
        row("Alt+U", Qt::Key_U, AlertAnswer::unblock, Qt::AltModifier);
        row("Alt+A", Qt::Key_A, AlertAnswer::askLater, Qt::AltModifier);
    }

    void aKeyAnswers()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(AlertAnswer, answer);
        open();
        activate();
        QTest::keyClick(dialog->focusWidget(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QTRY_VERIFY(answers == std::vector{answer});  // a mnemonic shows the button pressed for a moment
    }

    void closingAsksLater()
    {
        open();
        QVERIFY(!dialog->close());
        QVERIFY(answers == std::vector{AlertAnswer::askLater});
    }

    void allCanBeReachedByKeyboard()
    {
        open();
        activate();
        QCOMPARE(unreachableByTab(dialog.get()), QStringList());
        QCOMPARE(sharedMnemonics(dialog.get()), QStringList());
    }

    // Only a real window manager can show that it works (tests/drive).
    void itDoesNotTakeTheKeyboard()
    {
        open();
        QVERIFY(dialog->testAttribute(Qt::WA_ShowWithoutActivating));
        QCOMPARE(dialog->focusWidget(), button("Keep Blocking"));
    }

    void takesNothingWhileItIsNew_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("click") << 0;
        QTest::newRow("Space") << 1;
        QTest::newRow("Enter") << 2;
        QTest::newRow("Escape") << 3;
        QTest::newRow("mnemonic") << 4;
    }

    void takesNothingWhileItIsNew()
    {
        QFETCH(int, way);
        open(foreverGuard);
        activate();
        press(way);
        QVERIFY(answers.empty());
        QVERIFY(!button("Unblock")->isDown());  // and none to come
        QVERIFY(dialog->isVisible());
    }

    // The same input, to show that it is the guard that held it back.
    void takesTheSameLater_data() { takesNothingWhileItIsNew_data(); }

    void takesTheSameLater()
    {
        QFETCH(int, way);
        open(20ms);
        activate();
        press(way);
        QVERIFY(answers.empty());
        QTRY_VERIFY(guard()->isOpen());
        press(way);
        QTRY_COMPARE(answers.size(), 1U);
    }

    void takesNoKeysWhenItHasJustBecomeActive()
    {
        open(20ms);
        QTRY_VERIFY(guard()->isOpen());
        setGuard(foreverGuard);
        becomeActive();
        press(1);
        press(2);
        QVERIFY(answers.empty());
    }

    // The window above was closed by a double click: the second one must not hit what comes out below.
    void takesNoClickWhenItComesOutUnderThePointer()
    {
        open(20ms);
        QTRY_VERIFY(guard()->isOpen());
        setGuard(foreverGuard);
        putPointerOn("Unblock");
        becomeActive();
        press(0);
        QVERIFY(answers.empty());
    }

    void takesTheClickOfOneWhoCameForIt()
    {
        open(20ms);
        QTRY_VERIFY(guard()->isOpen());
        setGuard(foreverGuard);
        putPointerOn("Keep Blocking");
        QTest::mouseMove(dialog->windowHandle(), placeOf("Unblock"));
        becomeActive();  // by the press that follows
        press(0);
        QVERIFY(answers == std::vector{AlertAnswer::unblock});
    }

    // The next question has come under the pointer that answered the last one; its reader clicks where it is.
    void takesTheClickOfOneWhoHasLookedAtIt()
    {
        open(20ms);
        putPointerOn("Unblock");
        QTRY_VERIFY(guard()->isOpen());
        QTest::qWait(30);  // longer than the guard holds back
        becomeActive();
        press(0);
        QVERIFY(answers == std::vector{AlertAnswer::unblock});
    }

    void whoeverAimsBeforeItIsOldMustWaitToo()
    {
        open(foreverGuard);
        putPointerOn("Keep Blocking");
        QTest::mouseMove(dialog->windowHandle(), placeOf("Unblock"));
        press(0);
        QVERIFY(answers.empty());
    }

    void aKeyThatIsHeldDownNeverAnswers()
    {
        open();
        activate();
        QTRY_VERIFY(guard()->isOpen());
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Space, Qt::Key_Escape})
            hold(dialog->focusWidget(), key);
        QVERIFY(answers.empty());
    }

    void theScopeCanBeChosen()
    {
        open();
        button("Change scope...")->click();
        auto *scopes = openWindow<ScopeDialog>();
        QVERIFY(scopes);
        QVERIFY(control<QRadioButton>(scopes, QStringLiteral("My network (subnet) only"))->isChecked());
        control<QRadioButton>(scopes, QStringLiteral("Any computer (including those on the Internet)"))->click();
        scopes->accept();
        QVERIFY(shows(dialog.get(), QStringLiteral("Any computer")));
        button("Unblock")->click();
        QVERIFY(scope == Scope());
    }

    void detailsAreShownOnDemand()
    {
        open();
        QVERIFY(!shows(dialog.get(), QStringLiteral("/usr/games/battle")));
        const int before = dialog->height();
        toggle()->click();
        for (const char *words : {"/usr/games/battle", "TCP 6112, UDP 6112", "anna", "app-battle.scope", "battle 2.4-1",
                                  "192.0.2.7 at TCP 6112"})
            QVERIFY2(shows(dialog.get(), QString::fromUtf8(words)), words);
        QVERIFY(dialog->height() > before);
        toggle()->click();
        QVERIFY(!shows(dialog.get(), QStringLiteral("/usr/games/battle")));
        QCOMPARE(dialog->height(), before);
    }

    void whatIsLearntComesIntoTheDetails()
    {
        open();
        toggle()->click();
        Alert alert = exampleAlert();
        alert.knocks.insert(alert.knocks.begin(), {*IpAddress::parse("192.0.2.99"), {PortProtocol::udp, 6112}, {}});
        dialog->learn(alert);
        QVERIFY(shows(dialog.get(), QStringLiteral("192.0.2.99")));
    }

    void aScriptIsShownWithWhatRunsIt()
    {
        Alert alert = exampleAlert();
        alert.process.keys = {"/home/anna/serve.py"};
        alert.process.path = "/usr/bin/python3.11";
        alert.process.replaced = true;
        open(noGuard, Kind::question, alert);
        toggle()->click();
        QVERIFY(shows(dialog.get(), QStringLiteral("/home/anna/serve.py")));
        QVERIFY(shows(dialog.get(), QStringLiteral("/usr/bin/python3.11")));
        QVERIFY(shows(dialog.get(), QStringLiteral("was replaced or deleted")));
    }

    void helpExplains()
    {
        open();
        control<QAbstractButton>(dialog.get(), QStringLiteral("When should I unblock a program?"))->click();
        QVERIFY(openWindow<HelpWindow>());
        QCOMPARE(openWindow<HelpWindow>()->page(), HelpPage::unblocking);
    }

    void whileTheAnswerIsOnItsWayNoOtherIsTaken()
    {
        open();
        dialog->setBusy(true);
        QVERIFY(!button("Unblock")->isEnabled());
        QTest::keyClick(dialog.get(), Qt::Key_Escape);
        QVERIFY(answers.empty());
        dialog->setBusy(false);
        dialog->tellProblem(QStringLiteral("Nobody typed the password."));
        QVERIFY(shows(dialog.get(), QStringLiteral("Nobody typed the password.")));
        button("Unblock")->click();
        QCOMPARE(answers.size(), 1U);
    }

    void whoMayNotChangeTheFirewallIsOnlyTold()
    {
        open(noGuard, Kind::notice);
        QVERIFY(shows(dialog.get(), QStringLiteral("To help protect your computer")));
        QVERIFY(shows(dialog.get(), QStringLiteral("administrator can unblock")));
        QVERIFY(!shows(dialog.get(), QStringLiteral("Do you want to keep blocking")));
        for (const char *text : {"Keep Blocking", "Unblock", "Ask Me Later", "Change scope..."})
            QVERIFY2(!button(text), text);
        QCOMPARE(unreachableByTab(dialog.get()), QStringList());
        QCOMPARE(sharedMnemonics(dialog.get()), QStringList());
    }

    void ofANotice_data()
    {
        QTest::addColumn<bool>("never");
        QTest::addColumn<bool>("escape");
        QTest::addColumn<AlertAnswer>("answer");
        QTest::newRow("OK") << false << false << AlertAnswer::acknowledge;
        QTest::newRow("OK, never again") << true << false << AlertAnswer::acknowledgeAlways;
        QTest::newRow("Escape") << false << true << AlertAnswer::acknowledge;
        QTest::newRow("Escape takes nothing over") << true << true << AlertAnswer::acknowledge;
    }

    void ofANotice()
    {
        QFETCH(bool, never);
        QFETCH(bool, escape);
        QFETCH(AlertAnswer, answer);
        open(noGuard, Kind::notice);
        control<QCheckBox>(dialog.get(), QStringLiteral("Don't show this message again for this program"))
            ->setChecked(never);
        if (escape)
            QTest::keyClick(dialog.get(), Qt::Key_Escape);
        else
            QTest::mouseClick(button("OK"), Qt::LeftButton);
        QVERIFY(answers == std::vector{answer});
    }

    void hostileNamesAreOneShortPlainLine_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("markup") << QByteArray("<b>Firefox</b>") << "<b>Firefox</b>";
        QTest::newRow("newlines") << QByteArray("Firefox\n\nPublisher: Mozilla\r") << "Firefox Publisher: Mozilla";
        QTest::newRow("right-to-left override")
            << QByteArray("cod\xe2\x80\xaegpj.exe") << QString::fromUtf8("cod\xef\xbf\xbdgpj.exe");
        QTest::newRow("a mnemonic") << QByteArray("Tom & Jerry") << "Tom & Jerry";
        QTest::newRow("no UTF-8") << QByteArray("nc\xff") << QString::fromUtf8("nc\xef\xbf\xbd");
        QTest::newRow("blanks only") << QByteArray(" \t ") << "/usr/games/battle";
        QTest::newRow("4,000 bytes") << QByteArray(4000, 'W') << QString(4000, u'W');
    }

    void hostileNamesAreOneShortPlainLine()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, shown);
        open();
        const QSize usual = dialog->size();
        Alert alert = exampleAlert();
        alert.process.name = name.toStdString();
        alert.publisher = alert.process.name;
        alert.user = alert.package = alert.process.unit = alert.process.name;
        open(noGuard, Kind::question, alert);
        const auto labels = dialog->findChildren<ElidedLabel *>();
        QCOMPARE(labels[0]->text(), shown);
        QCOMPARE(labels[0]->textFormat(), Qt::PlainText);
        QCOMPARE(dialog->size(), usual);
        QVERIFY(labels[0]->height() < 2 * labels[0]->fontMetrics().height());
        QCOMPARE(labels[0]->isElided(), shown.size() > 1000);
        QCOMPARE(labels[0]->toolTip().isEmpty(), !labels[0]->isElided());
        toggle()->click();
        QCOMPARE(dialog->width(), usual.width());
    }

private:
    void open(std::chrono::milliseconds time = noGuard, Kind kind = Kind::question, const Alert &alert = exampleAlert())
    {
        answers.clear();
        dialog = std::make_unique<AlertDialog>(alert, kind, time);
        connect(dialog.get(), &AlertDialog::answered, this, [this](AlertAnswer answer, const Scope &chosen) {
            answers.push_back(answer);
            scope = chosen;
        });
        dialog->show();
        if (time == noGuard)
            QTRY_VERIFY(guard()->isOpen());
    }
    void activate()
    {
        const bool open = guard()->isOpen();
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        if (open)
            QTRY_VERIFY(guard()->isOpen());
    }
    void becomeActive()
    {
        QEvent event(QEvent::WindowActivate);
        QCoreApplication::sendEvent(dialog.get(), &event);
    }
    void press(int way)
    {
        switch (way) {
        case 0: return QTest::mouseClick(button("Unblock"), Qt::LeftButton);
        case 1: return QTest::keyClick(dialog->focusWidget(), Qt::Key_Space);
        case 2: return QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        case 3: return QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
        default: return QTest::keyClick(dialog->focusWidget(), Qt::Key_U, Qt::AltModifier);
        }
    }
    QPoint placeOf(const char *text) { return button(text)->mapTo(dialog.get(), button(text)->rect().center()); }
    void putPointerOn(const char *text)
    {
        QCursor::setPos(dialog->mapToGlobal(placeOf(text)));
        QTest::mouseMove(dialog->windowHandle(), placeOf(text));
    }
    void setGuard(std::chrono::milliseconds time)
    {
        for (auto *timer : guard()->findChildren<QTimer *>())
            timer->setInterval(time);
    }
    InputGuard *guard() const { return dialog->findChild<InputGuard *>(); }
    QPushButton *button(const char *text) const { return control<QPushButton>(dialog.get(), QString::fromUtf8(text)); }
    QToolButton *toggle() const { return control<QToolButton>(dialog.get(), QStringLiteral("Show details")); }

    std::unique_ptr<AlertDialog> dialog;
    std::vector<AlertAnswer> answers;
    Scope scope;
};

QTEST_MAIN(TestAlertDialog)
#include "tst_alertdialog.moc"
