// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "ui/models/logfeed.h"

#include <QDeadlineTimer>

#include <functional>
#include <numeric>

using namespace parapet;

class TestLogFeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        client = std::make_unique<FakeClient>();
        model = std::make_unique<LogModel>(1'000);
        feed = std::make_unique<LogFeed>(*client, *model);
    }
    void cleanup()
    {
        feed.reset();
        model.reset();
    }

    void readsOnDownwardsInOrder()
    {
        client->arrive(exampleRecords(1, 700));
        begin();
        QCOMPARE(ids(), span(700, 501));
        for (int row = 400; row <= 700; row += 100) {
            feed->wantOlder();
            QVERIFY(isDone());
        }
        QCOMPARE(ids(), span(700, 1));
        QVERIFY(feed->isAtOldest());
        const auto asked = client->queries.size();
        feed->wantOlder();
        QCOMPARE(client->queries.size(), asked);
    }

    void memoryIsBoundedAndTheWayBackUpHasNoGap()
    {
        client->arrive(exampleRecords(1, 5'000));
        begin();
        feed->setFollowing(false);
        while (!feed->isAtOldest()) {
            feed->wantOlder();
            QVERIFY(isDone());
            QVERIFY(model->rowCount() <= 1'000);
        }
        QCOMPARE(ids(), span(1'000, 1));
        QVERIFY(!feed->isAtNewest());
        while (!feed->isAtNewest()) {
            const std::int64_t top = model->record(0).id;
            feed->wantNewer();
            QVERIFY(isDone());
            QVERIFY(model->record(0).id > top);
            QVERIFY(model->rowCount() <= 1'000);
            QCOMPARE(ids(), span(model->record(0).id, model->record(model->rowCount() - 1).id));
        }
        QCOMPARE(ids(), span(5'000, 4'001));
        QVERIFY(!feed->isAtOldest());
    }

    // A filter by which one row in fifty fits: upwards there must be all of them too.
    void theWayUpThroughAFilterLeavesNoneOut()
    {
        std::vector<StoredRecord> all = exampleRecords(1, 20'000);
        for (StoredRecord &each : all)
            each.interface = each.id % 50 == 0 ? "wlan0" : "eth0";
        client->arrive(all);
        LogFilter filter;
        filter.interface = "wlan0";
        feed->setFilter(filter);
        begin();
        feed->setBounds(1, 20'000);
        feed->showOldest();
        QVERIFY(isDone());
        QVERIFY(feed->isAtOldest());
        while (!feed->isAtNewest()) {
            feed->wantNewer();
            QVERIFY(isDone());
        }
        std::vector<std::int64_t> expected;
        for (std::int64_t id = 20'000; id > 0; id -= 50)
            expected.push_back(id);
        QCOMPARE(ids(), expected);
    }

    void liveRowsComeOnTopWithoutDoublesOrGaps()
    {
        client->arrive(exampleRecords(1, 5));
        feed->start();
        client->arrive(exampleRecords(6, 2));  // before the history was answered
        QTRY_COMPARE(ids(), span(7, 1));
        client->arrive(exampleRecords(8, 3));
        QTRY_COMPARE(ids(), span(10, 1));
    }

    // The signal left some out; the history has them.
    void whatNeverCameLiveIsRead()
    {
        client->arrive(exampleRecords(1, 5));
        begin();
        client->watching = false;
        client->arrive(exampleRecords(6, 40));
        client->watching = true;
        client->arrive(exampleRecords(46, 2), 40);
        QTRY_COMPARE(ids(), span(47, 1));
    }

    // Nobody can read so fast: the newest are shown, the others are there for who scrolls down.
    void aFloodIsNotRunAfter()
    {
        client->arrive(exampleRecords(1, 300));
        begin();
        client->watching = false;
        client->arrive(exampleRecords(301, 9'000));
        client->watching = true;
        const auto asked = client->queries.size();
        client->arrive(exampleRecords(9'301, 1), 9'000);
        QTRY_COMPARE(ids(), span(9'301, 9'102));
        QVERIFY(client->queries.size() - asked <= 2);
        feed->wantOlder();
        QTRY_COMPARE(ids(), span(9'301, 8'902));
    }

    void whoReadsFurtherDownIsOnlyTold()
    {
        client->arrive(exampleRecords(1, 300));
        begin();
        feed->setFollowing(false);
        client->arrive(exampleRecords(301, 7));
        client->arrive(exampleRecords(308, 3));
        QCOMPARE(feed->fresh(), 10U);
        QCOMPARE(ids(), span(300, 101));
        feed->wantNewer();  // he comes back up
        QTRY_COMPARE(ids(), span(310, 101));
        feed->setFollowing(true);
        client->arrive(exampleRecords(311, 1));
        QTRY_COMPARE(ids(), span(311, 101));
    }

    void onlyWhatFitsComesLive()
    {
        begin();
        LogFilter filter;
        filter.protocols = {ipproto::udp};
        feed->setFilter(filter);
        QVERIFY(isDone());
        client->arrive(exampleRecords(1, 9));
        QTRY_COMPARE(ids(), (std::vector<std::int64_t>{9, 6, 3}));
    }

    void jumpsToAnyPlaceAndGrowsThereBothWays()
    {
        client->arrive(exampleRecords(1, 3'000));
        begin();
        feed->showFrom(1'500);
        QTRY_COMPARE(ids(), span(1'500, 1'301));
        QVERIFY(!feed->isFollowing());
        feed->wantNewer();
        QVERIFY(isDone());
        feed->wantOlder();
        QVERIFY(isDone());
        QVERIFY(ids().front() > 1'600);
        QCOMPARE(ids(), span(ids().front(), 1'101));
        client->arrive(exampleRecords(3'001, 1));  // far above
        QCOMPARE(feed->fresh(), 1U);
        feed->showNewest();
        QTRY_COMPARE(ids(), span(3'001, 2'802));
        QCOMPARE(feed->fresh(), 0U);
    }

    // Of many places that a slider passes only the last is read.
    void whatIsWantedLastCounts()
    {
        client->arrive(exampleRecords(1, 3'000));
        begin();
        const auto asked = client->queries.size();
        for (int id = 2'000; id >= 1'000; id -= 10)
            feed->showFrom(id);
        QTRY_COMPARE(ids(), span(1'000, 801));
        QCOMPARE(client->queries.size() - asked, 2U);
    }

    void aSlowSearchTellsHowFarItIs()
    {
        slowSearch();
        QVERIFY(isDone([this] { return feed->progress().has_value(); }));
        QVERIFY(feed->isSearching());
        const int early = *feed->progress();
        QVERIFY(isDone([&] { return feed->progress() && *feed->progress() > early + 50; }));
        QVERIFY(feed->isSearching());
        QVERIFY(isDone());
        QVERIFY(!feed->progress());
        QCOMPARE(ids(), (std::vector<std::int64_t>{4'000, 17}));
        QVERIFY(feed->isAtOldest());
    }

    void aSlowSearchCanBeStoppedAndGoneOnWith()
    {
        slowSearch();
        QVERIFY(isDone([this] { return feed->progress().has_value(); }));
        feed->cancel();
        const auto asked = client->queries.size();
        QCoreApplication::processEvents();
        QVERIFY(!feed->isSearching());
        feed->wantOlder();  // scrolling does not begin it again
        QCOMPARE(client->queries.size(), asked);
        QCOMPARE(ids(), (std::vector<std::int64_t>{4'000}));
        feed->resume();
        QTRY_COMPARE(ids(), (std::vector<std::int64_t>{4'000, 17}));
    }

    void aRefusalIsKept()
    {
        client->setRights({Right::no, Right::no});
        feed->start();
        QTRY_VERIFY(feed->refusal());
        QVERIFY(feed->refusal()->kind == ErrorKind::denied);
    }

    void answersOfAFormerHelperAreForgotten()
    {
        client->arrive(exampleRecords(1, 3));
        client->hold();
        feed->start();
        QCoreApplication::processEvents();
        client->setLink(FirewallClient::Link::notRunning);
        client->setLink(FirewallClient::Link::running);
        client->release();
        QTRY_COMPARE(ids(), span(3, 1));
    }

private:
    // Event by event: what a search shows on its way can be seen.
    bool isDone(const std::function<bool()> &enough = [] { return false; })
    {
        const QDeadlineTimer end(10'000);
        while (feed->isSearching() && !enough() && !end.hasExpired())
            QCoreApplication::processEvents();
        return !end.hasExpired();
    }
    void begin()
    {
        feed->start();
        QTRY_VERIFY(!feed->isSearching() && client->watching);
    }
    void slowSearch()
    {
        std::vector<StoredRecord> all = exampleRecords(1, 4'000);
        all[16].interface = all[3'999].interface = "needle";
        client->arrive(all);
        begin();
        feed->setBounds(1, 4'000);
        client->patience = 400;
        LogFilter filter;
        filter.text = "needle";
        feed->setFilter(filter);
    }
    std::vector<std::int64_t> ids() const
    {
        std::vector<std::int64_t> found;
        for (int row = 0; row < model->rowCount(); ++row)
            found.push_back(model->record(row).id);
        return found;
    }
    static std::vector<std::int64_t> span(std::int64_t newest, std::int64_t oldest)
    {
        std::vector<std::int64_t> all(std::size_t(newest - oldest + 1));
        std::iota(all.rbegin(), all.rend(), oldest);
        return all;
    }

    std::unique_ptr<FakeClient> client;
    std::unique_ptr<LogModel> model;
    std::unique_ptr<LogFeed> feed;
};

QTEST_GUILESS_MAIN(TestLogFeed)
#include "tst_logfeed.moc"
