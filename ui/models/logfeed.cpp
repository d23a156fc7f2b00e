// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logfeed.h"

#include <QPointer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace parapet {

using namespace std::chrono_literals;

LogFeed::LogFeed(FirewallClient &client, LogModel &model, QObject *parent)
    : QObject(parent), m_client(client), m_model(model), m_climb(client)
{
    m_catchUp.setSingleShot(true);
    m_catchUp.setInterval(250ms);
    connect(&m_catchUp, &QTimer::timeout, this, &LogFeed::catchUp);
    connect(&client, &FirewallClient::recordsArrived, this, &LogFeed::take);
    connect(&client, &FirewallClient::linkChanged, this, &LogFeed::followLink);
}

LogFeed::~LogFeed()
{
    m_client.watchRecords(false, [](const Outcome &) {});
}

// First watch, then read: nothing falls between the two, and a user who has to authenticate is asked once.
void LogFeed::start()
{
    const int round = ++m_round;
    m_climb.stop();
    m_model.setRecords({});
    m_refusal.reset();
    m_wanted.reset();
    m_progress.reset();
    m_started = false;
    m_underWay = true;
    m_upTo = m_before = m_first = m_last = m_lastInTime = 0;
    m_fresh = 0;
    m_client.watchRecords(true, [self = QPointer(this), round](const Outcome &outcome) {
        if (!self || round != self->m_round)
            return;
        self->m_underWay = false;
        if (!outcome)
            return self->refuse(outcome.error());
        self->showNewest();
        Q_EMIT self->started();
    });
    Q_EMIT changed();
}

void LogFeed::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_upTo = m_first = m_last = m_lastInTime = 0;  // of another set of records
    m_fresh = 0;
    if (!m_refusal)
        showNewest();
}

void LogFeed::setFollowing(bool follows)
{
    if (m_follows == follows)
        return;
    m_follows = follows;
    if (follows)
        catchUp();
    Q_EMIT changed();
}

void LogFeed::setBounds(std::int64_t first, std::int64_t last)
{
    m_first = first;
    m_lastInTime = last;
    Q_EMIT changed();
}

void LogFeed::showNewest()
{
    m_fresh = 0;
    replace(0);
}

// Upwards from the first: what lies between is not read.
void LogFeed::showOldest()
{
    if (m_first == 0)
        return;
    ++m_round;
    m_underWay = m_follows = m_cancelled = false;
    m_wanted.reset();
    m_progress.reset();
    m_climb.stop();
    m_model.setRecords({});
    m_upTo = m_first - 1;
    m_before = 0;
    Q_EMIT replaced();
    wantNewer();
}

void LogFeed::showFrom(std::int64_t id)
{
    m_follows = false;
    replace(id + 1);
}

// Whatever is under way is let end (it takes a moment only) and forgotten.
void LogFeed::replace(std::int64_t before)
{
    m_climb.stop();
    m_wanted = before;
    m_cancelled = false;
    if (!m_underWay)
        ask(before);
    Q_EMIT changed();
}

void LogFeed::wantOlder()
{
    if (m_before == 0 || isSearching() || m_cancelled)
        return;
    m_missing = pageSize;
    ask(m_before);
}

void LogFeed::wantNewer()
{
    if (!m_started || isAtNewest() || isSearching() || m_cancelled)
        return;
    climb();
}

void LogFeed::cancel()
{
    if (m_underWay)
        ++m_round;
    m_underWay = false;
    m_wanted.reset();
    m_climb.stop();
    m_progress.reset();
    m_cancelled = true;
    Q_EMIT changed();
}

void LogFeed::resume()
{
    m_cancelled = false;
    wantOlder();
    Q_EMIT changed();
}

// ---- downwards

void LogFeed::ask(std::int64_t before)
{
    m_replacing = m_wanted.has_value();
    if (m_replacing) {
        m_wanted.reset();
        m_missing = pageSize;
        m_searchFrom = before;
        m_upTo = before == 0 ? m_last : before - 1;
    }
    m_underWay = true;
    m_client.query(m_filter, before, std::max(m_missing, 1),
                   [self = QPointer(this), round = m_round](const Result<LogPage> &page) {
                       if (self && round == self->m_round)
                           self->heard(page);
                   });
}

// It counts as under way until the model is done: views ask for more as soon as rows come.
void LogFeed::heard(const Result<LogPage> &page)
{
    if (m_wanted)
        return ask(*m_wanted);
    if (!page)
        return refuse(page.error());
    m_before = page->next;
    m_missing -= static_cast<int>(page->records.size());
    const bool isPlace = std::exchange(m_replacing, false);
    if (isPlace)
        begin(page->records);
    else
        addOlder(page->records);
    if (m_missing > 0 && m_before != 0)
        goOn();
    else
        finish();
    if (isPlace)
        Q_EMIT replaced();
    Q_EMIT changed();
}

