// SPDX-License-Identifier: GPL-2.0-or-later
// Samples of floods -> how often the user hears of them.
#include <QTest>

#include "app/helper/floodalert.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>

using namespace parapet;
using namespace parapet::test;
using namespace std::chrono_literals;

class TestFloodAlert : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isOneWordForThousandsOfSamples()
    {
        FakeClock clock;
        FloodAlert alert(clock, 50ms);
        const QSignalSpy begun(&alert, &FloodAlert::begun), ended(&alert, &FloodAlert::ended);
        for (int sample = 0; sample < 5'000; ++sample) {
            alert.sampled();
            clock.advance(10ms);
        }
        QCOMPARE(begun.count(), 1);
        QVERIFY(alert.lasts());
        QCOMPARE(ended.count(), 0);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!alert.lasts());
    }

    void aBurstIsNone()
    {
        FakeClock clock;
        FloodAlert alert(clock, 20ms);
        const QSignalSpy begun(&alert, &FloodAlert::begun), ended(&alert, &FloodAlert::ended);
        const auto burst = [&] {
            for (int sample = 0; sample < 100; ++sample) {
                alert.sampled();
                clock.advance(FloodAlert::provesItself / 101);
            }
        };
        burst();
        auto *quiet = alert.findChild<QTimer *>();
        QTRY_VERIFY(!quiet->isActive());
        burst();  // it does not go on from the first
        QCOMPARE(begun.count() + ended.count(), 0);
    }

    void theNextOneIsTold()
    {
        FakeClock clock;
        FloodAlert alert(clock, 20ms);
        const QSignalSpy begun(&alert, &FloodAlert::begun), ended(&alert, &FloodAlert::ended);
        for (int flood = 1; flood <= 2; ++flood) {
            alert.sampled();
            clock.advance(FloodAlert::provesItself);
            alert.sampled();
            QCOMPARE(begun.count(), flood);
            QTRY_COMPARE(ended.count(), flood);
        }
    }
};

QTEST_GUILESS_MAIN(TestFloodAlert)
#include "tst_floodalert.moc"
