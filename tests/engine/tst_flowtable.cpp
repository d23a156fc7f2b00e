// SPDX-License-Identifier: GPL-2.0-or-later
// Stories of the flow table with a clock that the test moves, and its bounds.
#include <QTest>

#include "engine/flow/flowtable.h"
#include "tests/support/allocations.h"
#include "tests/support/fakeclock.h"
#include "tests/support/parsedpackets.h"

#include <fstream>
#include <map>
#include <unistd.h>
#include <vector>

using namespace parapet;
using namespace parapet::test;
using namespace std::chrono_literals;

namespace {

constexpr const char *us = "192.0.2.7", *them = "198.51.100.1";
constexpr std::uint64_t seed = 42;

FlowKey keyOf(std::uint32_t number, std::uint8_t protocol = 17)
{
    return {address(us), IpAddress::v4(0x0a000000 + number / 60000), 53, std::uint16_t(number % 60000), protocol};
}

FlowKey received(const ParsedPacket &packet)
{
    return *flowKey(packet, Direction::inbound);
}

FlowKey sent(const ParsedPacket &packet)
{
    return *flowKey(packet, Direction::outbound);
}

std::size_t expireAll(FlowTable &table)
{
    return table.expire(2 * table.capacity(), [](const Flow &) {});
}

long residentKilobytes()
{
    long total = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

// AddressSanitizer looks up each byte that is touched in its shadow of an eighth of the size, which is resident, too.
constexpr long shadowOf([[maybe_unused]] long kilobytes)
{
#ifdef __SANITIZE_ADDRESS__
    return kilobytes / 8;
#else
    return 0;
#endif
}

}  // namespace

class TestFlowTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void talkingOpensTheWayBackForAMinute()
    {
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        const auto answer = received(udp(them, 53, us, 4000));
        QVERIFY(!table.find(answer));  // unsolicited

        QVERIFY(table.insert(sent(udp(us, 4000, them, 53)), Direction::outbound));
        QVERIFY(table.find(answer));
        QCOMPARE(int(table.find(answer)->origin), int(Direction::outbound));
        QVERIFY(!table.find(received(udp(them, 54, us, 4000))));

        clock.advance(60s);
        QVERIFY(table.find(answer));
        clock.advance(1s);
        QVERIFY(!table.find(answer));
    }

    void everyPacketStartsTheTimeoutAgain()
    {
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        const auto key = sent(udp(us, 4000, them, 53));
        table.insert(key, Direction::outbound);
        for (int i = 0; i < 10; ++i) {
            clock.advance(50s);
            Flow *flow = table.find(key);
            QVERIFY(flow);
            table.touch(*flow);
        }
        clock.advance(61s);
        QVERIFY(!table.find(key));
    }