// The first answer about another place.
void LogFeed::begin(const std::vector<StoredRecord> &records)
{
    m_started = true;
    if (!records.empty())
        m_upTo = std::max(m_upTo, records.front().id);
    m_last = std::max(m_last, m_upTo);
    if (m_searchFrom == 0)
        m_searchFrom = std::max({m_before, m_upTo, last()});
    m_model.setRecords(records);
}

void LogFeed::goOn()
{
    const std::int64_t first = std::max<std::int64_t>(m_first, 1);
    const std::int64_t all = std::max(m_searchFrom - first, std::int64_t{1});
    m_progress = static_cast<int>(std::clamp<std::int64_t>(100 * (m_searchFrom - m_before) / all, 0, 99));
    ask(m_before);
}

void LogFeed::finish()
{
    m_underWay = false;
    m_progress.reset();
    if (m_follows && !isAtNewest())
        catchUp();
    else if (m_model.rowCount() < pageSize)
        wantNewer();
}

void LogFeed::addOlder(const std::vector<StoredRecord> &records)
{
    const std::int64_t first = m_model.rowCount() > 0 ? m_model.record(0).id : 0;
    m_model.addOlder(records);
    if (first != 0 && m_model.record(0).id != first)
        m_upTo = m_model.record(0).id;  // those above it were let go
}

// ---- upwards

void LogFeed::climb()
{
    m_climb.begin(m_filter, m_upTo, m_last);
    m_climb.next(pageSize, [this](const LogClimb::Portion &portion) { climbed(portion); });
    Q_EMIT changed();
}

void LogFeed::climbed(const LogClimb::Portion &portion)
{
    if (!portion)
        return refuse(portion.error());
    m_upTo = m_climb.place();
    m_underWay = true;  // as in heard()
    addNewer(*portion);
    m_underWay = false;
    Q_EMIT changed();
    if (m_follows && !isAtNewest())
        m_catchUp.start();
}

void LogFeed::addNewer(const std::vector<StoredRecord> &records)
{
    const std::int64_t last = m_model.rowCount() > 0 ? m_model.record(m_model.rowCount() - 1).id : 0;
    m_model.addNewer(records);
    const std::int64_t now = m_model.rowCount() > 0 ? m_model.record(m_model.rowCount() - 1).id : 0;
    if (last != 0 && now != last)
        m_before = now;  // those below it were let go
}

// ---- live

// The ids tell whether something is missing between what is here and what arrives.
void LogFeed::take(const std::vector<StoredRecord> &records, std::uint64_t lost)
{
    const bool isLater = !records.empty() && m_filter.to && records.front().record.time > *m_filter.to;
    if (records.empty() || m_refusal || isLater)
        return;
    std::vector<StoredRecord> fitting;
    for (auto each = records.rbegin(); each != records.rend(); ++each) {
        if (each->id > m_upTo && matches(m_filter, *each))
            fitting.push_back(*each);
    }
    const bool joins = isAtNewest() && !isSearching() && records.front().id <= m_upTo + 1;
    if (joins && (m_follows || fitting.empty())) {
        m_upTo = std::max(m_upTo, records.back().id);
        addNewer(fitting);
    } else {
        m_fresh += m_follows ? 0 : fitting.size();
    }
    if (!fitting.empty())
        m_last = std::max(m_last, fitting.front().id);
    if (lost > 0 || !joins)
        m_last = std::max(m_last, records.back().id);
    m_climb.setLast(m_last);
    if (m_follows && !isAtNewest())
        catchUp();
    Q_EMIT arrived();
    Q_EMIT changed();
}

// What came in between is read from the history, or left for those who scroll down, when it is a lot.
void LogFeed::catchUp()
{
    if (!m_started || !m_follows || isAtNewest() || isSearching() || m_catchUp.isActive())
        return;
    m_fresh = 0;
    m_catchUp.start();
    if (m_last - m_upTo <= pageSize)
        climb();
    else
        showNewest();
}

void LogFeed::refuse(const Error &error)
{
    m_underWay = false;
    m_progress.reset();
    m_refusal = error;
    Q_EMIT changed();
}

// A helper that comes back has forgotten who was watching.
void LogFeed::followLink()
{
    if (m_client.link() == FirewallClient::Link::running)
        start();
    else
        Q_EMIT changed();
}

}  // namespace parapet
