// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/examples.h"
#include "ui/models/logmodel.h"
#include "ui/models/logwords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace parapet;

namespace {

std::vector<StoredRecord> newestFirst(std::int64_t first, int count)
{
    auto records = exampleRecords(first, count);
    std::ranges::reverse(records);
    return records;
}

}  // namespace

class TestLogModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newRecordsComeOnTop()
    {
        model.addOlder(newestFirst(1, 3));
        model.addNewer(exampleRecords(4, 2));
        compareIds({5, 4, 3, 2, 1});
    }

    void doublesAreLeftOut()
    {
        model.addNewer(exampleRecords(5, 3));  // live, before the history came
        model.addOlder(newestFirst(1, 6));     // overlaps with it
        model.addNewer(exampleRecords(6, 3));
        compareIds({8, 7, 6, 5, 4, 3, 2, 1});
    }

    void theOldestGoWhenItIsFull()
    {
        model.addOlder(newestFirst(1, 10));
        model.addNewer(exampleRecords(11, 4));
        compareIds({14, 13, 12, 11, 10, 9, 8, 7, 6, 5});
        model.addNewer(exampleRecords(15, 25));
        compareIds({39, 38, 37, 36, 35, 34, 33, 32, 31, 30});
    }

    void asksForOlderOnesUntilThereAreNone()
    {
        const QSignalSpy wanted(&model, &LogModel::olderWanted);
        QVERIFY(!model.hasOlder());  // nothing is known yet
        model.addOlder(newestFirst(6, 2));
        QVERIFY(model.hasOlder());
        model.askForOlder();
        model.askForOlder();  // one question at a time
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<std::int64_t>(), std::int64_t(6));
        model.addOlder(newestFirst(4, 2));
        QVERIFY(model.hasOlder());
        model.addOlder({});
        QVERIFY(!model.hasOlder());
    }

    void clearForgetsEverything()
    {
        model.addOlder(newestFirst(1, 3));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        model.addNewer(exampleRecords(1, 1));  // numbers may begin anew
        compareIds({1});
    }

    void aRowIsOneLineOfText()
    {
        model.addNewer(exampleRecords(1, 1));
        const QStringList cells = model.line(0).split(QLatin1Char('\t'));
        QCOMPARE(cells.size(), int(LogModel::columns));
        QCOMPARE(cells.mid(1).join(QLatin1Char('|')),
                 QStringLiteral("Dropped|TCP|192.0.2.7|49152|192.0.2.1|445|eth0|No exception allows it.|60"));
    }

    void sentences_data()
    {
        QTest::addColumn<LogRecord>("record");
        QTest::addColumn<QString>("sentence");
        LogRecord r = droppedPacket(ipproto::tcp, 445);
        QTest::newRow("a SYN")
            << r << "192.0.2.7 tried to open a connection to TCP port 445 (microsoft-ds). No exception allows it.";
        r.tcpFlags = tcpflag::ack;
        r.reason = Reason::noHandshake;
        QTest::newRow("an ACK")
            << r << "192.0.2.7 sent a packet to TCP port 445 (microsoft-ds). It belongs to no known connection.";
        r = droppedPacket(ipproto::udp, 49'999);
        r.reason = Reason::exceptionsOff;
        QTest::newRow("UDP to a port without a name")
            << r << "192.0.2.7 sent a packet to UDP port 49999. Exceptions are not allowed at the moment.";
        r = droppedPacket(ipproto::icmp, 0);
        r.hasPorts = false;
        r.icmpType = 8;
        QTest::newRow("a ping") << r
                                << "192.0.2.7 sent an ICMP message (echo request, a \"ping\"). No exception allows it.";
        r.protocol = ipproto::icmpv6;
        r.icmpType = 200;
        QTest::newRow("ICMPv6 by number")
            << r << "192.0.2.7 sent an ICMPv6 message (type 200, code 0). No exception allows it.";
        r = droppedPacket(ipproto::tcp, 0);
        r.hasPorts = r.hasTransport = false;
        r.reason = Reason::truncated;
        QTest::newRow("TCP cut off before its ports")
            << r << "192.0.2.7 sent a damaged TCP packet. The packet is incomplete.";
        r = droppedPacket(47, 0);
        r.hasPorts = r.hasTransport = false;
        QTest::newRow("another protocol") << r << "192.0.2.7 sent a packet of protocol 47. No exception allows it.";
        r = droppedPacket(ipproto::tcp, 80);
        r.direction = Direction::outbound;
        r.reason = Reason::spoofedSource;
        QTest::newRow("a spoofed packet going out")
            << r
            << "This computer tried to open a connection to 192.0.2.1, TCP port 80 (http). The sender's address is not "
               "one of this computer.";
        r = droppedPacket(ipproto::tcp, 80);
        r.action = LogAction::openInbound;
        QTest::newRow("a connection let in") << r << "192.0.2.7 opened a connection to TCP port 80 (http).";
        r.action = LogAction::open;
        QTest::newRow("a connection opened")
            << r << "This computer opened a connection to 192.0.2.1, TCP port 80 (http).";
        r.action = LogAction::close;
        QTest::newRow("a connection closed")
            << r << "The connection between 192.0.2.7 and 192.0.2.1, TCP port 80 (http), ended.";
    }

    void sentences()
    {
        QFETCH(LogRecord, record);
        QFETCH(QString, sentence);
        QCOMPARE(LogWords::sentence(record), sentence);
    }

    void everyReasonHasItsOwnWords()
    {
        QSet<QString> words;
        const int reasons[] = {0, 1, 2, 3, 4, 10, 11, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29};
        for (const int reason : reasons) {
            LogRecord record = droppedPacket(ipproto::tcp, 80);
            record.reason = static_cast<Reason>(reason);
            words.insert(LogWords::why(record));
        }
        QCOMPARE(words.size(), qsizetype(std::size(reasons)));
    }

    void cleanup() { model.clear(); }

private:
    void compareIds(const std::vector<std::int64_t> &expected) const
    {
        std::vector<std::int64_t> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.push_back(model.record(row).id);
        QCOMPARE(ids, expected);
    }

    LogModel model{10};
    QAbstractItemModelTester tester{&model};
};

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
