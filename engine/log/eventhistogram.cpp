// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/eventhistogram.h"

#include "engine/log/eventrow.h"
#include "engine/log/searchplan.h"

#include <algorithm>
#include <map>
#include <utility>

namespace parapet {
namespace {

// Collects counts by reason; the last key stands for what was lost.
class Counts {
public:
    Counts(WallTime from, WallTime width, std::uint32_t buckets) : m_from(from), m_width(width), m_buckets(buckets) { }

    void add(WallTime time, std::int64_t kind, std::int64_t events)
    {
        const std::int64_t at = (time - m_from) / m_width;
        const bool counts = kind < eventrow::firstKindOfOthers || kind == eventrow::kindOf(LogAction::eventsLost);
        if (!counts || time < m_from || at >= std::int64_t{m_buckets})
            return;
        const auto [row, isNew] = m_rows.try_emplace(kind);
        if (isNew)
            row->second.resize(m_buckets);
        row->second[static_cast<std::size_t>(at)] += static_cast<std::uint64_t>(events);
    }
    std::vector<LogHistogram::Row> take()
    {
        std::vector<LogHistogram::Row> rows;
        for (auto &[kind, counts] : m_rows) {
            const bool drop = kind < eventrow::firstKindOfOthers;
            rows.push_back({drop ? std::optional(static_cast<Reason>(kind)) : std::nullopt, std::move(counts)});
        }
        return rows;
    }

private:
    WallTime m_from, m_width;
    std::uint32_t m_buckets;
    std::map<std::int64_t, std::vector<std::uint64_t>> m_rows;
};

// Whether the table minute knows everything that is asked for.
bool isAboutMinutes(const LogFilter &filter)
{
    LogFilter rest = filter;
    rest.actions.clear();
    rest.reasons.clear();
    rest.from.reset();
    rest.to.reset();
    return rest == LogFilter{};
}

}  // namespace

// Spans of whole minutes, so that each minute is in one of them.
Outcome EventHistogram::addMinutes(const LogFilter &filter, std::uint32_t buckets, LogHistogram &histogram)
{
    const WallTime minute(microsecondsPerMinute);
    histogram.from -= histogram.from % minute;
    histogram.width = minute * ((*filter.to - histogram.from) / (minute * std::int64_t{buckets}) + 1);
    const auto kinds = kindsOf(filter);
    Result<Statement> rows = m_database.prepare("SELECT minute, kind, events FROM minute WHERE minute BETWEEN ? AND ?");
    if (!rows)
        return rows.error();
    rows->bind(1, minuteOf(histogram.from)).bind(2, minuteOf(*filter.to));
    Counts counts(histogram.from, histogram.width, buckets);
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        if (!kinds || std::ranges::find(*kinds, rows->integer(1)) != kinds->end())
            counts.add(WallTime(rows->integer(0) * microsecondsPerMinute), rows->integer(1), rows->integer(2));
    }
    if (!more)
        return more.error();
    histogram.rows = counts.take();
    return Done{};
}

Result<LogHistogram> EventHistogram::read(const LogFilter &asked, std::uint32_t buckets, std::int64_t before,
                                          EventSearch::Patience patience)
{
    LogFilter filter = asked;
    Result<std::int64_t> oldest = m_database.number("SELECT coalesce(min(minute), 0) FROM minute");
    Result<std::int64_t> newest = m_database.number("SELECT coalesce(max(minute), 0) FROM minute");
    if (!oldest || !newest)
        return oldest ? newest.error() : oldest.error();
    filter.from = filter.from.value_or(WallTime(*oldest * microsecondsPerMinute));
    filter.to = std::max(*filter.from, filter.to.value_or(WallTime((*newest + 1) * microsecondsPerMinute - 1)));

    LogHistogram histogram;
    histogram.from = *filter.from;
    histogram.width = (*filter.to - *filter.from) / std::int64_t{buckets} + WallTime(1);
    const Result<IdWindow> ids = idsBetween(m_database, filter, 0);
    if (!ids)
        return ids.error();
    if (ids->low < ids->high)
        histogram.first = ids->low, histogram.last = ids->high - 1;
    if (isAboutMinutes(filter) && histogram.width >= WallTime(microsecondsPerMinute)) {
        if (Outcome added = addMinutes(filter, buckets, histogram); !added)
            return added.error();
        return histogram;
    }
    Counts counts(histogram.from, histogram.width, buckets);
    const auto next = EventSearch(m_database).search(filter, before, patience, [&](const StoredRecord &stored) {
        const LogRecord &record = stored.record;
        const bool areLost = record.action == LogAction::eventsLost;
        counts.add(record.time, eventrow::kindOf(record), areLost ? static_cast<std::int64_t>(record.lost) : 1);
        return true;
    });
    if (!next)
        return next.error();
    histogram.rows = counts.take();
    histogram.next = *next;
    return histogram;
}

}  // namespace parapet
