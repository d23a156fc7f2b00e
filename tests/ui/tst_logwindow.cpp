// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/logwindow.h"

#include <QClipboard>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace parapet;

class TestLogWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { client = std::make_unique<FakeClient>(); }
    void cleanup() { delete window; }

    void startsWithTheHistoryAndGoesOnLive()
    {
        client->arrive(exampleRecords(1, 5));
        open();
        QTRY_COMPARE(rows(), 5);
        client->arrive(exampleRecords(6, 2));
        QCOMPARE(rows(), 7);
        QCOMPARE(text(0, LogModel::Protocol), QStringLiteral("TCP"));
        QCOMPARE(text(0, LogModel::DestinationPort), QStringLiteral("445"));
        QCOMPARE(text(1, LogModel::DestinationPort), QStringLiteral("137"));
    }

    void nothingIsLostOrDoubledBetweenHistoryAndLive()
    {
        client->arrive(exampleRecords(1, 5));
        open();
        client->arrive(exampleRecords(6, 3));  // the history has not been answered yet
        QTRY_COMPARE(rows(), 8);
    }

    void scrollingToTheEndBringsOlderOnes()
    {
        client->arrive(exampleRecords(1, 500));
        open();
        QTRY_COMPARE(rows(), LogFeed::page);
        scrollToEnd();
        QTRY_COMPARE(rows(), 2 * LogFeed::page);
        scrollToEnd();
        QTRY_COMPARE(rows(), 500);
    }

    void aReaderFurtherDownIsNotDisturbed()
    {
        client->arrive(exampleRecords(1, 100));
        open();
        QTRY_COMPARE(rows(), 100);
        list()->verticalScrollBar()->setValue(20);
        const QPersistentModelIndex first = list()->indexAt({1, 1});
        client->arrive(exampleRecords(101, 7));
        QCOMPARE(list()->indexAt({1, 1}).row(), first.row());
    }

    void pauseHoldsAndContinueShowsWhatCameMeanwhile()
    {
        open();
        pause()->click();
        client->arrive(exampleRecords(1, 4));
        QCOMPARE(rows(), 0);
        QVERIFY(shows(window, QStringLiteral("Paused. 4 new event")));
        pause()->click();
        QCOMPARE(rows(), 4);
    }

    void theSelectedRowIsExplained()
    {
        client->arrive({{1, droppedPacket(ipproto::tcp, 445), "eth0"}});
        open();
        QTRY_COMPARE(rows(), 1);
        select(0);
        QVERIFY(shows(window,
                      QStringLiteral("192.0.2.7 tried to open a connection to TCP port 445 (microsoft-ds). "
                                     "No exception allows it.")));
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
    }

    void whoMayNotReadGetsASentence()
    {
        client->setRights({Right::no, Right::no});
        open();
        QTRY_VERIFY(shows(window, QStringLiteral("You must be a computer administrator to read the security log.")));
        QVERIFY(!list()->isVisible());
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

    void recordsThatWereLeftOutAreCounted()
    {
        open();
        client->arrive(exampleRecords(1, 1), 7);
        QVERIFY(shows(window, QStringLiteral("7 event")));
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
    int rows() const { return list()->model()->rowCount(); }
    QString text(int row, int column) const { return list()->model()->index(row, column).data().toString(); }
    void select(int row) const { list()->setCurrentIndex(list()->model()->index(row, 0)); }
    void scrollToEnd() const { list()->verticalScrollBar()->setValue(list()->verticalScrollBar()->maximum()); }

    std::unique_ptr<FakeClient> client;
    QPointer<LogWindow> window;
};

QTEST_MAIN(TestLogWindow)
#include "tst_logwindow.moc"
