// SPDX-License-Identifier: GPL-2.0-or-later
// LogClimb: the history of the security log from an id upwards, portion by portion. The helper answers from the newest
// down only; so this asks for spans of ids above the place where it stands, as wide as gives about one portion. One
// question at a time; whatever is no longer wanted is forgotten. GUI thread only.
#pragma once

#include "ui/client/firewallclient.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <vector>

namespace parapet {

class LogClimb : public QObject {
    Q_OBJECT

public:
    using Portion = Result<std::vector<StoredRecord>>;  // newest first

    // The client must outlive it.
    explicit LogClimb(FirewallClient &client, QObject *parent = nullptr);

    // From above `after` to `last`, both ids.
    void begin(const LogFilter &filter, std::int64_t after, std::int64_t last);
    void setLast(std::int64_t last) { m_last = last; }
    // The next portion: from `wanted` records to three times as many, fewer at the end. `done` comes later, unless it is
    // stopped before. Not while another one is on its way.
    void next(std::size_t wanted, std::function<void(const Portion &)> done);
    void stop();

    bool isUnderWay() const { return m_underWay; }
    bool isAtEnd() const { return m_place >= m_last; }
    std::int64_t place() const { return m_place; }  // all records up to this id were told

private:
    void askSpan();
    void ask();
    void heard(const Result<LogPage> &page);
    void endSpan();
    void deliver(const Portion &portion);

    FirewallClient &m_client;
    LogFilter m_filter;
    std::int64_t m_place = 0, m_last = 0;
    std::int64_t m_span = 0;
    std::int64_t m_before = 0, m_end = 0;  // of the question; of the span
    std::vector<StoredRecord> m_inSpan;    // newest first
    std::vector<StoredRecord> m_found;     // of the spans below
    std::size_t m_wanted = 0;
    std::function<void(const Portion &)> m_done;
    int m_round = 0;
    bool m_underWay = false;
};

}  // namespace parapet
