// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logcounts.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace parapet {

using namespace std::chrono_literals;

namespace {

void add(LogHistogram &sum, const LogHistogram &part)
{
    for (const LogHistogram::Row &row : part.rows) {
        const auto same = std::ranges::find(sum.rows, row.reason, &LogHistogram::Row::reason);
        if (same == sum.rows.end()) {
            sum.rows.push_back(row);
            continue;
        }
        for (std::size_t span = 0; span < std::min(same->counts.size(), row.counts.size()); ++span)
            same->counts[span] += row.counts[span];
    }
    sum.next = part.next;
}

}  // namespace

LogCounts::LogCounts(FirewallClient &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(5s);
    connect(&m_soon, &QTimer::timeout, this, [this] { count(LogFilter(m_filter)); });
}

void LogCounts::count(const LogFilter &filter)
{
    ++m_round;
    m_soon.stop();
    m_filter = m_asking = filter;
    m_begun = m_underWay = false;
    m_isQuick = false;
    ask();
}

// One that has to read every row is not begun again by itself.
void LogCounts::refreshSoon()
{
    if (m_isQuick && !m_underWay && !m_filter.to && !m_soon.isActive())
        m_soon.start();
}

void LogCounts::setWaiting(bool waiting)
{
    m_waiting = waiting;
    if (!waiting && m_begun && !m_underWay && m_sum.next != 0)
        ask();
}

void LogCounts::ask()
{
    m_underWay = true;
    m_client.histogram(m_asking, spans, m_begun ? m_sum.next : 0,
                       [self = QPointer(this), round = m_round](const Result<LogHistogram> &part) {
                           if (self && round == self->m_round)
                               self->heard(part);
                       });
}

// Without an answer the former counts stay: the list tells what is wrong.
void LogCounts::heard(const Result<LogHistogram> &part)
{
    m_underWay = false;
    if (!part)
        return;
    if (m_begun) {
        add(m_sum, *part);
    } else {
        m_sum = *part;
        m_begun = true;
        m_isQuick = part->next == 0;
        m_asking.from = part->from;
        m_asking.to = part->from + part->width * std::int64_t{spans} - WallTime(1);
    }
    if (m_sum.next != 0 && !m_waiting)
        ask();
    Q_EMIT changed();
}

}  // namespace parapet
