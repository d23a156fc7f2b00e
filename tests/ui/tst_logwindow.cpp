// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/keyboard.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/editprogramdialog.h"
#include "ui/dialogs/portdialog.h"
#include "ui/logwindow.h"
#include "ui/widgets/logtimeline.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QProgressDialog>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeView>

using namespace parapet;

class TestLogWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
        client = std::make_unique<FakeClient>();
    }
    void cleanup()
    {
        delete window;
        QDir(folder.filePath(QStringLiteral("parapet"))).removeRecursively();
    }

    void startsWithTheHistoryAndGoesOnLive()
    {
        client->arrive(exampleRecords(1, 5));
        open();
        QTRY_COMPARE(rows(), 5);
        client->arrive(exampleRecords(6, 2));
        QTRY_COMPARE(rows(), 7);
        QCOMPARE(text(0, LogModel::Protocol), QStringLiteral("TCP"));
        QCOMPARE(text(0, LogModel::DestinationPort), QStringLiteral("445"));
        QCOMPARE(text(1, LogModel::DestinationPort), QStringLiteral("137"));
    }

    void canBeUsedWithoutAPointer()
    {
        client->arrive(exampleRecords(1, 50));
        open();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        QTRY_COMPARE(rows(), 50);
        select(3);
        QCOMPARE(unreachableByTab(window), QStringList());
        QCOMPARE(sharedMnemonics(window), QStringList());
        for (const char *name : {"Time:", "Action:", "Protocol:", "Program:", "Interface:"})
            QVERIFY2(field<QComboBox>(window, QString::fromLatin1(name)), name);
        for (const char *name : {"Address:", "Port:", "Words:"})
            QVERIFY2(field<QLineEdit>(window, QString::fromLatin1(name)), name);
        QVERIFY(field<QTreeView>(window, QStringLiteral("Events:")));
        QVERIFY(field<QWidget>(window, QStringLiteral("Timeline of dropped packets")));
        QVERIFY(field<QScrollBar>(window, QStringLiteral("Place in the history")));
    }

    void scrollsThroughAllOfItAndBack()
    {
        client->arrive(exampleRecords(1, 12'000));
        open();
        QTRY_VERIFY(rows() >= LogFeed::pageSize);
        const auto shown = [this] { return list()->indexAt({1, 1}).siblingAtColumn(LogModel::Number).data().toInt(); };
        int last = 12'001;
        for (int round = 0; round < 1'000 && shown() > 40; ++round) {
            QVERIFY2(shown() <= last, qPrintable(QString::number(shown())));
            last = shown();
            list()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
            QVERIFY(rows() <= int(LogModel::defaultCapacity));
            QTest::qWait(1);
        }
        QVERIFY(shown() <= 40);
        QCOMPARE(text(rows() - 1, LogModel::Number), QStringLiteral("1"));
        for (int round = 0; round < 1'000 && shown() != 12'000; ++round) {
            QVERIFY2(shown() >= last || round == 0, qPrintable(QString::number(shown())));
            last = shown();
            list()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
            QTest::qWait(1);
        }
        QCOMPARE(shown(), 12'000);
    }

    void theScrollBarStandsForTheWholeHistory()
    {
        client->arrive(exampleRecords(1, 12'000));
        open();
        QScrollBar *bar = field<QScrollBar>(window, QStringLiteral("Place in the history"));
        QTRY_VERIFY(bar->maximum() > 11'900);
        bar->setSliderDown(true);
        bar->setSliderPosition(6'000);
        const auto number = [this] { return list()->indexAt({1, 1}).siblingAtColumn(LogModel::Number).data().toInt(); };
        QTRY_COMPARE(number(), 6'000);
        bar->setSliderDown(false);
        QTRY_COMPARE(bar->value(), 6'000);
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_End);
        QTRY_COMPARE(text(rows() - 1, LogModel::Number), QStringLiteral("1"));
        QTRY_COMPARE(list()->verticalScrollBar()->value(), list()->verticalScrollBar()->maximum());
        QTest::keyClick(list(), Qt::Key_Home);
        QTRY_COMPARE(number(), 12'000);
        client->arrive(exampleRecords(12'001, 1));
        QTRY_COMPARE(number(), 12'001);
    }

    void aReaderFurtherDownIsNotDisturbedButTold()
    {
        client->arrive(exampleRecords(1, 100));
        open();
        QTRY_COMPARE(rows(), 100);
        list()->verticalScrollBar()->setValue(20);
        const QString first = list()->indexAt({1, 1}).siblingAtColumn(LogModel::Number).data().toString();
        client->arrive(exampleRecords(101, 7));
        QCOMPARE(list()->indexAt({1, 1}).siblingAtColumn(LogModel::Number).data().toString(), first);
        auto *fresh = control<QPushButton>(window, QStringLiteral("Show 7 new event(s)"));
        QVERIFY(fresh && fresh->isVisible());
        fresh->click();
        QTRY_COMPARE(text(0, LogModel::Number), QStringLiteral("107"));
        QTRY_COMPARE(list()->verticalScrollBar()->value(), 0);
        QVERIFY(!fresh->isVisible());
        client->arrive(exampleRecords(108, 1));
        QTRY_COMPARE(text(0, LogModel::Number), QStringLiteral("108"));
    }

    void pauseHoldsAndContinueShowsWhatCameMeanwhile()
    {
        client->arrive(exampleRecords(1, 2));
        open();
        QTRY_COMPARE(rows(), 2);
        pause()->click();
        client->arrive(exampleRecords(3, 4));
        QCOMPARE(rows(), 2);
        QVERIFY(shows(window, QStringLiteral("Paused.")));
        pause()->click();
        QTRY_COMPARE(rows(), 6);
    }

    void theSelectedRowIsExplained()
    {
        client->setListening(exampleListening());
        client->arrive({{1, droppedPacket(ipproto::tcp, 445), "eth0"}, {2, droppedPacket(ipproto::tcp, 5432), "eth0"}});
        open();
        QTRY_COMPARE(rows(), 2);
        QVERIFY(shows(window, QStringLiteral("Select an event to see what it means.")));
        select(1);
        QTRY_VERIFY(
            shows(window,
                  QStringLiteral("192.0.2.7 tried to open a connection to TCP port 445 (File and Printer Sharing). "
                                 "No exception allows it. Nothing on this computer listens there now.")));
        select(0);
        QVERIFY(shows(window, QStringLiteral("The program postgres listens there now.")));
    }

    void filtersAreCombined()
    {
        client->arrive(exampleRecords(1, 9));
        open();
        QTRY_COMPARE(rows(), 9);
        auto *protocol = field<QComboBox>(window, QStringLiteral("Protocol:"));
        protocol->setCurrentIndex(protocol->findText(QStringLiteral("UDP")));
        QTRY_COMPARE(rows(), 3);
        fill("Address:", "192.0.2.0/24");
        QTRY_VERIFY(client->queries.back().address.has_value());
        fill("Port:", "445");
        QTRY_COMPARE(rows(), 0);
        QTRY_VERIFY(shows(window, QStringLiteral("No event fits these filters.")));
        control<QPushButton>(window, QStringLiteral("Clear filters"))->click();
        QTRY_COMPARE(rows(), 9);
    }

    void aWrongAddressIsToldBesideItAndNotAsked()
    {
        client->arrive(exampleRecords(1, 9));
        open();
        QTRY_COMPARE(rows(), 9);
        const auto asked = client->queries.size();
        fill("Address:", "1' OR '1'='1");
        QTest::keyClick(field<QLineEdit>(window, QStringLiteral("Address:")), Qt::Key_Return);
        QVERIFY(shows(window, QStringLiteral("This is not an address.")));
        QVERIFY(!openWindow<QMessageBox>());
        QCOMPARE(client->queries.size(), asked);
        QCOMPARE(rows(), 9);
        fill("Address:", "192.0.2.99");
        QVERIFY(!shows(window, QStringLiteral("This is not an address.")));
        QTRY_COMPARE(rows(), 0);
    }

    void textThatLooksLikeSqlIsText()
    {
        client->arrive(exampleRecords(1, 9));
        open();
        QTRY_COMPARE(rows(), 9);
        fill("Words:", "%' OR 1=1; --");
        QTRY_COMPARE(rows(), 0);
        QCOMPARE(client->queries.back().text, std::string("%' OR 1=1; --"));
        fill("Words:", "no-exception");
        QTRY_COMPARE(rows(), 9);
    }

    void aSlowSearchShowsItsProgressAndCanBeStopped()
    {
        client->arrive(exampleRecords(1, 9'000));
        open();
        QTRY_VERIFY(rows() >= LogFeed::pageSize);
        client->patience = 10;
        client->holdAfter(20);  // in the middle of the search, however fast this machine is
        fill("Words:", "there is no such thing");
        auto *bar = field<QProgressBar>(window, QStringLiteral("Progress of the search"));
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(shows(window, QStringLiteral("Searching through every event...")));
        control<QPushButton>(window, QStringLiteral("Stop search"))->click();
        QVERIFY(!bar->isVisible());
        QVERIFY(shows(window, QStringLiteral("The search was stopped")));
        const auto asked = client->queries.size();
        client->release();
        QCoreApplication::processEvents();
        QVERIFY(client->queries.size() <= asked + 1);
        client->patience = 100'000;
        control<QPushButton>(window, QStringLiteral("Search further"))->click();
        QTRY_VERIFY(shows(window, QStringLiteral("No event fits these filters.")));
    }

    void aRangeOfTheTimelineBecomesTheTimeOfTheFilter()
    {
        client->arrive(exampleRecords(1, 600));
        open();
        QTRY_VERIFY(rows() > 0);
        auto *timeline = window->findChild<LogTimeline *>();
        QTRY_VERIFY(timeline->accessibleDescription().contains(QStringLiteral("600 packet")));
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_Home);
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(timeline, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(timeline, Qt::Key_Return);
        QTRY_VERIFY(client->queries.back().from && client->queries.back().to);
        QTRY_VERIFY(rows() > 0 && rows() < 60);
        QCOMPARE(field<QComboBox>(window, QStringLiteral("Time:"))->currentText(), QStringLiteral("From - to"));
        QVERIFY(field<QDateTimeEdit>(window, QStringLiteral("Between:"))->isVisible());
        QTest::keyClick(timeline, Qt::Key_Backspace);
        QTRY_VERIFY(rows() >= LogFeed::pageSize);
        QCOMPARE(field<QComboBox>(window, QStringLiteral("Time:"))->currentText(), QStringLiteral("Everything"));
    }

    void similarSetsTheFilters()
    {
        client->arrive(exampleRecords(1, 9));
        open();
        QTRY_COMPARE(rows(), 9);
        select(0);  // 9: UDP 137
        control<QPushButton>(window, QStringLiteral("Similar"))->click();
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(field<QLineEdit>(window, QStringLiteral("Port:"))->text(), QStringLiteral("137"));
        QCOMPARE(field<QComboBox>(window, QStringLiteral("Action:"))->currentText(), QStringLiteral("Dropped"));
    }

    void anExceptionForThePortOfARow()
    {
        client->setSettings(exampleSettings());
        client->arrive({{1, droppedPacket(ipproto::tcp, 445), "eth0"}});
        open();
        QTRY_COMPARE(rows(), 1);
        QVERIFY(!add()->isEnabled());
        select(0);
        QVERIFY(add()->isEnabled());
        choose("For the port TCP 445...");
        auto *dialog = openWindow<PortDialog>();
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Add a Port"));
        dialog->accept();
        QTRY_COMPARE(client->sent.size(), std::size_t(1));
        const auto &ports = client->settings().profile(ProfileId::standard).ports;
        QTRY_VERIFY(ports.contains({PortProtocol::tcp, 445}));
        QCOMPARE(ports.at({PortProtocol::tcp, 445}).name, std::string("File and Printer Sharing"));
    }

    void anExceptionForTheProgramThatListensThere()
    {
        client->setListening(exampleListening());
        client->arrive({{1, droppedPacket(ipproto::udp, 6112), "eth0"}});
        open();
        QTRY_COMPARE(rows(), 1);
        select(0);
        QTRY_VERIFY(action("For the program battle..."));
        choose("For the program battle...");
        QTRY_VERIFY(openWindow<EditProgramDialog>());
        openWindow<EditProgramDialog>()->accept();
        QTRY_VERIFY(client->settings().profile(ProfileId::standard).programs.contains("/usr/games/battle"));
    }

    void whoMayNotChangeAddsNothing()
    {
        client->setRights({Right::no, Right::yes});
        client->arrive(exampleRecords(1, 1));
        open();
        QTRY_COMPARE(rows(), 1);
        select(0);
        QVERIFY(!add()->isEnabled());
        QVERIFY(!action("For the port TCP 445...")->isEnabled());
    }

    void columnsAreChosenAndRemembered()
    {
        open();
        QVERIFY(list()->isColumnHidden(LogModel::Program));
        column("Program")->trigger();
        column("Reason")->trigger();
        QVERIFY(!list()->isColumnHidden(LogModel::Program));
        delete window;
        open();
        QVERIFY(!list()->isColumnHidden(LogModel::Program));
        QVERIFY(list()->isColumnHidden(LogModel::Reason));
        column("Usual columns")->trigger();
        QVERIFY(list()->isColumnHidden(LogModel::Program));
        QVERIFY(!list()->isColumnHidden(LogModel::Reason));
    }

    void damagedPreferencesAreForgotten()
    {
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("parapet"), QStringLiteral("panel"))
            .setValue(QStringLiteral("LogColumns"),
                      QStringList{QStringLiteral("nonsense"), QStringLiteral("99:50"), QStringLiteral("-1:5"),
                                  QStringLiteral("0:0"), QStringLiteral("0:99999999999")});
        open();
        QVERIFY(!list()->isColumnHidden(LogModel::Time));
        QVERIFY(list()->columnWidth(LogModel::Time) > 20);
    }

    void controlCCopiesTheSelectedRowsAsShown()
    {
        client->arrive(exampleRecords(1, 3));
        open();
        QTRY_COMPARE(rows(), 3);
        list()->selectAll();
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines.first().startsWith(text(0, LogModel::Time)));
        QVERIFY(lines.last().contains(QStringLiteral("\t192.0.2.7\t")));
        QCOMPARE(lines.last().count(u'\t'), qsizetype(7));  // eight columns are shown
    }

    void theFilteredRowsAreExported()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        client->arrive(exampleRecords(1, 900));
        open();
        auto *protocol = field<QComboBox>(window, QStringLiteral("Protocol:"));
        protocol->setCurrentIndex(protocol->findText(QStringLiteral("UDP")));
        control<QPushButton>(window, QStringLiteral("Export..."))->click();
        QTRY_VERIFY(openWindow<QFileDialog>());
        auto *dialog = openWindow<QFileDialog>();
        dialog->setDirectory(folder.path());
        dialog->selectNameFilter(QStringLiteral("Table, CSV (*.csv)"));
        Q_EMIT dialog->filterSelected(QStringLiteral("Table, CSV (*.csv)"));
        dialog->selectFile(QStringLiteral("rows"));
        QMetaObject::invokeMethod(dialog, "accept");
        const QString file = folder.filePath(QStringLiteral("rows.csv"));
        QTRY_VERIFY(QFile::exists(file));
        QFile rows(file);
        QVERIFY(rows.open(QIODevice::ReadOnly));
        QCOMPARE(rows.readAll().count('\n'), qsizetype(1 + 300));
        QTRY_VERIFY(!openWindow<QProgressDialog>());
    }

    void anExportThatFailsSaysWhy()
    {
        client->arrive(exampleRecords(1, 900));
        open();
        QTRY_VERIFY(rows() > 0);
        control<QPushButton>(window, QStringLiteral("Export..."))->click();
        QTRY_VERIFY(openWindow<QFileDialog>());
        Q_EMIT openWindow<QFileDialog>()->fileSelected(folder.filePath(QStringLiteral("no/folder.log")));
        QTRY_VERIFY(openWindow<QMessageBox>());
        QVERIFY(openWindow<QMessageBox>()->informativeText().contains(QStringLiteral("no/folder.log")));
        openWindow<QMessageBox>()->close();
    }

    void whoMayNotReadGetsASentence()
    {
        client->setRights({Right::no, Right::no});
        open();
        QTRY_VERIFY(shows(window, QStringLiteral("You must be a computer administrator to read the security log.")));
        QVERIFY(!list()->isVisible());
        QVERIFY(!window->findChild<LogTimeline *>()->isVisible());
        client->arrive(exampleRecords(1, 2));
        client->setRights({Right::no, Right::yes});  // tries again by itself
        QTRY_VERIFY(list()->isVisible());
        QTRY_COMPARE(rows(), 2);
    }

    void anotherFailureIsToldInItsOwnWordsAndCanBeTriedAgain()
    {
        client->failNext({ErrorKind::damaged, "The history is damaged."});
        open();
        QTRY_VERIFY(shows(window, QStringLiteral("The history is damaged.")));
        control<QPushButton>(window, QStringLiteral("Try Again"))->click();
        QTRY_VERIFY(list()->isVisible());
    }

    void aHelperThatComesBackIsWatchedAgain()
    {
        open();
        client->setLink(FirewallClient::Link::notRunning);
        QVERIFY(shows(window, QStringLiteral("The Parapet Firewall service is not running.")));
        client->watching = false;
        client->arrive(exampleRecords(1, 2));
        client->setLink(FirewallClient::Link::running);
        QTRY_COMPARE(rows(), 2);
        QVERIFY(client->watching);
    }

    void closingStopsTheWatch()
    {
        open();
        QVERIFY(client->watching);
        window->close();
        QTRY_VERIFY(!window);
        QVERIFY(!client->watching);
    }

private:
    void open()
    {
        window = new LogWindow(*client);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window));
    }
    QTreeView *list() const { return window->findChild<QTreeView *>(); }
    QPushButton *pause() const { return control<QPushButton>(window, QStringLiteral("Pause")); }
    QPushButton *add() const { return control<QPushButton>(window, QStringLiteral("Add exception")); }
    int rows() const { return list()->model()->rowCount(); }
    QString text(int row, int column) const { return list()->model()->index(row, column).data().toString(); }
    void select(int row) const { list()->setCurrentIndex(list()->model()->index(row, 0)); }
    void fill(const char *name, const char *words) const
    {
        field<QLineEdit>(window, QString::fromLatin1(name))->setText(QString::fromLatin1(words));
    }
    QAction *action(const char *text) const { return actionOf(add()->menu(), text); }
    QAction *column(const char *text) const
    {
        QMenu *menu = control<QPushButton>(window, QStringLiteral("Columns"))->menu();
        Q_EMIT menu->aboutToShow();
        return actionOf(menu, text);
    }
    void choose(const char *text)
    {
        QVERIFY2(action(text), text);
        action(text)->trigger();
    }

    QTemporaryDir folder;
    std::unique_ptr<FakeClient> client;
    QPointer<LogWindow> window;
};

QTEST_MAIN(TestLogWindow)
#include "tst_logwindow.moc"
