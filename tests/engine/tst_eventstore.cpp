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

constexpr HistoryBounds tooSmall{.age = std::chrono::days(30), .bytes = 1};
constexpr WallTime now(1113199560'000000);

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

Result<std::vector<StoredRecord>> newest(EventStore &&store, std::size_t count, std::int64_t before)
{
    Result<LogPage> page = store.query({}, before, count);
    if (!page)
        return page.error();
    return page->records;
}

Result<std::vector<StoredRecord>> newest(EventStore &store, std::size_t count, std::int64_t before)
{
    return newest(std::move(store), count, before);
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
    void whatIsTooOldGoes();
    void trimmingForgetsUnusedNames();
    void theAccountIsKeptWithTheRows();
    void aConnectionIsOwedItsEnd();
    void olderHistoryIsTakenOver();
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
    Result<std::vector<StoredRecord>> stored = store->append(std::span(&record, 1), {nameOf});
    QCOMPARE(problem(stored), QString());
    QCOMPARE(stored->size(), 1U);
    Result<std::vector<StoredRecord>> found = newest(*EventStore::open(path()), 10, 0);
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
        Result<std::vector<StoredRecord>> stored = store->append(batch(5), {nameOf});
        QCOMPARE(problem(stored), QString());
        for (const StoredRecord &record : *stored)
            QCOMPARE(record.id, ++last);
    }
    QCOMPARE(problem(EventStore::open(path())->append({}, {nameOf})), QString());
}

void tst_EventStore::newestComeFirstAndInPages()
{
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(newest(*store, 10, 0)->size(), 0U);
    QVERIFY(store->append(batch(25), {nameOf}));
    std::int64_t before = 0;
    int expected = 25;
    for (const std::size_t size : {10U, 10U, 5U, 0U}) {
        Result<std::vector<StoredRecord>> page = newest(*store, 10, before);
        QCOMPARE(problem(page), QString());
        QCOMPARE(page->size(), size);
        for (const StoredRecord &stored : *page) {
            QCOMPARE(stored.record.size, std::uint32_t(expected--));
            before = stored.id;
        }
    }
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
    QCOMPARE(store->append(records, {counting})->at(0).interface, std::string("eth2"));
    QCOMPARE(asked, 3);  // 2, 9 and 3, once each
    QVERIFY(store->append(std::span(records).last(1), {[](std::uint32_t) { return "<b>wlan0</b>"; }}));
    Result<std::vector<StoredRecord>> found = newest(*store, 10, 0);
    const char *const expected[] = {"<b>wlan0</b>", "eth3", "", "", "eth2", "eth2"};
    for (std::size_t at = 0; at < found->size(); ++at)
        QCOMPARE(found->at(at).interface, std::string(expected[at]));
}

void tst_EventStore::failedBatchKeepsNothing()
{
    Result<EventStore> store = EventStore::open(path());
    QVERIFY(store->append(batch(3), {nameOf}));
    QVERIFY(database(path()).execute("CREATE TRIGGER refuse BEFORE INSERT ON event WHEN new.size = 7 "
                                     "BEGIN SELECT RAISE(ABORT, 'seven is refused'); END"));
    Result<std::vector<StoredRecord>> refused = store->append(batch(10), {nameOf});
    QVERIFY2(problem(refused).contains(QLatin1String("seven is refused")), qPrintable(problem(refused)));
    QCOMPARE(newest(*store, 100, 0)->size(), 3U);
    QCOMPARE(store->append(batch(2, 100), {nameOf})->at(1).id, 5);
}

