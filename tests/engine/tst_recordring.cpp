// SPDX-License-Identifier: GPL-2.0-or-later
#include <QThread>
#include <QtTest>

#include "engine/log/recordring.h"

#include <atomic>
#include <memory>

using namespace parapet;

namespace {

// A record that says its number in several places, so that a half-copied one shows.
LogRecord numbered(std::uint64_t number)
{
    LogRecord record;
    record.time = WallTime(static_cast<std::int64_t>(number));
    record.source = IpAddress::v4(static_cast<std::uint32_t>(number));
    record.tcpSequence = static_cast<std::uint32_t>(number);
    record.lost = number;
    return record;
}

bool isWhole(const LogRecord &record)
{
    const LogRecord expected = numbered(record.lost);
    return record.time == expected.time && record.source == expected.source
        && record.tcpSequence == expected.tcpSequence;
}

}  // namespace

class tst_RecordRing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void capacityIsRoundedUp_data();
    void capacityIsRoundedUp();
    void fullRingCountsWhatItLoses();
    void recordsComeOutInOrderForEver();
    void twoThreadsLoseOnlyWhatIsCounted();
};

void tst_RecordRing::capacityIsRoundedUp_data()
{
    QTest::addColumn<quint64>("wanted");
    QTest::addColumn<quint64>("holds");
    QTest::newRow("none becomes one") << quint64(0) << quint64(1);
    QTest::newRow("one stays") << quint64(1) << quint64(1);
    QTest::newRow("five become eight") << quint64(5) << quint64(8);
    QTest::newRow("a power of two stays") << quint64(64) << quint64(64);
}

void tst_RecordRing::capacityIsRoundedUp()
{
    QFETCH(quint64, wanted);
    QFETCH(quint64, holds);
    RecordRing ring(wanted);
    quint64 pushed = 0;
    while (ring.push(numbered(pushed)))
        ++pushed;
    QCOMPARE(pushed, holds);
}

void tst_RecordRing::fullRingCountsWhatItLoses()
{
    RecordRing ring(4);
    for (std::uint64_t number = 0; number < 7; ++number)
        QCOMPARE(ring.push(numbered(number)), number < 4);
    QCOMPARE(ring.takeLost().drops, 3U);
    QCOMPARE(ring.takeLost().all(), 0U);
    LogRecord record;
    for (std::uint64_t number = 0; number < 4; ++number) {
        QVERIFY(ring.pop(record));
        QCOMPARE(record.lost, number);
    }
    QVERIFY(!ring.pop(record));
    QVERIFY(ring.push(numbered(7)));
}

void tst_RecordRing::recordsComeOutInOrderForEver()
{
    RecordRing ring(8);
    LogRecord record;
    std::uint64_t popped = 0;
    for (std::uint64_t number = 0; number < 1000; ++number) {
        QVERIFY(ring.push(numbered(number)));
        if (number % 3 == 0)
            continue;
        while (ring.pop(record))
            QCOMPARE(record.lost, popped++);
    }
    QCOMPARE(popped, 1000U - 1);  // the last one is still in the ring
}

void tst_RecordRing::twoThreadsLoseOnlyWhatIsCounted()
{
    constexpr std::uint64_t total = 2'000'000;
    RecordRing ring(1024);
    std::atomic<bool> finished = false;
    const std::unique_ptr<QThread> producer(QThread::create([&] {
        for (std::uint64_t number = 1; number <= total; ++number)
            ring.push(numbered(number));
        finished = true;
    }));
    producer->start();
    std::uint64_t popped = 0, lost = 0, last = 0, torn = 0, disordered = 0;
    LogRecord record;
    for (bool more = true; more;) {
        more = !finished;  // read before the ring is emptied: what comes later is seen in the next round
        while (ring.pop(record)) {
            torn += !isWhole(record);
            disordered += record.lost <= last;
            last = record.lost;
            ++popped;
        }
        lost += ring.takeLost().all();
        QThread::yieldCurrentThread();
    }
    producer->wait();
    QCOMPARE(torn, 0U);
    QCOMPARE(disordered, 0U);
    QCOMPARE(popped + lost, total);
    QVERIFY(popped >= 1024);
    qInfo("%llu records through the ring, %llu counted as lost", static_cast<unsigned long long>(popped),
          static_cast<unsigned long long>(lost));
}

QTEST_APPLESS_MAIN(tst_RecordRing)
#include "tst_recordring.moc"
