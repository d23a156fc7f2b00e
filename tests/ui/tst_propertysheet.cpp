// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/logsettingsdialog.h"
#include "ui/dialogs/portdialog.h"
#include "ui/propertysheet.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

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
        QCOMPARE(list()->model()->rowCount(), 2);
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
        QVERIFY(!button("Add Port...")->isEnabled() && !settingsOf("Security Logging")->isEnabled());
        list()->setCurrentIndex(row(http));
        QVERIFY(!button("Edit...")->isEnabled() && !button("Delete")->isEnabled());
        QTest::keyClick(list(), Qt::Key_Space);
        QVERIFY(client->sent.empty());
        ok()->click();
        QTRY_VERIFY(!sheet);
    }

    void whoMustAuthenticateMayEdit()
    {
        client->setRights({Right::afterAuthentication, Right::afterAuthentication});
        QVERIFY(on()->isEnabled() && button("Add Port...")->isEnabled());
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
        QCOMPARE(list()->model()->rowCount(), 0);
        off()->click();
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY((client->sent.front() == Changes{SetOpmode{ProfileId::domain, Opmode::off}}));
    }

    void theIntroductionOfTheExceptionsFollowsTheState()
    {
        tabs()->setCurrentIndex(PropertySheet::Exceptions);
        QVERIFY(shows(sheet, QStringLiteral("is blocking incoming connections")));
        noExceptions()->click();
        QVERIFY(shows(sheet, QStringLiteral("are being ignored")));
        off()->click();
        QVERIFY(shows(sheet, QStringLiteral("is turned off")));
    }

    void exceptionsAreSortedByName()
    {
        QCOMPARE(list()->model()->index(0, 0).data().toString(), QStringLiteral("Name server"));
        QCOMPARE(list()->model()->index(2, 0).data().toString(), QStringLiteral("Web server"));
    }

    void spaceTogglesTheSelectedException()
    {
        showExceptions(http);
        QTest::keyClick(list(), Qt::Key_Space);
        ok()->click();
        QTRY_VERIFY(!sheet);
        QVERIFY((client->sent.front() == Changes{SetPort{standard, http, {"Web server", false}}}));
    }

    void editOpensBy_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("its button") << 0;
        QTest::newRow("the Return key in the list") << 1;
        QTest::newRow("a double click") << 2;
    }

    void editOpensBy()
    {
        QFETCH(int, way);
        showExceptions(http);
        if (way == 0)
            button("Edit...")->click();
        else if (way == 1)
            QTest::keyClick(list(), Qt::Key_Return);
        else
            doubleClick(row(http));
        QTRY_VERIFY(openWindow<PortDialog>());
        QCOMPARE(openWindow<PortDialog>()->windowTitle(), QStringLiteral("Edit a Port"));
        field<QLineEdit>(openWindow<PortDialog>(), QStringLiteral("Name:"))->setText(QStringLiteral("Apache"));
        openWindow<PortDialog>()->accept();
        QVERIFY(sheet && sheet->isVisible());
        QCOMPARE(row(http).data().toString(), QStringLiteral("Apache"));
    }

    void anAddedPortIsCheckedAndSelected()
    {
        showExceptions(http);
        button("Add Port...")->click();
        auto *dialog = openWindow<PortDialog>();
        field<QLineEdit>(dialog, QStringLiteral("Name:"))->setText(QStringLiteral("Game"));
        field<QLineEdit>(dialog, QStringLiteral("Port number:"))->setText(QStringLiteral("5000"));
        dialog->accept();
        const QModelIndex current = list()->currentIndex();
        QCOMPARE(current.data().toString(), QStringLiteral("Game"));
        QCOMPARE(current.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    }

    void deletingAsksAndNoIsTheDefault_data()
    {
        QTest::addColumn<bool>("yes");
        QTest::newRow("Yes removes the entry") << true;
        QTest::newRow("No keeps it") << false;
    }

    void deletingAsksAndNoIsTheDefault()
    {
        QFETCH(bool, yes);
        showExceptions(http);
        QTest::keyClick(list(), Qt::Key_Delete);
        QTRY_VERIFY(openWindow<QMessageBox>());
        auto *question = openWindow<QMessageBox>();
        QCOMPARE(question->windowTitle(), QStringLiteral("Delete a Port"));
        QCOMPARE(question->text(),
                 QStringLiteral("Are you sure you want to delete Web server from the exceptions list?"));
        QCOMPARE(question->defaultButton(), question->button(QMessageBox::No));
        question->button(yes ? QMessageBox::Yes : QMessageBox::No)->click();
        QCOMPARE(list()->model()->rowCount(), yes ? 2 : 3);
        QVERIFY(button("Delete")->isEnabled());  // a neighbour is selected now
    }

    void anEntryThatIsGoneBeforeTheAnswerDoesNoHarm()
    {
        showExceptions(http);
        button("Delete")->click();
        client->changeElsewhere({RemovePort{standard, http}});
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        QCOMPARE(list()->model()->rowCount(), 2);
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

    void everyControlHasAName()
    {
        for (const QAbstractButton *each : sheet->findChildren<QAbstractButton *>()) {
            if (each->isVisibleTo(sheet) && each->focusPolicy() != Qt::NoFocus)
                QVERIFY(!each->text().isEmpty() || !each->accessibleName().isEmpty());
        }
        QCOMPARE(list()->accessibleName(), QStringLiteral("Programs and Services:"));
    }

    void tabWalksThroughThePageInReadingOrder()
    {
        on()->setFocus();
        QStringList walk;
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const auto *reached = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
            walk << (reached ? reached->text().remove(QLatin1Char('&')) : QStringLiteral("tabs"));
        }
        // The radio buttons are one stop; the arrow keys lead from one to the other.
        QCOMPARE(walk,
                 (QStringList{QStringLiteral("Don't allow exceptions"), QStringLiteral("OK"), QStringLiteral("Cancel"),
                              QStringLiteral("tabs"), QStringLiteral("On (recommended)")}));
    }

private:
    QTabWidget *tabs() const { return sheet->findChild<QTabWidget *>(); }
    QTreeView *list() const { return sheet->findChild<QTreeView *>(); }
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

    // The row of an example entry: its port is the tool tip.
    QModelIndex row(PortKey key) const
    {
        const QString tip = QString::fromStdString(std::string(word(key.protocol)) + ' ' + std::to_string(key.port));
        return list()->model()->match(list()->model()->index(0, 0), Qt::ToolTipRole, tip).value(0);
    }
    void showExceptions(PortKey selected) const
    {
        tabs()->setCurrentIndex(PropertySheet::Exceptions);
        list()->setCurrentIndex(row(selected));
        list()->setFocus();
    }
    void doubleClick(const QModelIndex &index) const
    {
        const QPoint place = list()->visualRect(index).center();
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, place);
    }

    std::unique_ptr<FakeClient> client;
    QPointer<PropertySheet> sheet;
};

QTEST_MAIN(TestPropertySheet)
#include "tst_propertysheet.moc"
