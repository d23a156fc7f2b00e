// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/logsettingsdialog.h"
#include "ui/helpwindow.h"
#include "ui/propertysheet.h"
#include "ui/widgets/linkbutton.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>

using namespace parapet;

namespace {

using Changes = std::vector<Change>;
constexpr auto standard = ProfileId::standard;
const Error diskFull{ErrorKind::io, "The settings could not be saved: No space left on device."};

}  // namespace

class TestPropertySheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        client = std::make_unique<FakeClient>();
        client->setSettings(exampleSettings());
        sheet = new PropertySheet(*client);
        sheet->show();
        QVERIFY(QTest::qWaitForWindowExposed(sheet));
    }
    void cleanup() { delete sheet; }

    void hasTitleTabsAndButtonsOfTheSpecification()
    {
        QCOMPARE(sheet->windowTitle(), QStringLiteral("Parapet Firewall"));
        QStringList names;
        for (int i = 0; i < tabs()->count(); ++i)
            names << tabs()->tabText(i);
        QCOMPARE(names,
                 (QStringList{QStringLiteral("General"), QStringLiteral("Exceptions"), QStringLiteral("Advanced")}));
        QVERIFY(ok() && cancel());
        QVERIFY(!control<QPushButton>(sheet, QStringLiteral("Apply")));
    }

    void okWithoutEditsClosesAndSendsNothing()
    {
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY(client->sent.empty());
    }

    void okSendsTheDifferenceOnceAndCloses()
    {
        off()->click();
        ok()->click();
        QTRY_VERIFY(!sheet);
        QCOMPARE(client->sent.size(), std::size_t(1));
        QVERIFY((client->sent.front() == Changes{SetOpmode{standard, Opmode::off}}));
        QCOMPARE(client->settings().profile(standard).opmode, Opmode::off);
    }

    void cancelSendsNothing_data()
    {
        QTest::addColumn<bool>("button");
        QTest::newRow("the Cancel button") << true;
        QTest::newRow("the Escape key") << false;
    }

    void cancelSendsNothing()
    {
        QFETCH(bool, button);
        off()->click();
        if (button)
            cancel()->click();
        else
            QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!sheet);
        QVERIFY(client->sent.empty());
    }

    void offDimsNoExceptionsButKeepsItsMark()
    {
        noExceptions()->click();
        off()->click();
        QVERIFY(!noExceptions()->isEnabled());
        QVERIFY(noExceptions()->isChecked());
        on()->click();
        QVERIFY(noExceptions()->isEnabled());
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY((client->sent.front() == Changes{SetOpmode{standard, Opmode::onWithoutExceptions}}));
    }

    void theHeaderTellsTheAppliedState()
    {
        const QString safe = QStringLiteral("Parapet Firewall is helping to protect your PC");
        QVERIFY(shows(sheet, safe));
        off()->click();
        QVERIFY(shows(sheet, safe));
        client->changeElsewhere({SetOpmode{standard, Opmode::off}});
        QVERIFY(shows(sheet, QStringLiteral("Your PC is not protected: turn on Parapet Firewall")));
    }

    void changesElsewhereAreFollowedAndEditsStay()
    {
        off()->click();
        client->changeElsewhere({RemovePort{standard, http}, SetOpmode{standard, Opmode::onWithoutExceptions}});
        QVERIFY(off()->isChecked());
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY((client->sent.front() == Changes{SetOpmode{standard, Opmode::off}}));
    }

    void anErrorIsToldAndTheSheetStaysOpen()
    {
        client->failNext(diskFull);
        off()->click();
        ok()->click();
        QTRY_VERIFY(openWindow<QMessageBox>());
        QVERIFY(shows(openWindow<QMessageBox>(), QString::fromStdString(diskFull.text)));
        openWindow<QMessageBox>()->accept();
        QVERIFY(sheet && sheet->isVisible() && ok()->isEnabled() && off()->isChecked());
        ok()->click();  // the edit is still there
        QTRY_VERIFY(!sheet);
        QCOMPARE(client->settings().profile(standard).opmode, Opmode::off);
    }

    void nothingCanBePressedWhileSettingsAreApplied()
    {
        client->hold();
        off()->click();
        ok()->click();
        QVERIFY(shows(sheet, QStringLiteral("Applying the settings...")));
        QVERIFY(!ok()->isEnabled() && !cancel()->isEnabled() && !on()->isEnabled());
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(sheet->isVisible());
        QTest::qWait(0);  // the question is on its way
        client->release();
        QTRY_VERIFY(!sheet);
    }

    void whoHasNoRightSeesEverythingDimmed()
    {
        const QString line = QStringLiteral("You must be a computer administrator to change these settings");
        QVERIFY(!shows(sheet, line));
        client->setRights({Right::no, Right::no});
        QVERIFY(shows(sheet, line));
        QVERIFY(!on()->isEnabled() && !off()->isEnabled() && !noExceptions()->isEnabled());
        QVERIFY(!settingsOf("Security Logging")->isEnabled());
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY(client->sent.empty());
    }

    void whoMustAuthenticateMayEdit()
    {
        client->setRights({Right::afterAuthentication, Right::afterAuthentication});
        QVERIFY(on()->isEnabled());
    }

    void aHelperThatGoesAwayDimsAndOneThatComesBackRestores()
    {
        off()->click();
        client->setLink(FirewallClient::Link::notRunning);
        QVERIFY(shows(sheet, QStringLiteral("The Parapet Firewall service is not running.")));
        QVERIFY(!on()->isEnabled());
        button("Start")->click();
        QTRY_VERIFY(on()->isEnabled());
        QCOMPARE(client->starts, 1);
        QVERIFY(!button("Start"));
        QVERIFY(off()->isChecked());  // the edit survived
    }

    void aHelperThatCannotBeStartedIsTold()
    {
        client->setLink(FirewallClient::Link::notRunning);
        client->failNext({ErrorKind::denied, "Only an administrator may start it."});
        button("Start")->click();
        QTRY_VERIFY(openWindow<QMessageBox>());
        QVERIFY(shows(openWindow<QMessageBox>(), QStringLiteral("Only an administrator may start it.")));
        QVERIFY(button("Start")->isEnabled());
    }

    void noticesAreShown()
    {
        Status status = client->status();
        status.notices = {"The settings were <b>damaged</b>."};
        client->setStatus(status);
        QVERIFY(shows(sheet, QStringLiteral("The settings were <b>damaged</b>.")));
    }

    void theProfileIsNamedOnlyInADomain()
    {
        const QString line = QStringLiteral("Parapet Firewall is using your domain settings");
        QVERIFY(!shows(sheet, line));
        Status status = client->status();
        status.activeProfile = ProfileId::domain;
        client->setStatus(status);
        QVERIFY(shows(sheet, line));
        off()->click();
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY((client->sent.front() == Changes{SetOpmode{ProfileId::domain, Opmode::off}}));
    }

    void logSettingsAreEditedInTheDraft()
    {
        tabs()->setCurrentIndex(PropertySheet::Advanced);
        settingsOf("Security Logging")->click();
        auto *dialog = openWindow<LogSettingsDialog>();
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Log Settings"));
        auto *size = field<QSpinBox>(dialog, QStringLiteral("Size limit (KB):"));
        QCOMPARE(size->value(), 4096);
        QCOMPARE(field<QLineEdit>(dialog, QStringLiteral("Name:"))->text(), QStringLiteral("pfirewall.log"));
        control<QCheckBox>(dialog, QStringLiteral("Log dropped packets"))->click();
        dialog->accept();
        QVERIFY(client->sent.empty());
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY((client->sent.front() == Changes{SetLog{{true, false, 4096}}}));
    }

    void viewLogIsOpenToEveryone()
    {
        const QSignalSpy wanted(sheet, &PropertySheet::logRequested);
        client->setRights({Right::no, Right::no});
        button("View Log...")->click();
        QCOMPARE(wanted.count(), 1);
    }

    void theLinkAndTheHelpKeyOpenThePageOfTheTab_data()
    {
        QTest::addColumn<int>("tab");
        QTest::addColumn<QString>("link");
        QTest::addColumn<HelpPage>("page");
        QTest::newRow("General") << int(PropertySheet::General)
                                 << QStringLiteral("What else should I know about Parapet Firewall?")
                                 << HelpPage::firewall;
        QTest::newRow("Exceptions") << int(PropertySheet::Exceptions)
                                    << QStringLiteral("What are the risks of allowing exceptions?")
                                    << HelpPage::exceptions;
    }

    void theLinkAndTheHelpKeyOpenThePageOfTheTab()
    {
        QFETCH(int, tab);
        QFETCH(QString, link);
        QFETCH(HelpPage, page);
        tabs()->setCurrentIndex(tab);
        control<LinkButton>(sheet, link)->click();
        QVERIFY(openWindow<HelpWindow>());
        QCOMPARE(openWindow<HelpWindow>()->page(), page);
        openWindow<HelpWindow>()->close();
        QVERIFY(!openWindow<HelpWindow>());
        sheet->activateWindow();
        QTest::keyClick(sheet, Qt::Key_F1);
        QTRY_VERIFY(openWindow<HelpWindow>());
        QCOMPARE(openWindow<HelpWindow>()->page(), page);
    }

    void theHelpGoesWithTheSheet()
    {
        QTest::keyClick(sheet, Qt::Key_F1);
        QTRY_VERIFY(openWindow<HelpWindow>());
        cancel()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY(!openWindow<HelpWindow>());
    }

    void everyControlHasAName()
    {
        for (const QAbstractButton *each : sheet->findChildren<QAbstractButton *>()) {
            if (each->isVisibleTo(sheet) && each->focusPolicy() != Qt::NoFocus)
                QVERIFY(!each->text().isEmpty() || !each->accessibleName().isEmpty());
        }
    }

    void tabWalksThroughThePageInReadingOrder()
    {
        on()->setFocus();
        QStringList walk;
        for (int i = 0; i < 6; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const auto *reached = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
            walk << (reached ? reached->text().remove(QLatin1Char('&')) : QStringLiteral("tabs"));
        }
        // The radio buttons are one stop; the arrow keys lead from one to the other.
        QCOMPARE(walk,
                 (QStringList{QStringLiteral("Don't allow exceptions"),
                              QStringLiteral("What else should I know about Parapet Firewall?"), QStringLiteral("OK"),
                              QStringLiteral("Cancel"), QStringLiteral("tabs"), QStringLiteral("On (recommended)")}));
    }

private:
    QTabWidget *tabs() const { return sheet->findChild<QTabWidget *>(); }
    QPushButton *button(const char *text) const { return control<QPushButton>(sheet, QLatin1String(text)); }
    // Three buttons are called "Settings..."; a screen reader hears the group too.
    QPushButton *settingsOf(const char *group) const
    {
        for (auto *each : sheet->findChildren<QPushButton *>()) {
            if (each->accessibleDescription() == QLatin1String(group))
                return each;
        }
        return nullptr;
    }
    QPushButton *ok() const { return button("OK"); }
    QPushButton *cancel() const { return button("Cancel"); }
    QRadioButton *on() const { return control<QRadioButton>(sheet, QStringLiteral("On (recommended)")); }
    QRadioButton *off() const { return control<QRadioButton>(sheet, QStringLiteral("Off (not recommended)")); }
    QCheckBox *noExceptions() const { return control<QCheckBox>(sheet, QStringLiteral("Don't allow exceptions")); }

    std::unique_ptr<FakeClient> client;
    QPointer<PropertySheet> sheet;
};

QTEST_MAIN(TestPropertySheet)
#include "tst_propertysheet.moc"
