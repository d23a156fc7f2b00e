// SPDX-License-Identifier: GPL-2.0-or-later
#include <QThread>
#include <QtTest>

#include "engine/log/eventstore.h"
#include "tests/support/problem.h"
#include "tests/support/smalldisk.h"

#include <atomic>
#include <memory>

using namespace parapet;
using test::kind;
using test::problem;

namespace {

LogRecord dropped(std::uint8_t protocol)
{
    LogRecord record;
    record.time = WallTime(1113199557'123456);
    record.protocol = protocol;
    record.source = *IpAddress::parse("192.0.2.7");
    record.destination = *IpAddress::parse("2001:db8::7");
    record.size = 60;
    return record;
}

LogRecord numbered(int number)
{
    LogRecord record = dropped(ipproto::udp);
    record.size = static_cast<std::uint32_t>(number);
    return record;
}

std::vector<LogRecord> batch(int count, int first = 1)
{
    std::vector<LogRecord> records;
    for (int number = first; number < first + count; ++number)
        records.push_back(numbered(number));
    return records;
}

std::string nameOf(std::uint32_t index)
{
    return index == 9 ? std::string() : "eth" + std::to_string(index);
}

// Everything that the store keeps, as text.
QString text(const LogRecord &r)
{
    const std::string port = std::string(word(r.rule.port.protocol)) + ":" + std::to_string(r.rule.port.port);
    return QStringLiteral("%1us %2 %3 %4 rule %5 ")
               .arg(r.time.count())
               .arg(int(r.action))
               .arg(int(r.direction))
               .arg(int(r.reason))
               .arg(QString::fromStdString(r.rule.kind == RuleId::Kind::port ? port : "none"))
        + QStringLiteral("protocol %1 %2 %3 ports %4 %5 %6 size %7 ")
              .arg(r.protocol)
              .arg(QString::fromStdString(r.source.text()), QString::fromStdString(r.destination.text()))
              .arg(r.hasPorts)
              .arg(r.sourcePort)
              .arg(r.destinationPort)
              .arg(r.size)
        + QStringLiteral("transport %1 flags %2 seq %3 ack %4 win %5 ")
              .arg(r.hasTransport)
              .arg(r.tcpFlags)
              .arg(r.tcpSequence)
              .arg(r.tcpAcknowledgement)
              .arg(r.tcpWindow)
        + QStringLiteral("icmp %1 %2 lost %3").arg(r.icmpType).arg(r.icmpCode).arg(r.lost);
}

Database database(const std::string &path)
{
    return *Database::open(path, eventsMigrations(), Database::Durability::relaxed);
}

std::int64_t number(const std::string &path, std::string_view sql)
{
    Database other = database(path);
    Result<Statement> statement = other.prepare(sql);
    return statement && statement->step().value() ? statement->integer(0) : -1;
}

}  // namespace

Q_DECLARE_METATYPE(LogRecord)

class tst_EventStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void recordComesBack_data();
    void recordComesBack();
    void idsGrowOverReopening();
    void newestComeFirstAndInPages();
    void interfaceIsKeptByName();
    void failedBatchKeepsNothing();
    void fullDiskIsReported();
    void damagedFileIsRefused();
    void damageInsideShowsWhereItIsMet();
    void unknownActionIsDamage();
    void trimmingTakesSmallSteps();
    void trimmingForgetsUnusedNames();
    void readerWorksBesideTheWriter();
    void appendsFastEnough();

private:
    std::string path() const { return m_folder->filePath(QStringLiteral("events.db")).toStdString(); }
    std::optional<QTemporaryDir> m_folder;
};

void tst_EventStore::recordComesBack_data()
{
    QTest::addColumn<LogRecord>("record");
    LogRecord tcp = dropped(ipproto::tcp);
    tcp.hasPorts = tcp.hasTransport = true;
    tcp.sourcePort = tcp.destinationPort = tcp.tcpWindow = 0xffff;
    tcp.tcpFlags = 0xff;
    tcp.tcpSequence = tcp.tcpAcknowledgement = tcp.size = 0xffffffff;
    tcp.reason = Reason::impossibleFlags;
    QTest::newRow("a TCP packet with the largest numbers") << tcp;
    tcp.tcpFlags = 0;
    tcp.sourcePort = tcp.destinationPort = tcp.tcpWindow = 0;
    tcp.tcpSequence = tcp.tcpAcknowledgement = tcp.size = 0;
    QTest::newRow("a TCP packet full of zeros") << tcp;
    LogRecord shortTcp = dropped(ipproto::tcp);
    shortTcp.reason = Reason::truncated;
    QTest::newRow("a TCP packet without a readable header") << shortTcp;
    LogRecord ping = dropped(ipproto::icmp);
    ping.hasTransport = true;
    ping.direction = Direction::outbound;
    ping.icmpType = 8;
    ping.icmpCode = 255;
    QTest::newRow("an ICMP packet outbound") << ping;
    ping.protocol = ipproto::icmpv6;
    ping.icmpType = ping.icmpCode = 0;
    QTest::newRow("an ICMPv6 packet of type 0") << ping;
    QTest::newRow("a protocol without ports") << dropped(ipproto::igmp);
    LogRecord open = dropped(ipproto::udp);
    open.action = LogAction::openInbound;
    open.reason = LogRecord().reason;
    open.hasPorts = true;
    open.sourcePort = 1024;
    open.destinationPort = 53;
    open.size = 0;
    open.rule = {RuleId::Kind::port, 0, {PortProtocol::udp, 53}};
    QTest::newRow("a session that a port entry let in") << open;
    open.action = LogAction::close;
    open.rule = {};
    QTest::newRow("the end of a session") << open;
    LogRecord lost;
    lost.time = WallTime(-1);
    lost.action = LogAction::eventsLost;
    lost.lost = 59;
    QTest::newRow("events lost before 1970") << lost;
}