void tst_EventStore::fullDiskIsReported()
{
    test::SmallDisk disk(m_folder->path().toStdString(), 1024);
    if (!disk.isMounted())
        QSKIP("mounting a small disk needs root");
    Result<EventStore> store = EventStore::open(path());
    QVERIFY(store->append(batch(10), {nameOf}));
    disk.fill();
    Result<std::vector<StoredRecord>> refused = store->append(batch(5000), {nameOf});
    QCOMPARE(kind(refused), int(ErrorKind::io));
    QCOMPARE(newest(*store, 100, 0)->size(), 10U);
    disk.release();
    QCOMPARE(store->append(batch(1), {nameOf})->at(0).id, 11);
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
    QVERIFY(EventStore::open(path())->append(batch(2000), {nameOf}));
    QFile file(QString::fromStdString(path()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 start = 3 * 4096;  // behind the schema and the roots of the tables
    QVERIFY(file.seek(start));
    const QByteArray noise(file.size() - start, '\xa5');
    QCOMPARE(file.write(noise), noise.size());
    file.close();
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(problem(store), QString());
    QCOMPARE(kind(newest(*store, 100, 0)), int(ErrorKind::damaged));
    QCOMPARE(kind(store->append(batch(10), {nameOf})), int(ErrorKind::damaged));
}

void tst_EventStore::unknownActionIsDamage()
{
    Result<EventStore> store = EventStore::open(path());
    QVERIFY(store->append(batch(1), {nameOf}));
    QVERIFY(database(path()).execute("UPDATE event SET kind = 500"));
    QCOMPARE(kind(newest(*store, 1, 0)), int(ErrorKind::damaged));
}

void tst_EventStore::trimmingTakesSmallSteps()
{
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(problem(store->trim(100, tooSmall, now)), QString());  // an empty store
    QVERIFY(store->append(batch(300), {nameOf}));
    QVERIFY(*store->trim(100, {}, now));  // far from full, and young
    QCOMPARE(number(path(), "SELECT count(id) FROM event"), 300);
    for (const int oldest : {101, 201}) {
        QVERIFY(!*store->trim(100, tooSmall, now));
        QCOMPARE(number(path(), "SELECT min(id) FROM event"), oldest);
        QCOMPARE(number(path(), "SELECT sum(events) FROM minute"), 301 - oldest);
    }
    QVERIFY(*store->trim(100, tooSmall, now));
    QCOMPARE(number(path(), "SELECT count(*) FROM event"), 0);
    QCOMPARE(number(path(), "SELECT count(*) FROM minute"), 0);
    QCOMPARE(store->append(batch(1), {nameOf})->at(0).id, 301);  // ids go on all the same
}

void tst_EventStore::whatIsTooOldGoes()
{
    Result<EventStore> store = EventStore::open(path());
    std::vector<LogRecord> records = batch(20);
    for (std::size_t at = 0; at < records.size(); ++at)
        records[at].time = now - std::chrono::days(20 - at) - std::chrono::minutes(2);
    QVERIFY(store->append(records, {nameOf}));
    QVERIFY(*store->trim(100, {.age = std::chrono::days(7)}, now));
    QCOMPARE(number(path(), "SELECT min(id) FROM event"), 15);  // six days and two minutes old
    QVERIFY(*store->trim(100, {.age = std::chrono::days(7)}, now));
    QCOMPARE(number(path(), "SELECT count(*) FROM event"), 6);
}

void tst_EventStore::trimmingForgetsUnusedNames()
{
    Result<EventStore> store = EventStore::open(path());
    std::vector<LogRecord> records = batch(2);
    records[0].interface = 1;
    records[1].interface = 2;
    records[1].rule = {RuleId::Kind::port, 0, {PortProtocol::tcp, 80}};
    const auto program = [](const RuleId &rule) {
        return rule.kind == RuleId::Kind::none ? std::string("/bin/one") : std::string("/bin/two");
    };
    QVERIFY(store->append(std::span(records).first(1), {nameOf, program}));
    QCOMPARE(store->append(std::span(records).last(1), {nameOf, program})->at(0).program, std::string("/bin/two"));
    QVERIFY(!*store->trim(1, tooSmall, now));
    QCOMPARE(number(path(), "SELECT count(id) FROM interface WHERE name = 'eth1'"), 0);
    QCOMPARE(number(path(), "SELECT count(id) FROM interface WHERE name = 'eth2'"), 1);
    QCOMPARE(number(path(), "SELECT count(id) FROM program WHERE name = '/bin/one'"), 0);
    QCOMPARE(newest(*store, 1, 0)->at(0).program, std::string("/bin/two"));
}

void tst_EventStore::theAccountIsKeptWithTheRows()
{
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(store->account()->told, 0U);
    const Account account{"one", 12, 7, {3, 400}};
    QVERIFY(store->append(batch(1), {nameOf}, &account));
    QCOMPARE(EventStore::open(path())->account()->told, 12U);
    QCOMPARE(EventStore::open(path())->account()->toldInFile, 7U);
    QVERIFY(EventStore::open(path())->account()->file == account.file);
    QVERIFY(database(path()).execute("CREATE TRIGGER refuse BEFORE INSERT ON event "
                                     "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    const Account other{"two", 99, 1, {}};
    QVERIFY(!store->append(batch(1), {nameOf}, &other));
    QCOMPARE(store->account()->epoch, std::string("one"));
    QCOMPARE(store->account()->told, 12U);
}

void tst_EventStore::aConnectionIsOwedItsEnd()
{
    LogRecord inbound = dropped(ipproto::tcp), outbound = dropped(ipproto::udp);
    inbound.action = LogAction::openInbound;
    inbound.sourcePort = 4000;
    inbound.hasPorts = outbound.hasPorts = true;
    outbound.action = LogAction::open;
    outbound.direction = Direction::outbound;
    Result<EventStore> store = EventStore::open(path());
    QVERIFY(store->append(std::vector{inbound, outbound, outbound, dropped(ipproto::tcp)}, {nameOf}));
    outbound.action = LogAction::close;
    QVERIFY(store->append(std::vector{outbound}, {nameOf}));
    const auto open = EventStore::open(path())->openConnections();
    QCOMPARE(problem(open), QString());
    QCOMPARE(open->size(), 1U);
    QCOMPARE(open->at(0).action, LogAction::openInbound);
    QCOMPARE(open->at(0).sourcePort, 4000);
    QCOMPARE(open->at(0).source.text(), std::string("192.0.2.7"));
    QCOMPARE(open->at(0).destination.text(), std::string("2001:db8::7"));
}

// What the first version of the tables kept is there after the migration.
void tst_EventStore::olderHistoryIsTakenOver()
{
    {
        Result<Database> old = Database::open(path(), eventsMigrations().first(1), Database::Durability::relaxed);
        QCOMPARE(problem(old), QString());
        QVERIFY(old->execute(
            "INSERT INTO interface VALUES (1, 'eth0', 3);"
            "INSERT INTO event (id, time, action, direction, reason, rule, protocol, source, destination, source_port, "
            "destination_port, size, interface) VALUES (1, 60000001, 3, 0, 12, '', 17, "
            "x'00000000000000000000ffffc0000207', "
            "x'20010db8000000000000000000000007', 1, 2, 60, 1);"
            "INSERT INTO event (id, time, action, direction, rule, protocol, source, destination) VALUES (2, 60000002, "
            "1, 0, "
            "'port TCP:80', 6, x'00000000000000000000ffffc0000207', x'00000000000000000000ffffc0000201');"
            "INSERT INTO event (id, time, action, direction, rule, lost) VALUES (3, 120000000, 4, 0, '', 59)"));
    }
    Result<EventStore> store = EventStore::open(path());
    QCOMPARE(problem(store), QString());
    const auto records = newest(*store, 10, 0);
    QCOMPARE(problem(records), QString());
    QCOMPARE(records->size(), 3U);
    QCOMPARE(records->at(0).record.lost, 59U);
    QCOMPARE(records->at(1).record.action, LogAction::openInbound);
    QCOMPARE(records->at(2).record.reason, Reason::outOfScope);
    QCOMPARE(records->at(2).record.source.text(), std::string("192.0.2.7"));
    QCOMPARE(records->at(2).record.destination.text(), std::string("2001:db8::7"));
    QCOMPARE(records->at(2).interface, std::string("eth0"));
    QCOMPARE(number(path(), "SELECT sum(events) FROM minute"), 61);
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
            writerProblem = problem(writer->append(batch(10), {nameOf}));
            if (writerProblem.isEmpty())
                writerProblem = problem(writer->trim(10, {}, now));
        }
        finished = true;
    }));
    thread->start();
    int reads = 0, halfBatches = 0;
    for (bool more = true; more; ++reads) {
        more = !finished;
        Result<std::vector<StoredRecord>> found = newest(*reader, 100, 0);
        if (!found)
            thread->wait();
        QCOMPARE(problem(found), QString());
        halfBatches += found->size() % 10 != 0;
    }
    thread->wait();
    QCOMPARE(writerProblem, QString());
    QCOMPARE(halfBatches, 0);
    QCOMPARE(newest(*reader, 5000, 0)->size(), 1000U);
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
        QVERIFY(store->append(records, {nameOf}));
    const double perSecond = rounds * 1000.0 / (double(timer.nsecsElapsed()) / 1e9);
    qInfo("%.0f rows/s in batches of 1000", perSecond);
    QVERIFY(perSecond > 200);
}

QTEST_APPLESS_MAIN(tst_EventStore)
#include "tst_eventstore.moc"
