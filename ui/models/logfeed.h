// SPDX-License-Identifier: GPL-2.0-or-later
// LogFeed: fills a LogModel with the part of the history that is looked at: by a filter, from the newest or from any id
// on, further at both ends when the reader gets there, and live while it follows. Begins anew when the helper comes back.
// One question is under way at a time; what a reader wants last counts. GUI thread only.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/logclimb.h"
#include "ui/models/logmodel.h"

#include <QTimer>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace parapet {

class LogFeed : public QObject {
    Q_OBJECT

public:
    static constexpr int pageSize = 200;  // records asked for at a time

    // Both must outlive it.
    LogFeed(FirewallClient &client, LogModel &model, QObject *parent = nullptr);
    ~LogFeed() override;

    void start();
    const LogFilter &filter() const { return m_filter; }
    void setFilter(const LogFilter &filter);  // and shows the newest that fit
    // Whether what arrives is shown at once; else it is counted, and read from the history later.
    void setFollowing(bool follows);
    bool isFollowing() const { return m_follows; }

    void showNewest();
    void showOldest();
    void showFrom(std::int64_t id);  // what has this id, or the next older one, on top
    void wantOlder();
    void wantNewer();
    void cancel();  // the search that is under way; what was found stays
    void resume();

    // Between which ids all records are that the filter's time leaves over.
    void setBounds(std::int64_t first, std::int64_t last);
    std::int64_t first() const { return m_first; }
    std::int64_t last() const { return std::max(m_last, m_lastInTime); }
    bool isAtNewest() const { return m_started && m_upTo >= m_last; }
    bool isAtOldest() const { return m_before == 0; }

    bool isSearching() const { return m_underWay || m_climb.isUnderWay(); }
    // Percent of the history that this search has looked through; nothing as long as it is quick.
    std::optional<int> progress() const { return m_progress; }
    bool isCancelled() const { return m_cancelled; }
    const std::optional<Error> &refusal() const { return m_refusal; }  // why there is nothing to see
    std::uint64_t fresh() const { return m_fresh; }                    // that fit, came live and are not shown

Q_SIGNALS:
    void changed();
    void started();   // it may read: from the beginning
    void arrived();   // something live, shown or not
    void replaced();  // the model shows another place; its rows may come later

private:
    void replace(std::int64_t before);
    void ask(std::int64_t before);
    void heard(const Result<LogPage> &page);
    void begin(const std::vector<StoredRecord> &records);
    void goOn();
    void finish();
    void climb();
    void climbed(const LogClimb::Portion &portion);
    void take(const std::vector<StoredRecord> &records, std::uint64_t lost);
    void catchUp();
    void refuse(const Error &error);
    void followLink();
    void addOlder(const std::vector<StoredRecord> &records);
    void addNewer(const std::vector<StoredRecord> &records);

    FirewallClient &m_client;
    LogModel &m_model;
    LogClimb m_climb;
    LogFilter m_filter;
    QTimer m_catchUp;  // runs for a moment after each time, so that a flood is not run after
    std::optional<Error> m_refusal;
    std::optional<std::int64_t> m_wanted;  // to be shown after what is under way: the newest below this id (0: of all)
    std::optional<int> m_progress;
    std::int64_t m_upTo = 0;    // ids up to here are in the model, if they fit and it holds the lower end
    std::int64_t m_before = 0;  // where older ones go on; 0: there are none
    std::int64_t m_first = 0, m_lastInTime = 0;
    std::int64_t m_last = 0;        // above it nothing that fits is known of
    std::int64_t m_searchFrom = 0;  // where the search under way began
    std::uint64_t m_fresh = 0;
    int m_missing = 0;  // rows that the search under way still wants
    int m_round = 0;    // answers to questions of an earlier round are thrown away
    bool m_started = false, m_underWay = false, m_replacing = false, m_follows = true, m_cancelled = false;
};

}  // namespace parapet