void tst_EventStore::recordComesBack()
{
    QFETCH(LogRecord, record);
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(problem(store), QString());
    Result<std::vector<StoredRecord>> stored = store->append(std::span(&record, 1), nameOf);
    QCOMPARE(problem(stored), QString());
    QCOMPARE(stored->size(), 1U);
    Result<std::vector<StoredRecord>> found = EventStore::open(path())->newest(10, 0);
    QCOMPARE(problem(found), QString());
    QCOMPARE(found->size(), 1U);
    QCOMPARE(text(found->at(0).record), text(record));
    QCOMPARE(text(stored->at(0).record), text(record));
    QCOMPARE(found->at(0).id, stored->at(0).id);
}

void tst_EventStore::idsGrowOverReopening()
{
    std::int64_t last = 0;
    for (int round = 0; round < 3; ++round) {
        Result<EventStore> store = EventStore::open(path());
        Result<std::vector<StoredRecord>> stored = store->append(batch(5), nameOf);
        QCOMPARE(problem(stored), QString());
        for (const StoredRecord &record : *stored)
            QCOMPARE(record.id, ++last);
    }
    QCOMPARE(problem(EventStore::open(path())->append({}, nameOf)), QString());
}

void tst_EventStore::newestComeFirstAndInPages()
{
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(store->newest(10, 0)->size(), 0U);
    QVERIFY(store->append(batch(25), nameOf));
    std::int64_t before = 0;
    int expected = 25;
    for (const std::size_t size : {10U, 10U, 5U, 0U}) {
        Result<std::vector<StoredRecord>> page = store->newest(10, before);
        QCOMPARE(problem(page), QString());
        QCOMPARE(page->size(), size);
        for (const StoredRecord &stored : *page) {
            QCOMPARE(stored.record.size, std::uint32_t(expected--));
            before = stored.id;
        }
    }
    QCOMPARE(store->newest(0, 0)->size(), 0U);
}

void tst_EventStore::interfaceIsKeptByName()
{
    Result<EventStore> store = EventStore::open(path());
    std::vector<LogRecord> records = batch(5);
    const std::uint32_t indexes[] = {2, 2, 0, 9, 3};
    for (std::size_t at = 0; at < records.size(); ++at)
        records[at].interface = indexes[at];
    int asked = 0;
    const auto counting = [&](std::uint32_t index) {
        ++asked;
        return nameOf(index);
    };
    QCOMPARE(store->append(records, counting)->at(0).interface, std::string("eth2"));
    QCOMPARE(asked, 3);  // 2, 9 and 3, once each
    QVERIFY(store->append(std::span(records).last(1), [](std::uint32_t) { return "<b>wlan0</b>"; }));
    Result<std::vector<StoredRecord>> found = store->newest(10, 0);
    const char *const expected[] = {"<b>wlan0</b>", "eth3", "", "", "eth2", "eth2"};
    for (std::size_t at = 0; at < found->size(); ++at)
        QCOMPARE(found->at(at).interface, std::string(expected[at]));
}

void tst_EventStore::failedBatchKeepsNothing()
{
    Result<EventStore> store = EventStore::open(path());
    QVERIFY(store->append(batch(3), nameOf));
    QVERIFY(database(path()).execute("CREATE TRIGGER refuse BEFORE INSERT ON event WHEN new.size = 7 "
                                     "BEGIN SELECT RAISE(ABORT, 'seven is refused'); END"));
    Result<std::vector<StoredRecord>> refused = store->append(batch(10), nameOf);
    QVERIFY2(problem(refused).contains(QLatin1String("seven is refused")), qPrintable(problem(refused)));
    QCOMPARE(store->newest(100, 0)->size(), 3U);
    QCOMPARE(store->append(batch(2, 100), nameOf)->at(1).id, 5);
}

void tst_EventStore::fullDiskIsReported()
{
    test::SmallDisk disk(m_folder->path().toStdString(), 1024);
    if (!disk.isMounted())
        QSKIP("mounting a small disk needs root");
    Result<EventStore> store = EventStore::open(path());
    QVERIFY(store->append(batch(10), nameOf));
    disk.fill();
    Result<std::vector<StoredRecord>> refused = store->append(batch(5000), nameOf);
    QCOMPARE(kind(refused), int(ErrorKind::io));
    QCOMPARE(store->newest(100, 0)->size(), 10U);
    disk.release();
    QCOMPARE(store->append(batch(1), nameOf)->at(0).id, 11);
}

