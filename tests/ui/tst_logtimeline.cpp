// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "ui/widgets/logtimeline.h"

#include <QSignalSpy>

using namespace parapet;
using namespace std::chrono_literals;

namespace {

constexpr WallTime begin = 1'093'000'000s;

// Ten minutes, a hundred pixels wide: the first is full of one reason, the fourth of two.
LogHistogram histogram()
{
    LogHistogram h;
    h.from = begin;
    h.width = 1min;
    h.rows = {{Reason::noException, {8, 0, 0, 2, 0, 0, 0, 0, 0, 1}},
              {Reason::impossibleFlags, {0, 0, 0, 6, 0, 0, 0, 0, 0, 0}},
              {std::nullopt, {0, 0, 0, 0, 0, 4, 0, 0, 0, 0}}};
    return h;
}

}  // namespace

class TestLogTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        timeline = std::make_unique<LogTimeline>();
        timeline->setLayoutDirection(Qt::LeftToRight);
        timeline->resize(1'000, timeline->sizeHint().height());
        timeline->setHistogram(histogram());
        timeline->show();
        QVERIFY(QTest::qWaitForWindowExposed(timeline.get()));
        chosen = std::make_unique<QSignalSpy>(timeline.get(), &LogTimeline::rangeChosen);
    }

    void draggingChoosesARange()
    {
        drag(250, 470);
        compareRange(2, 4);
        drag(470, 250);  // backwards is the same
        compareRange(2, 4);
    }

    void draggingBeyondTheEndsStopsThere()
    {
        drag(850, 3'000);
        compareRange(8, 9);
    }

    void aClickChoosesNothing()
    {
        QTest::mouseClick(timeline.get(), Qt::LeftButton, {}, {250, 10});
        QCOMPARE(chosen->count(), 0);
    }

    void theKeyboardDoesTheSame()
    {
        QTest::keyClick(timeline.get(), Qt::Key_Home);
        QTest::keyClick(timeline.get(), Qt::Key_Right);
        QTest::keyClick(timeline.get(), Qt::Key_Right);
        QTest::keyClick(timeline.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(timeline.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(chosen->count(), 0);
        QTest::keyClick(timeline.get(), Qt::Key_Return);
        compareRange(2, 4);
        QTest::keyClick(timeline.get(), Qt::Key_End);
        QTest::keyClick(timeline.get(), Qt::Key_Space);
        compareRange(9, 9);
        QTest::keyClick(timeline.get(), Qt::Key_Home, Qt::ShiftModifier);
        QTest::keyClick(timeline.get(), Qt::Key_Enter);
        compareRange(0, 9);
    }

    void backspaceAsksForEverything()
    {
        const QSignalSpy whole(timeline.get(), &LogTimeline::wholeWanted);
        QTest::keyClick(timeline.get(), Qt::Key_Backspace);
        QCOMPARE(whole.count(), 1);
    }

    // Right to left: the oldest is at the right, and the arrows move to where they point.
    void mirroredItRunsTheOtherWay()
    {
        timeline->setLayoutDirection(Qt::RightToLeft);
        drag(950, 850);
        compareRange(0, 1);
        QTest::keyClick(timeline.get(), Qt::Key_Home);
        QTest::keyClick(timeline.get(), Qt::Key_Left);
        QTest::keyClick(timeline.get(), Qt::Key_Return);
        compareRange(1, 1);
    }

    void screenReadersHearTheRange()
    {
        QCOMPARE(timeline->accessibleName(), QStringLiteral("Timeline of dropped packets"));
        QVERIFY(timeline->accessibleDescription().contains(QStringLiteral("21 packet")));
        QTest::keyClick(timeline.get(), Qt::Key_Home);
        QVERIFY(timeline->accessibleDescription().contains(QStringLiteral("8 packet")));
        QTest::keyClick(timeline.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(timeline.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(timeline.get(), Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(timeline->accessibleDescription().contains(QStringLiteral("16 packet")));
    }

    void barsAreAsHighAsTheirCountsAndColouredByReason()
    {
        const QImage image = timeline->grab().toImage();
        const auto coloured = [&](int span, const QColor &color) {
            int rows = 0;
            for (int y = 0; y < image.height(); ++y)
                rows += image.pixelColor(span * image.width() / 10 + image.width() / 20, y) == color;
            return rows;
        };
        const QColor blue(0, 114, 178), orange(213, 94, 0), grey(128, 128, 128);
        QVERIFY(coloured(0, blue) > 3 * coloured(3, blue));
        QVERIFY(coloured(3, orange) > 2 * coloured(3, blue));
        QVERIFY(coloured(5, grey) > 0);
        QCOMPARE(coloured(1, blue), 0);
        QVERIFY(coloured(9, blue) > 0);
    }

    void withoutDropsItSaysSo()
    {
        timeline->setHistogram({});
        QCOMPARE(timeline->accessibleDescription(), QStringLiteral("No dropped packet."));
        QTest::keyClick(timeline.get(), Qt::Key_Right);
        QTest::keyClick(timeline.get(), Qt::Key_Return);
        drag(250, 470);
        QCOMPARE(chosen->count(), 0);
    }

    void cleanup() { chosen.reset(); }

private:
    void drag(int from, int to)
    {
        QTest::mousePress(timeline.get(), Qt::LeftButton, {}, {from, 10});
        QTest::mouseMove(timeline.get(), {to, 12});
        QTest::mouseRelease(timeline.get(), Qt::LeftButton, {}, {to, 12});
    }
    void compareRange(int first, int last)
    {
        QCOMPARE(chosen->count(), 1);
        const QVariantList range = chosen->takeFirst();
        QVERIFY(range.at(0).value<WallTime>() == begin + std::chrono::minutes(first));
        QVERIFY(range.at(1).value<WallTime>() == begin + std::chrono::minutes(last + 1) - WallTime(1));
    }

    std::unique_ptr<LogTimeline> timeline;
    std::unique_ptr<QSignalSpy> chosen;
};

QTEST_MAIN(TestLogTimeline)
#include "tst_logtimeline.moc"
