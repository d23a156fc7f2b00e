// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/keyboard.h"
#include "tests/ui/windows.h"
#include "ui/controlpanel.h"
#include "ui/dialogs/editprogramdialog.h"
#include "ui/dialogs/portdialog.h"
#include "ui/listeningwindow.h"
#include "ui/pages/exceptionspage.h"
#include "ui/propertysheet.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeView>

using namespace parapet;
using Show = ListeningFilter::Show;
using Reach = ListeningProgram::Reach;

namespace {

constexpr auto standard = ProfileId::standard;

}  // namespace

class TestListeningWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        client = std::make_unique<FakeClient>();
        client->setSettings(exampleSettings());
        client->setListening(exampleListening());
    }
    void cleanup() { delete window; }

    void showsWhoListens()
    {
        open();
        QCOMPARE(window->windowTitle(), QStringLiteral("Listening Programs"));
        QCOMPARE(programs(), QStringLiteral("battle cupsd nginx postgres"));
    }

    void canBeUsedWithoutAPointer()
    {
        open();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        select("postgres");
        QCOMPARE(unreachableByTab(window), QStringList());
        QCOMPARE(sharedMnemonics(window), QStringList());
        QVERIFY(field<QTreeView>(window, QStringLiteral("Listening programs:")));
        QVERIFY(field<QLineEdit>(window, QStringLiteral("Search:")));
        QVERIFY(field<QComboBox>(window, QStringLiteral("Show:")));
    }

    void wordsAndChoiceFilter()
    {
        open();
        field<QLineEdit>(window, QStringLiteral("Search:"))->setText(QStringLiteral("tcp"));
        QCOMPARE(programs(), QStringLiteral("cupsd nginx postgres"));
        window->setShown(Show::blocked);
        QCOMPARE(programs(), QStringLiteral("postgres"));
        QCOMPARE(field<QComboBox>(window, QStringLiteral("Show:"))->currentText(), QStringLiteral("Blocked"));
    }

    void followsWhatChanges()
    {
        open();
        select("postgres");
        std::vector<ListeningProgram> rows = exampleListening();
        rows.erase(rows.begin());
        client->setListening(rows);
        QTRY_COMPARE(programs(), QStringLiteral("battle cupsd postgres"));
        QCOMPARE(list()->selectionModel()->selectedRows().size(), 1);  // the same
    }

    void aStormOfChangesIsFewQuestions()
    {
        open();
        const int before = client->listeningCalls;
        for (int i = 0; i < 1'000; ++i)
            client->setListening(exampleListening());
        QTRY_VERIFY(client->listeningCalls > before);
        QVERIFY(client->listeningCalls <= before + 2);
    }

    void addsTheProgram()
    {
        open();
        select("postgres");
        choose("For the program postgres...");
        auto *dialog = openWindow<EditProgramDialog>();
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Add a Program"));
        dialog->accept();
        QTRY_COMPARE(client->sent.size(), 1U);
        const auto &entries = client->settings().profile(standard).programs;
        QTRY_VERIFY(entries.contains("/usr/lib/postgresql/15/bin/postgres"));
        QVERIFY((entries.at("/usr/lib/postgresql/15/bin/postgres") == ProgramException{"postgres", true, {}}));
    }

    void checksAProgramThatIsInTheListUnchecked()
    {
        client->changeElsewhere({SetProgram{standard, "/usr/games/battle", {"Battle", false, {}}}});
        open();
        select("battle");
        choose("For the program battle...");
        QCOMPARE(openWindow<EditProgramDialog>()->windowTitle(), QStringLiteral("Edit a Program"));
        openWindow<EditProgramDialog>()->accept();
        QTRY_VERIFY((client->settings().profile(standard).programs.at("/usr/games/battle")
                     == ProgramException{"Battle", true, {}}));
    }

    void cancelChangesNothing()
    {
        open();
        select("battle");
        choose("For the program battle...");
        openWindow<EditProgramDialog>()->reject();
        choose("For the port UDP 6112...");
        openWindow<PortDialog>()->reject();
        QCoreApplication::processEvents();
        QVERIFY(client->sent.empty());
    }

    void addsThePort()
    {
        open();
        select("battle");
        choose("For the port UDP 6112...");
        QCOMPARE(openWindow<PortDialog>()->windowTitle(), QStringLiteral("Add a Port"));
        openWindow<PortDialog>()->accept();
        QTRY_VERIFY((client->settings().profile(standard).ports.contains({PortProtocol::udp, 6112})));
        QCOMPARE((client->settings().profile(standard).ports.at({PortProtocol::udp, 6112}).name),
                 std::string("battle UDP 6112"));
    }

    void whatIsRefusedIsTold()
    {
        open();
        select("battle");
        choose("For the port UDP 6112...");
        client->failNext({ErrorKind::denied, "Not authorized."});
        openWindow<PortDialog>()->accept();
        QTRY_VERIFY(openWindow<QMessageBox>());
        QCOMPARE(openWindow<QMessageBox>()->informativeText(), QStringLiteral("Not authorized."));
        openWindow<QMessageBox>()->close();
    }

    void thereIsNothingToAdd_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<bool>("mayChange");
        QTest::newRow("without a row") << "" << true;
        QTest::newRow("for a program that only this computer reaches") << "cupsd" << true;
        QTest::newRow("for one who may not") << "postgres" << false;
    }

    void thereIsNothingToAdd()
    {
        QFETCH(QString, program);
        QFETCH(bool, mayChange);
        open();
        if (!program.isEmpty())
            select(program.toUtf8().constData());
        client->setRights({mayChange ? Right::yes : Right::no, Right::yes});
        QVERIFY(!control<QPushButton>(window, QStringLiteral("Add exception"))->isEnabled());
    }

    void aProgramWithoutAKeyHasOnlyItsPort()
    {
        std::vector<ListeningProgram> rows = exampleListening();
        rows[1].owners.front().keys.clear();
        client->setListening(rows);
        open();
        select("battle");
        QVERIFY(!action("For the program battle...")->isEnabled());
        QVERIFY(action("For the port UDP 6112...")->isEnabled());
    }

    void whoMayNotSeeItIsToldSo()
    {
        client->setRights({Right::no, Right::no});
        open();
        QTRY_VERIFY(shows(window, QStringLiteral("You must be a computer administrator")));
        QVERIFY(!list()->isVisible());
        client->setRights({Right::yes, Right::yes});
        QTRY_VERIFY(list()->isVisible());
        QTRY_COMPARE(programs(), QStringLiteral("battle cupsd nginx postgres"));
    }

    void aListThatIsNoLongerKeptUpSaysSo()
    {
        open();
        client->setRights({Right::afterAuthentication, Right::afterAuthentication});
        QTRY_VERIFY(shows(window, QStringLiteral("no longer up to date")));
        QVERIFY(list()->isVisible());
        control<QPushButton>(window, QStringLiteral("Refresh"))->click();  // which may ask for a password
        QTRY_VERIFY(!shows(window, QStringLiteral("no longer up to date")));
    }

    void theExceptionsTabSaysWhatIsBlockedAndOpensIt()
    {
        ControlPanel panel(*client);
        panel.open(ControlPanel::Window::sheet);
        auto *sheet = openWindow<PropertySheet>();
        sheet->findChild<QTabWidget *>()->setCurrentIndex(PropertySheet::Exceptions);
        const auto link = [&](const char *text) { return control<QAbstractButton>(sheet, QString::fromUtf8(text)); };
        QTRY_VERIFY(link("1 service(s) listen and are blocked. Show..."));
        link("1 service(s) listen and are blocked. Show...")->click();
        window = openWindow<ListeningWindow>();
        QVERIFY(window);
        QTRY_COMPARE(programs(), QStringLiteral("postgres"));
        client->setListening({});
        QTRY_VERIFY(link("Which programs listen on this computer?"));
        link("Which programs listen on this computer?")->click();
        QCOMPARE(field<QComboBox>(window, QStringLiteral("Show:"))->currentText(), QStringLiteral("All programs"));
    }

    // No password dialog comes up because somebody looked at the tab.
    void theExceptionsTabAsksForNoPassword()
    {
        client->setRights({Right::yes, Right::afterAuthentication});
        ControlPanel panel(*client);
        panel.open(ControlPanel::Window::sheet);
        QTRY_VERIFY(client->listeningCalls > 0);
        QVERIFY(control<QAbstractButton>(openWindow<PropertySheet>(),
                                         QStringLiteral("Which programs listen on this computer?")));
    }

private:
    void open()
    {
        window = new ListeningWindow(*client);
        window->show();
        if (client->rights().readLog != Right::no)
            QTRY_VERIFY(list()->model()->rowCount() > 0);
    }
    QTreeView *list() const { return window->findChild<QTreeView *>(); }
    QString programs() const
    {
        QStringList names;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            names << list()->model()->index(row, 0).data().toString();
        return names.join(QLatin1Char(' '));
    }
    void select(const char *program)
    {
        const auto rows =
            list()->model()->match(list()->model()->index(0, 0), Qt::DisplayRole, QString::fromUtf8(program));
        QVERIFY(!rows.isEmpty());
        list()->setCurrentIndex(rows.first());
    }
    QAction *action(const char *text) const
    {
        return actionOf(control<QPushButton>(window, QStringLiteral("Add exception"))->menu(), text);
    }
    void choose(const char *text)
    {
        QVERIFY2(action(text), text);
        action(text)->trigger();
    }

    std::unique_ptr<FakeClient> client;
    QPointer<ListeningWindow> window;
};

QTEST_MAIN(TestListeningWindow)
#include "tst_listeningwindow.moc"
