// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logclimb.h"

#include "engine/base/limits.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

constexpr std::int64_t widest = 65'536;  // ids; so many records at most are held at once

void prepend(std::vector<StoredRecord> &records, std::vector<StoredRecord> &&newer)
{
    newer.insert(newer.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    records = std::move(newer);
}

}  // namespace

LogClimb::LogClimb(FirewallClient &client, QObject *parent) : QObject(parent), m_client(client) { }

void LogClimb::begin(const LogFilter &filter, std::int64_t after, std::int64_t last)
{
    stop();
    if (filter != m_filter)
        m_span = 0;
    m_filter = filter;
    m_place = after;
    m_last = last;
}

void LogClimb::stop()
{
    ++m_round;
    m_underWay = false;
    m_found.clear();
    m_inSpan.clear();
}

void LogClimb::next(std::size_t wanted, std::function<void(const Portion &)> done)
{
    m_wanted = wanted;
    m_done = std::move(done);
    m_underWay = true;
    if (m_span == 0)
        m_span = static_cast<std::int64_t>(wanted);
    askSpan();
}

void LogClimb::askSpan()
{
    m_end = std::min(m_place + m_span, m_last);
    m_before = m_end + 1;
    ask();
}

void LogClimb::ask()
{
    LogFilter above = m_filter;
    above.after = std::max(m_filter.after, m_place);
    const auto count = static_cast<int>(std::min(m_wanted, limits::logRowsPerCall));
    m_client.query(above, m_before, count, [self = QPointer(this), round = m_round](const Result<LogPage> &page) {
        if (self && round == self->m_round)
            self->heard(page);
    });
}

void LogClimb::heard(const Result<LogPage> &page)
{
    if (!page)
        return deliver(page.error());
    m_inSpan.insert(m_inSpan.end(), page->records.begin(), page->records.end());
    m_before = page->next;
    if (m_before != 0)
        ask();
    else
        endSpan();
}

// Of a span with too much in it only the lower part is told: the rest comes with the next portion.
void LogClimb::endSpan()
{
    const std::size_t count = m_inSpan.size();
    const bool isTooMuch = count > 2 * m_wanted;
    if (isTooMuch)
        m_inSpan.erase(m_inSpan.begin(), m_inSpan.end() - static_cast<std::ptrdiff_t>(m_wanted));
    m_place = isTooMuch ? m_inSpan.front().id : m_end;
    if (count > m_wanted)
        m_span = std::max<std::int64_t>(m_span / 2, 1);
    else if (count < m_wanted / 2)
        m_span = std::min(m_span * 2, widest);
    prepend(m_found, std::exchange(m_inSpan, {}));
    if (m_found.size() < m_wanted && !isAtEnd())
        askSpan();
    else
        deliver(std::exchange(m_found, {}));
}

void LogClimb::deliver(const Portion &portion)
{
    m_underWay = false;
    m_found.clear();
    m_inSpan.clear();
    const auto done = std::exchange(m_done, {});
    done(portion);
}

}  // namespace parapet