    void timeouts_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("seconds");
        const auto row = [](const char *name, int protocol, TcpState state, int seconds) {
            QTest::newRow(name) << protocol << int(state) << seconds;
        };
        row("a half open connection lives 30 seconds", 6, TcpState::synSent, 30);
        row("an answered one too", 6, TcpState::synReceived, 30);
        row("an established connection lives a day", 6, TcpState::established, 24 * 3600);
        row("a half closed one two minutes", 6, TcpState::halfClosed, 120);
        row("a closing one ten seconds", 6, TcpState::closing, 10);
        row("a reset one ten seconds", 6, TcpState::closed, 10);
        row("udp lives a minute", 17, TcpState::none, 60);
        row("a ping half a minute", 1, TcpState::none, 30);
        row("a ping over IPv6 too", 58, TcpState::none, 30);
        row("everything else ten minutes", 47, TcpState::none, 600);
    }

    void timeouts()
    {
        QFETCH(int, protocol);
        QFETCH(int, state);
        QFETCH(int, seconds);
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        const auto key = keyOf(1, std::uint8_t(protocol));
        table.insert(key, Direction::inbound)->tcp = TcpState(state);
        clock.advance(std::chrono::seconds(seconds));
        QVERIFY(table.find(key));
        QCOMPARE(expireAll(table), 0U);
        clock.advance(1s);
        QVERIFY(!table.find(key));
        QCOMPARE(table.size(), 1U);  // not found, not yet swept
        QCOMPARE(expireAll(table), 1U);
        QCOMPARE(table.size(), 0U);
    }

    // A flow that begins late in a second still gets its whole time.
    void partsOfASecondAreNotCutOff()
    {
        FakeClock clock;
        clock.advance(900ms);
        FlowTable table(16, {}, clock, seed);
        table.insert(keyOf(1), Direction::outbound);
        clock.advance(60s);
        QVERIFY(table.find(keyOf(1)));
        clock.advance(1s);
        QVERIFY(!table.find(keyOf(1)));
    }

    void aNewTcpFlowHasSeenItsSyn()
    {
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        QCOMPARE(int(table.insert(keyOf(1, 6), Direction::inbound)->tcp), int(TcpState::synSent));
        QCOMPARE(int(table.insert(keyOf(1, 17), Direction::inbound)->tcp), int(TcpState::none));
    }

    // The kernel should have it, but nobody has said so: it is asked about when its time is up, once.
    void whatIsPresumedIsAskedAbout_data()
    {
        QTest::addColumn<bool>("isThere");
        QTest::newRow("it is there") << true;
        QTest::newRow("it never was") << false;
    }
    void whatIsPresumedIsAskedAbout()
    {
        QFETCH(bool, isThere);
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        Flow *flow = table.insert(keyOf(1), Direction::inbound);
        flow->inKernel = flow->presumed = true;
        int asked = 0;
        const auto ask = [&](Flow &overdue) {
            ++asked;
            overdue.presumed = false;
            overdue.inKernel = isThere;
        };
        const auto ended = [](const Flow &) {};
        QCOMPARE(table.expire(16, ended, ask), 0U);
        QCOMPARE(asked, 0);
        clock.advance(61s);
        QVERIFY(table.find(keyOf(1)));
        QCOMPARE(table.expire(16, ended), 0U);  // who cannot ask lets it be
        QCOMPARE(table.expire(1, ended, ask), isThere ? 0U : 1U);
        QCOMPARE(table.expire(16, ended, ask), 0U);
        QCOMPARE(asked, 1);
        QCOMPARE(table.find(keyOf(1)) != nullptr, isThere);
    }

    void flowsOfTheKernelDoNotRunOut()
    {
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        table.insert(keyOf(1), Direction::outbound)->inKernel = true;
        clock.advance(std::chrono::hours(24 * 365));
        QCOMPARE(expireAll(table), 0U);
        QVERIFY(table.find(keyOf(1)));
        QVERIFY(table.erase(keyOf(1)));
        QVERIFY(!table.find(keyOf(1)));
        QVERIFY(!table.erase(keyOf(1)));
    }

    void insertingTwiceKeepsTheFirst()
    {
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        table.insert(keyOf(1), Direction::inbound)->logged = true;
        const Flow *again = table.insert(keyOf(1), Direction::outbound);
        QVERIFY(again->logged);
        QCOMPARE(int(again->origin), int(Direction::inbound));
        QCOMPARE(table.size(), 1U);
    }

    void aFlowThatRanOutBeginsAnew()
    {
        FakeClock clock;
        FlowTable table(16, {}, clock, seed);
        table.insert(keyOf(1), Direction::inbound)->adopted = true;
        clock.advance(61s);
        const Flow *again = table.insert(keyOf(1), Direction::outbound);
        QVERIFY(!again->adopted);
        QCOMPARE(int(again->origin), int(Direction::outbound));
        QCOMPARE(table.size(), 1U);
        QVERIFY(table.find(keyOf(1)));
    }

    void theCapacityIsABound()
    {
        FakeClock clock;
        FlowTable table(100, {}, clock, seed);
        for (std::uint32_t i = 0; i < 100; ++i)
            QVERIFY(table.insert(keyOf(i), Direction::inbound));
        QVERIFY(!table.overflowed());
        QVERIFY(!table.insert(keyOf(100), Direction::inbound));
        QVERIFY(table.overflowed());
        QVERIFY(table.insert(keyOf(50), Direction::inbound));  // it is there already
        QCOMPARE(table.size(), 100U);
        QCOMPARE(table.capacity(), 100U);
        table.resetOverflow();
        QVERIFY(!table.overflowed());
        for (std::uint32_t i = 0; i < 100; ++i)
            QVERIFY(table.find(keyOf(i)));
    }

    void aFullTableSweepsWhatRanOut()
    {
        FakeClock clock;
        FlowTable table(100, {}, clock, seed);
        for (std::uint32_t i = 0; i < 100; ++i)
            table.insert(keyOf(i), Direction::inbound);
        table.find(keyOf(1))->logged = true;  // owes a CLOSE line, which only expire() can tell
        table.find(keyOf(2))->inKernel = true;
        clock.advance(61s);
        QVERIFY(table.insert(keyOf(1000), Direction::inbound));
        QVERIFY(!table.overflowed());
        QCOMPARE(table.size(), 3U);
        QVERIFY(table.find(keyOf(2)));
        QCOMPARE(expireAll(table), 1U);
    }

    // A flood against a full table must not make every packet walk all of it.
    void aFullTableIsSweptOnceASecond()
    {
        FakeClock clock;
        FlowTable table(4, {}, clock, seed);
        for (std::uint32_t i = 0; i < 4; ++i)
            table.insert(keyOf(i), Direction::inbound)->inKernel = true;
        QVERIFY(!table.insert(keyOf(9), Direction::inbound));  // has swept
        table.find(keyOf(0))->inKernel = false;
        table.find(keyOf(0))->lastSeen = 0;  // has run out, but this second's sweep is over
        QVERIFY(!table.insert(keyOf(9), Direction::inbound));
        clock.advance(1s);
        QVERIFY(table.insert(keyOf(9), Direction::inbound));
    }

    void expiryGoesInSmallSteps()
    {
        FakeClock clock;
        FlowTable table(1000, {}, clock, seed);
        for (std::uint32_t i = 0; i < 1000; ++i)
            table.insert(keyOf(i), Direction::inbound)->logged = i % 2 == 0;
        clock.advance(61s);
        table.insert(keyOf(5000), Direction::inbound);  // a new one survives

        std::size_t gone = 0, logged = 0, steps = 0;
        while (table.size() > 1 && ++steps < 1000) {
            const std::size_t now = table.expire(10, [&](const Flow &flow) { logged += flow.logged; });
            QVERIFY(now <= 10);
            gone += now;
        }
        QVERIFY(steps >= 50);
        // The insert into the full table has swept those that owe nothing.
        QCOMPARE(gone, 500U);
        QCOMPARE(logged, 500U);
        QVERIFY(table.find(keyOf(5000)));
    }

    // A removal moves another flow to where the sweep stands: the same round must see it.
    void expirySkipsNothingThatMoves()
    {
        FakeClock clock;
        FlowTable table(32, {}, clock, seed);
        for (std::uint32_t i = 0; i < 30; ++i)
            table.insert(keyOf(i), Direction::inbound);
        clock.advance(61s);
        table.insert(keyOf(50), Direction::inbound);
        QCOMPARE(table.expire(31, [](const Flow &) {}), 30U);
        QVERIFY(table.find(keyOf(50)));
    }

    // Keys with the same home, at the end of the index: each is found while the others come and go.
    void aClusterThatReachesOverTheEnd()
    {
        FakeClock clock;
        FlowTable table(32, {}, clock, seed);
        std::vector<FlowKey> keys;
        for (std::uint32_t i = 0; keys.size() < 5; ++i) {
            if ((hash(keyOf(i), seed) & (table.places() - 1)) >= table.places() - 2)
                keys.push_back(keyOf(i));
        }
        for (std::size_t gone = 0; gone < keys.size(); ++gone) {
            for (const FlowKey &key : keys)
                table.insert(key, Direction::inbound);
            QVERIFY(table.erase(keys[gone]));
            for (std::size_t i = 0; i < keys.size(); ++i)
                QCOMPARE(table.find(keys[i]) != nullptr, i != gone);
        }
    }

    void forEachSeesEveryLivingFlowOnce()
    {
        FakeClock clock;
        FlowTable table(100, {}, clock, seed);
        for (std::uint32_t i = 0; i < 50; ++i)
            table.insert(keyOf(i), Direction::inbound);
        clock.advance(61s);
        for (std::uint32_t i = 50; i < 100; ++i)
            table.insert(keyOf(i), Direction::inbound);

        std::map<int, int> seen;
        table.forEach([&](Flow &flow) {
            ++seen[flow.key.remotePort];
            return flow.key.remotePort % 2 == 0;  // the odd ones go
        });
        QCOMPARE(seen.size(), 50U);
        for (const auto &[port, times] : seen)
            QVERIFY(port >= 50 && times == 1);
        for (std::uint32_t i = 50; i < 100; ++i)
            QCOMPARE(table.find(keyOf(i)) != nullptr, i % 2 == 0);
    }

    void clearEmptiesTheTable()
    {
        FakeClock clock;
        FlowTable table(100, {}, clock, seed);
        for (std::uint32_t i = 0; i < 100; ++i)
            table.insert(keyOf(i), Direction::inbound);
        table.clear();
        QCOMPARE(table.size(), 0U);
        for (std::uint32_t i = 0; i < 100; ++i)
            QVERIFY(!table.find(keyOf(i)));
        QVERIFY(table.insert(keyOf(1), Direction::inbound));
    }

    void allocatesInTheConstructorOnly()
    {
        FakeClock clock;
        FlowTable table(1000, {}, clock, seed);
        const FlowKey key = keyOf(0);
        const std::function<void(Flow &)> ended = [](const Flow &) {};
        const std::function<bool(Flow &)> visit = [](Flow &flow) { return flow.key.remotePort % 3 != 0; };
        const long before = allocations;
        for (std::uint16_t i = 0; i < 2000; ++i) {
            FlowKey other = key;
            other.remotePort = i;
            if (Flow *flow = table.insert(other, Direction::inbound))
                table.touch(*flow);
            table.find(other);
            if (i % 5 == 0)
                table.erase(other);
        }
        clock.advance(61s);
        table.expire(100, ended);
        table.forEach(visit);
        table.clear();
        QCOMPARE(allocations.load(), before);
        int *volatile one = new int;  // volatile: it is not optimised away
        delete one;
        QVERIFY(allocations > before);  // the count counts
    }

    void anEmptyTableTakesLittleMemory()
    {
        FakeClock clock;
        const long before = residentKilobytes();
        FlowTable table(1U << 20, {}, clock, seed);
        const long shadow = shadowOf(8 * 1024);
        QVERIFY2(residentKilobytes() - before < 9 * 1024 + shadow, "more than the index is resident");
        for (std::uint32_t i = 0; i < 1000; ++i)
            table.insert(keyOf(i), Direction::inbound);
        QVERIFY2(residentKilobytes() - before < 10 * 1024 + shadow, "a thousand flows made too much resident");
    }

    void memoryOfEndedFlowsGoesBack()
    {
        FakeClock clock;
        FlowTable table(1U << 18, {}, clock, seed);
        const long before = residentKilobytes();
        for (std::uint32_t i = 0; i < 200'000; ++i)
            table.insert(keyOf(i), Direction::inbound);
        const long grown = residentKilobytes() - before;
        QVERIFY(grown > 10 * 1024);
        for (std::uint32_t i = 0; i < 200'000; ++i) {
            if (i % 10'000 != 0)
                table.erase(keyOf(i));
        }
        table.expire(1, [](const Flow &) {});
        QVERIFY2(residentKilobytes() - before < 1024 + shadowOf(grown), "pages without a flow stayed resident");
        for (std::uint32_t i = 0; i < 200'000; i += 10'000)
            QVERIFY2(table.find(keyOf(i)), "a living flow was lost");
        QVERIFY(table.insert(keyOf(100'001), Direction::inbound));
        QCOMPARE(table.size(), std::size_t{21});
    }

    void aSlotIsOneCacheLine()
    {
        qInfo("a slot has %zu bytes, a flow %zu", FlowTable::slotBytes(), sizeof(Flow));
        QCOMPARE(FlowTable::slotBytes(), 64U);
        FakeClock clock;
        QCOMPARE(FlowTable(1U << 20, {}, clock, seed).places(), 2U << 20);
        QCOMPARE(FlowTable(1000, {}, clock, seed).places(), 2048U);
        QCOMPARE(FlowTable(0, {}, clock, seed).capacity(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestFlowTable)
#include "tst_flowtable.moc"
