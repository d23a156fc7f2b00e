// SPDX-License-Identifier: GPL-2.0-or-later
// Random operations on the flow table, each compared with std::map.
#include <QTest>

#include "engine/flow/flowtable.h"
#include "tests/support/fakeclock.h"
#include "tests/support/parsedpackets.h"

#include <map>
#include <random>
#include <vector>

using namespace parapet;
using namespace parapet::test;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t seed = 42;

FlowKey keyOf(std::uint32_t number)
{
    return {address("192.0.2.7"), address("198.51.100.1"), 53, std::uint16_t(number), 17};
}

}  // namespace

class TestFlowTableRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Keys that all want the same few places around the end of the block, in random order, against std::map.
    void behavesAsAMap()
    {
        FakeClock clock;
        FlowTable table(32, {}, clock, seed);
        std::vector<FlowKey> keys;
        for (std::uint32_t i = 0; keys.size() < 48; ++i) {
            const std::size_t home = hash(keyOf(i), seed) & (table.places() - 1);
            if (home < 3 || home > table.places() - 3)
                keys.push_back(keyOf(i));
        }
        std::map<std::size_t, std::uint16_t> reference;
        std::mt19937 random(1);
        for (int i = 0; i < 100'000; ++i) {
            const std::size_t which = random() % keys.size();
            switch (random() % 64 == 0 ? 3 : random() % 3) {
            case 0:
                if (Flow *flow = table.insert(keys[which], Direction::inbound)) {
                    if (reference.emplace(which, std::uint16_t(i)).second)
                        flow->rule.port.port = std::uint16_t(i);
                } else {
                    QCOMPARE(reference.size(), 32U);
                    QVERIFY(!reference.contains(which));
                }
                break;
            case 1: QCOMPARE(table.erase(keys[which]), reference.erase(which) == 1); break;
            case 2: {
                const Flow *flow = table.find(keys[which]);
                QCOMPARE(flow != nullptr, reference.contains(which));
                QVERIFY(!flow || flow->rule.port.port == reference[which]);
                break;
            }
            case 3: {
                const std::uint32_t part = random() % 4 + 2;
                std::size_t seen = 0;
                table.forEach([&](Flow &flow) { return ++seen, flow.rule.port.port % part != 0; });
                QCOMPARE(seen, reference.size());
                std::erase_if(reference, [&](const auto &entry) { return entry.second % part == 0; });
                break;
            }
            }
            QCOMPARE(table.size(), reference.size());
        }
        for (std::size_t which = 0; which < keys.size(); ++which)
            QCOMPARE(table.find(keys[which]) != nullptr, reference.contains(which));
    }

    // The same with time: what expire() tells is exactly what the reference knows to have run out.
    void expiresAsAMap()
    {
        FakeClock clock;
        FlowTable table(256, {}, clock, seed);
        std::map<std::uint16_t, int> lastSeen;
        std::mt19937 random(2);
        for (int second = 0; second < 2000; ++second) {
            clock.advance(1s);
            std::size_t wrong = 0;
            table.expire(2 * table.capacity(), [&](const Flow &flow) {
                const auto known = lastSeen.find(flow.key.remotePort);
                wrong += known == lastSeen.end() || second - known->second <= 60;
                lastSeen.erase(flow.key.remotePort);
            });
            QCOMPARE(wrong, 0U);
            QCOMPARE(table.size(), lastSeen.size());
            for (const auto &[port, seen] : lastSeen)
                QVERIFY(second - seen <= 60);
            for (int i = 0; i < 3; ++i) {
                const std::uint32_t number = random() % 200;
                Flow *flow = table.find(keyOf(number));
                QCOMPARE(flow != nullptr, lastSeen.contains(std::uint16_t(number)));
                table.touch(flow ? *flow : *table.insert(keyOf(number), Direction::outbound));
                lastSeen[std::uint16_t(number)] = second;
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestFlowTableRandom)
#include "tst_flowtablerandom.moc"
