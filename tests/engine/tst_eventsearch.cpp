// SPDX-License-Identifier: GPL-2.0-or-later
// The search by indexes gives the same rows as the plain matches() over all of them, in whatever pages it is read.
#include <QTemporaryDir>
#include <QtTest>

#include "engine/log/eventstore.h"
#include "tests/support/problem.h"

#include <limits>
#include <map>
#include <random>

using namespace parapet;
using test::kind;
using test::problem;

namespace {

constexpr WallTime start(1'700'000'000'000'000);
constexpr int rows = 20'000;
constexpr EventSearch::Patience impatient{0};

std::string nameOf(std::uint32_t index)
{
    return index == 0 ? std::string() : "eth" + std::to_string(index);
}

std::string programOf(const RuleId &rule)
{
    return rule.kind == RuleId::Kind::none ? std::string() : "/usr/bin/p" + std::to_string(rule.port.port);
}

template <class T, std::size_t n> T one(std::mt19937 &random, const T (&values)[n])
{
    return values[random() % n];
}

LogRecord randomRecord(std::mt19937 &random, int number)
{
    static constexpr LogAction actions[] = {LogAction::drop,        LogAction::drop,  LogAction::drop,
                                            LogAction::openInbound, LogAction::close, LogAction::eventsLost};
    static constexpr Reason reasons[] = {Reason::noException, Reason::outOfScope, Reason::truncated};
    static constexpr std::uint8_t protocols[] = {ipproto::tcp, ipproto::udp, ipproto::icmp, ipproto::esp};
    static constexpr const char *addresses[] = {"192.0.2.1",   "192.0.2.7",     "192.0.3.7",  "198.51.100.4",
                                                "2001:db8::7", "2001:db8:1::1", "c000:207::1"};
    LogRecord record;
    record.time = start + std::chrono::seconds(number % 7'000);  // the clock was set back, twice
    record.action = one(random, actions);
    if (record.action == LogAction::eventsLost) {
        record.lost = random() % 100;
        return record;
    }
    record.protocol = one(random, protocols);
    record.source = *IpAddress::parse(one(random, addresses));
    record.destination = *IpAddress::parse(one(random, addresses));
    record.hasPorts = record.protocol == ipproto::tcp || record.protocol == ipproto::udp;
    record.sourcePort = record.hasPorts ? std::uint16_t(random() % 100 == 0 ? 50000 : random() % 50) : std::uint16_t(0);
    record.destinationPort =
        record.hasPorts ? std::uint16_t(random() % 5'000 == 0 ? 445 : random() % 50) : std::uint16_t(0);
    if (record.action == LogAction::drop)
        record.reason = one(random, reasons);
    record.interface = random() % 3;
    if (random() % 100 == 0)
        record.rule = {RuleId::Kind::port, 0, {PortProtocol::tcp, std::uint16_t(80 + random() % 2)}};
    return record;
}

template <class T> T some(T value, bool given)
{
    return given ? value : T{};
}

LogFilter randomFilter(std::mt19937 &random)
{
    static constexpr const char *ranges[] = {"192.0.2.7", "192.0.2.0/24", "192.0.0.0/8", "2001:db8::/32",
                                             "203.0.113.1"};
    static constexpr const char *texts[] = {"P81", "192.0.2.7", "Udp", "'; DROP TABLE event; --", "scope"};
    const auto chance = [&] { return random() % 4 == 0; };
    LogFilter filter;
    filter.actions = some(std::vector{LogAction::drop, LogAction::close}, chance());
    filter.protocols = some(std::vector<std::uint8_t>{ipproto::udp, ipproto::esp}, chance());
    filter.reasons = some(std::vector{Reason::outOfScope}, chance());
    filter.address = chance() ? std::optional(*AddressRange::parse(one(random, ranges))) : std::nullopt;
    filter.port = chance() ? std::optional(one<std::uint16_t>(random, {445, 7, 50000})) : std::nullopt;
    filter.program = some(std::string("/usr/bin/p80"), random() % 8 == 0);
    filter.interface = some(std::string(random() % 4 ? "eth1" : "no such interface"), chance());
    filter.from = chance() ? std::optional(start + std::chrono::seconds(random() % 7'000)) : std::nullopt;
    filter.to = chance() ? std::optional(start + std::chrono::seconds(random() % 7'000)) : std::nullopt;
    filter.text = chance() ? one(random, texts) : "";
    return filter;
}

}  // namespace

class tst_EventSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsWhatAPlainLookFinds();
    void aFilterIsOnlyText_data();
    void aFilterIsOnlyText();
    void whatIsAboveAnIdIsFound();
    void histogramTellsTheIdsOfItsTime();
    void anImpatientSearchGoesOnWhereItStopped();
    void histogramCountsEveryRow();

private:
    std::vector<std::int64_t> naive(const LogFilter &filter) const;
    std::vector<std::int64_t> paged(const LogFilter &filter, std::size_t size, EventSearch::Patience patience);

    QTemporaryDir m_folder;
    std::unique_ptr<EventStore> m_store;
    std::vector<StoredRecord> m_all;
};

void tst_EventSearch::initTestCase()
{
    Result<EventStore> store = EventStore::open(m_folder.filePath(QStringLiteral("events.db")).toStdString());
    QCOMPARE(problem(store), QString());
    m_store = std::make_unique<EventStore>(*std::move(store));
    std::mt19937 random(1);
    for (int number = 0; number < rows; number += 1000) {
        std::vector<LogRecord> batch;
        for (int i = 0; i < 1000; ++i)
            batch.push_back(randomRecord(random, number + i));
        Result<std::vector<StoredRecord>> stored = m_store->append(batch, {nameOf, programOf});
        QCOMPARE(problem(stored), QString());
        m_all.insert(m_all.end(), stored->begin(), stored->end());
    }
}

std::vector<std::int64_t> tst_EventSearch::naive(const LogFilter &filter) const
{
    std::vector<std::int64_t> ids;
    for (auto record = m_all.rbegin(); record != m_all.rend(); ++record) {
        if (matches(filter, *record))
            ids.push_back(record->id);
    }
    return ids;
}

std::vector<std::int64_t> tst_EventSearch::paged(const LogFilter &filter, std::size_t size,
                                                 EventSearch::Patience patience)
{
    std::vector<std::int64_t> ids;
    std::int64_t before = 0;
    do {
        const Result<LogPage> page = m_store->query(filter, before, size, patience);
        if (!page) {
            qWarning("%s", page.error().text.c_str());
            return {};
        }
        for (const StoredRecord &record : page->records) {
            ids.push_back(record.id);
            if (!matches(filter, record))
                return {};
        }
        before = page->next;
    } while (before != 0);
    return ids;
}

void tst_EventSearch::findsWhatAPlainLookFinds()
{
    std::mt19937 random(2);
    int found = 0;
    for (int round = 0; round < 400; ++round) {
        const LogFilter filter = randomFilter(random);
        const auto expected = naive(filter);
        found += !expected.empty();
        const auto ids = paged(filter, round % 2 ? 100 : 100'000, std::chrono::seconds(10));
        QVERIFY2(ids == expected, qPrintable(QStringLiteral("round %1").arg(round)));
    }
    QVERIFY(found > 100);
}

void tst_EventSearch::aFilterIsOnlyText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a quote") << QByteArray("'");
    QTest::newRow("a statement") << QByteArray("x'; DELETE FROM event; --");
    QTest::newRow("another column") << QByteArray("eth1' OR '1'='1");
    QTest::newRow("wild cards") << QByteArray("%");
    QTest::newRow("a zero byte") << QByteArray("eth1\0' OR 1", 11);
}

void tst_EventSearch::aFilterIsOnlyText()
{
    QFETCH(QByteArray, text);
    LogFilter byInterface, byProgram, byText;
    byInterface.interface = byProgram.program = byText.text = text.toStdString();
    for (const LogFilter &filter : {byInterface, byProgram, byText}) {
        const Result<LogPage> page = m_store->query(filter, 0, 10);
        QCOMPARE(problem(page), QString());
        QCOMPARE(page->records.size(), 0U);
    }
    QCOMPARE(m_store->query({}, 0, rows + 1)->records.size(), std::size_t(rows));
}

// Whoever has everything up to an id is told what is above it, of any filter.
void tst_EventSearch::whatIsAboveAnIdIsFound()
{
    std::mt19937 random(3);
    for (int round = 0; round < 60; ++round) {
        LogFilter filter = randomFilter(random);
        filter.after = std::int64_t(random() % (rows + 100));
        QVERIFY(paged(filter, 50, std::chrono::seconds(10)) == naive(filter));
    }
    LogFilter all;
    all.after = std::numeric_limits<std::int64_t>::max() - 1;
    QVERIFY(m_store->query(all, 0, 10)->records.empty());
}

// The time says between which ids its records are.
void tst_EventSearch::histogramTellsTheIdsOfItsTime()
{
    LogFilter filter;
    QCOMPARE(m_store->histogram(filter, 10)->first, m_all.front().id);
    QCOMPARE(m_store->histogram(filter, 10)->last, m_all.back().id);
    filter.from = start + std::chrono::seconds(600);
    filter.to = start + std::chrono::seconds(700);
    const Result<LogHistogram> part = m_store->histogram(filter, 10);
    for (const StoredRecord &stored : m_all) {
        if (matches(filter, stored))
            QVERIFY(part->first <= stored.id && stored.id <= part->last);
    }
    QVERIFY(part->first > 0 && part->last - part->first < std::int64_t(rows) - 1);
    filter.from = start + std::chrono::hours(10'000);
    filter.to.reset();
    QCOMPARE(m_store->histogram(filter, 10)->first, 0);
}

void tst_EventSearch::anImpatientSearchGoesOnWhereItStopped()
{
    LogFilter filter;
    filter.text = "no such text";
    const Result<LogPage> first = m_store->query(filter, 0, 10, impatient);
    QVERIFY(first->records.empty());
    QVERIFY(first->next > 0);  // where it is: the caller shows how far
    filter.text = "p81";
    QCOMPARE(paged(filter, 10, impatient), naive(filter));
}

// Whole minutes, seconds, and a filter that the table of minutes does not know.
void tst_EventSearch::histogramCountsEveryRow()
{
    LogFilter wide, narrow, filtered;
    narrow.from = start + std::chrono::seconds(600);
    narrow.to = start + std::chrono::seconds(700);
    filtered.interface = "eth1";
    for (const LogFilter &filter : {wide, narrow, filtered}) {
        std::map<std::optional<Reason>, std::uint64_t> expected, counted;
        for (const StoredRecord &stored : m_all) {
            if (matches(filter, stored) && stored.record.action == LogAction::drop)
                ++expected[stored.record.reason];
            if (matches(filter, stored) && stored.record.action == LogAction::eventsLost)
                expected[std::nullopt] += stored.record.lost;
        }
        std::int64_t before = 0;
        do {
            const Result<LogHistogram> part = m_store->histogram(filter, 50, before, impatient);
            QCOMPARE(problem(part), QString());
            for (const LogHistogram::Row &row : part->rows) {
                QCOMPARE(row.counts.size(), 50U);
                for (const std::uint64_t count : row.counts)
                    counted[row.reason] += count;
            }
            before = part->next;
        } while (before != 0);
        QVERIFY(expected == counted);
        QVERIFY(expected.size() > 2);
    }
}

QTEST_APPLESS_MAIN(tst_EventSearch)
#include "tst_eventsearch.moc"