void tst_EventStore::damagedFileIsRefused()
{
    QFile file(QString::fromStdString(path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a database, and long enough to be looked at by SQLite for what it is: nothing of ours......");
    file.close();
    QCOMPARE(kind(EventStore::open(path())), int(ErrorKind::damaged));
}

// A history of a million events is not read through at every start; what is broken in it is told when it is met.
void tst_EventStore::damageInsideShowsWhereItIsMet()
{
    QVERIFY(EventStore::open(path())->append(batch(2000), nameOf));
    QFile file(QString::fromStdString(path()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 start = 3 * 4096;  // behind the schema and the roots of the tables
    QVERIFY(file.seek(start));
    const QByteArray noise(file.size() - start, '\xa5');
    QCOMPARE(file.write(noise), noise.size());
    file.close();
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(problem(store), QString());
    QCOMPARE(kind(store->newest(100, 0)), int(ErrorKind::damaged));
    QCOMPARE(kind(store->append(batch(10), nameOf)), int(ErrorKind::damaged));
}

void tst_EventStore::unknownActionIsDamage()
{
    Result<EventStore> store = EventStore::open(path());
    QVERIFY(store->append(batch(1), nameOf));
    QVERIFY(database(path()).execute("UPDATE event SET action = 200"));
    QCOMPARE(kind(store->newest(1, 0)), int(ErrorKind::damaged));
}

// The number of rows is reckoned from the lowest and the highest id, so that a gap stands for the million.
void tst_EventStore::trimmingTakesSmallSteps()
{
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(problem(store->trim(100)), QString());  // an empty store
    QVERIFY(store->append(batch(300), nameOf));
    QCOMPARE(problem(store->trim(100)), QString());  // far from full
    QCOMPARE(number(path(), "SELECT count(id) FROM event"), 300);
    QVERIFY(database(path()).execute("UPDATE event SET id = 1000250 WHERE id = 300"));
    for (const int oldest : {101, 201, 251, 251}) {
        QCOMPARE(problem(store->trim(100)), QString());
        QCOMPARE(number(path(), "SELECT min(id) FROM event"), oldest);
    }
    QCOMPARE(number(path(), "SELECT count(id) FROM event"), 50);
    QCOMPARE(store->append(batch(1), nameOf)->at(0).id, 1000251);
}

void tst_EventStore::trimmingForgetsUnusedNames()
{
    Result<EventStore> store = EventStore::open(path());
    std::vector<LogRecord> records = batch(2);
    records[0].interface = 1;
    records[1].interface = 2;
    QVERIFY(store->append(std::span(records).first(1), nameOf));
    QVERIFY(store->append(std::span(records).last(1), nameOf));
    QVERIFY(database(path()).execute(
        "INSERT INTO event (id, time, action, direction, rule) VALUES (1000001, 0, 4, 0, '')"));
    QCOMPARE(problem(store->trim(10)), QString());
    QCOMPARE(number(path(), "SELECT count(id) FROM interface WHERE name = 'eth1'"), 0);
    QCOMPARE(number(path(), "SELECT count(id) FROM interface WHERE name = 'eth2'"), 1);
}

// The recorder appends in one thread while a window reads in another: neither sees an error, and the reader never
// sees half a batch.
void tst_EventStore::readerWorksBesideTheWriter()
{
    Result<EventStore> writer = EventStore::open(path());
    Result<EventStore> reader = EventStore::open(path());
    QString writerProblem;
    std::atomic<bool> finished = false;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        for (int round = 0; round < 100 && writerProblem.isEmpty(); ++round) {
            writerProblem = problem(writer->append(batch(10), nameOf));
            if (writerProblem.isEmpty())
                writerProblem = problem(writer->trim(10));
        }
        finished = true;
    }));
    thread->start();
    int reads = 0, halfBatches = 0;
    for (bool more = true; more; ++reads) {
        more = !finished;
        Result<std::vector<StoredRecord>> found = reader->newest(100, 0);
        if (!found)
            thread->wait();
        QCOMPARE(problem(found), QString());
        halfBatches += found->size() % 10 != 0;
    }
    thread->wait();
    QCOMPARE(writerProblem, QString());
    QCOMPARE(halfBatches, 0);
    QCOMPARE(reader->newest(5000, 0)->size(), 1000U);
    QVERIFY(reads > 1);
}

// A figure for the reader of the test; the bound holds on a busy machine too, but not for a transaction a row.
void tst_EventStore::appendsFastEnough()
{
    Result<EventStore> store = EventStore::open(path());
    std::vector<LogRecord> records = batch(1000);
    for (LogRecord &record : records)
        record.interface = 2;
    constexpr int rounds = 30;
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < rounds; ++round)
        QVERIFY(store->append(records, nameOf));
    const double perSecond = rounds * 1000.0 / (double(timer.nsecsElapsed()) / 1e9);
    qInfo("%.0f rows/s in batches of 1000", perSecond);
    QVERIFY(perSecond > 200);
}

QTEST_APPLESS_MAIN(tst_EventStore)
#include "tst_eventstore.moc"
