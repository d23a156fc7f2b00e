// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/eventsearch.h"

#include "engine/log/eventrow.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace parapet {
namespace {

constexpr std::int64_t firstWindow = 4'096;      // ids looked at along the ids, before any index
constexpr std::int64_t largestWindow = 262'144;  // ids between two looks at the clock
constexpr std::int64_t sparse = 2'000;           // rows that are read at once, whatever else they must fit
constexpr std::size_t fewAddresses = 20;         // that are read one by one
constexpr std::int64_t microsecondsPerMinute = 60'000'000;

using Stopwatch = std::chrono::steady_clock;

// Microseconds as the table minute counts them.
std::int64_t minuteOf(WallTime time)
{
    return time.count() / microsecondsPerMinute;
}

// "column IN (?, ?)"
std::string isAmong(std::string_view column, std::size_t count)
{
    std::string sql = std::string(column) + " IN (?";
    for (std::size_t i = 1; i < count; ++i)
        sql += ", ?";
    return sql + ")";
}

// The kinds that actions and reasons leave over; nothing: all.
std::optional<std::vector<std::int64_t>> kindsOf(const LogFilter &filter)
{
    if (filter.actions.empty() && filter.reasons.empty())
        return std::nullopt;
    const auto wanted = [&](LogAction action) {
        return filter.actions.empty() || std::ranges::find(filter.actions, action) != filter.actions.end();
    };
    std::vector<std::int64_t> kinds;
    for (int number = 0; wanted(LogAction::drop) && number < eventrow::firstKindOfOthers; ++number) {
        const auto reason = static_cast<Reason>(number);
        const bool asked = filter.reasons.empty() || std::ranges::find(filter.reasons, reason) != filter.reasons.end();
        if (asked && word(reason) != "-")
            kinds.push_back(eventrow::kindOf(reason));
    }
    for (const LogAction action : allLogActions) {
        if (action != LogAction::drop && filter.reasons.empty() && wanted(action))
            kinds.push_back(eventrow::kindOf(action));
    }
    return kinds;
}

std::vector<std::uint8_t> bytesOf(const IpAddress &address)
{
    const auto bytes = eventrow::bytesOf(address);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

void EventSearch::bind(Statement &statement, int &position, const Condition &condition)
{
    for (const Value &value : condition.values) {
        ++position;
        if (const auto *number = std::get_if<std::int64_t>(&value))
            statement.bind(position, *number);
        else if (const auto *text = std::get_if<std::string>(&value))
            statement.bind(position, *text);
        else
            statement.bindBlob(position, std::get<std::vector<std::uint8_t>>(value));
    }
}

// ---- what must hold for a row

Result<EventSearch::Condition> EventSearch::named(const char *column, const char *table, const std::string &name)
{
    Result<Statement> row = m_database.prepare("SELECT id FROM " + std::string(table) + " WHERE name = ?");
    if (!row)
        return row.error();
    Result<bool> found = row->bind(1, name).step();
    if (!found)
        return found.error();
    return Condition{std::string(column) + " = ?", {*found ? row->integer(0) : std::int64_t{-1}}};
}

Result<std::vector<EventSearch::Condition>> EventSearch::conditions(const LogFilter &filter)
{
    std::vector<Condition> all;
    if (const auto kinds = kindsOf(filter))
        all.push_back({kinds->empty() ? "0" : isAmong("kind", kinds->size()), {kinds->begin(), kinds->end()}});
    if (!filter.protocols.empty()) {
        Condition condition{isAmong("protocol", filter.protocols.size()), {}};
        for (const std::uint8_t protocol : filter.protocols)
            condition.values.emplace_back(std::int64_t{protocol});
        all.push_back(std::move(condition));
    }
    if (filter.address) {
        const auto first = bytesOf(filter.address->first), last = bytesOf(filter.address->last);
        const auto length = static_cast<std::int64_t>(first.size());
        all.push_back({"((source BETWEEN ? AND ? AND length(source) = ?) OR "
                       "(destination BETWEEN ? AND ? AND length(destination) = ?))",
                       {first, last, length, first, last, length}});
    }
    if (filter.port)
        all.push_back(
            {"(source_port = ? OR destination_port = ?)", {std::int64_t{*filter.port}, std::int64_t{*filter.port}}});
    if (filter.from)
        all.push_back({"time >= ?", {filter.from->count()}});
    if (filter.to)
        all.push_back({"time <= ?", {filter.to->count()}});
    for (const auto &[column, name] :
         {std::pair("interface", &filter.interface), std::pair("program", &filter.program)}) {
        if (name->empty())
            continue;
        Result<Condition> condition = named(column, column, *name);
        if (!condition)
            return condition.error();
        all.push_back(*std::move(condition));
    }
    return all;
}

// The time of a row does not say where it is, as a clock may be set back; its minute does.
Result<EventSearch::Window> EventSearch::idsBetween(const LogFilter &filter, std::int64_t before)
{
    Result<Statement> rows = m_database.prepare(
        filter.from || filter.to ? "SELECT coalesce(min(first_event), 0), coalesce(max(last_event), 0) "
                                   "FROM minute WHERE minute BETWEEN ? AND ?"
                                 : "SELECT coalesce((SELECT min(id) FROM event), 0), "
                                   "coalesce((SELECT max(id) FROM event), 0)");
    if (!rows)
        return rows.error();
    if (filter.from || filter.to) {
        rows->bind(1, filter.from ? minuteOf(*filter.from) : std::numeric_limits<std::int64_t>::min());
        rows->bind(2, filter.to ? minuteOf(*filter.to) : std::numeric_limits<std::int64_t>::max());
    }
    Result<bool> found = rows->step();
    if (!found)
        return found.error();
    const std::int64_t end = rows->integer(1) + 1;
    return Window{rows->integer(0), before == 0 ? end : std::min(before, end)};
}

// ---- the ways into the table

Outcome EventSearch::estimate(Way &way)
{
    for (const Condition &branch : way.branches) {
        Result<Statement> count = m_database.prepare("SELECT count(*) FROM (SELECT 1 FROM event " + branch.sql
                                                     + " LIMIT " + std::to_string(sparse) + ")");
        if (!count)
            return count.error();
        int position = 0;
        bind(*count, position, branch);
        Result<bool> row = count->step();
        if (!row)
            return row.error();
        way.rows += count->integer(0);
        if (way.rows >= sparse)
            break;
    }
    return Done{};
}

// A range with few addresses in it is read as those addresses, each in the order of its ids; nothing: there are many.
Result<std::optional<EventSearch::Way>> EventSearch::byEachAddress(const AddressRange &range)
{
    Way way{{}, true, sparse};
    std::set<std::vector<std::uint8_t>> found;
    for (const std::string column : {"source", "destination"}) {
        Result<Statement> next = m_database.prepare("SELECT min(" + column + ") FROM event INDEXED BY event_" + column
                                                    + " WHERE " + column + " > ? AND " + column + " <= ?");
        if (!next)
            return next.error();
        std::vector<std::uint8_t> last = bytesOf(range.first);
        for (found.insert(last); found.size() <= fewAddresses; found.insert(last)) {
            Result<bool> row = next->bindBlob(1, last).bindBlob(2, bytesOf(range.last)).step();
            if (!row)
                return row.error();
            if (next->isNull(0))
                break;
            const auto bytes = next->blob(0);
            last.assign(bytes.begin(), bytes.end());
            next->reset();
        }
    }
    if (found.size() > fewAddresses)
        return std::optional<Way>();
    const std::string others = isAmong("source", found.size());
    for (const auto &address : found)
        way.branches.push_back({"INDEXED BY event_source WHERE source = ?", {address}});
    for (const auto &address : found) {
        Condition branch{"INDEXED BY event_destination WHERE destination = ? AND NOT " + others, {address}};
        branch.values.insert(branch.values.end(), found.begin(), found.end());
        way.branches.push_back(std::move(branch));
    }
    return std::optional(std::move(way));
}

// In the order of what is usually rarest, which decides where the counting stops without a winner.
Result<std::optional<EventSearch::Way>> EventSearch::bestWay(const LogFilter &filter)
{
    std::vector<Way> ways;
    if (filter.address) {
        const auto first = bytesOf(filter.address->first), last = bytesOf(filter.address->last);
        if (first == last)
            ways.push_back(
                {{{"INDEXED BY event_source WHERE source = ?", {first}},
                  {"INDEXED BY event_destination WHERE destination = ? AND source IS NOT ?", {first, first}}}});
        else
            ways.push_back({{{"INDEXED BY event_source WHERE source >= ? AND source <= ?", {first, last}},
                             {"INDEXED BY event_destination WHERE destination >= ? AND destination <= ? AND "
                              "NOT (source >= ? AND source <= ?)",
                              {first, last, first, last}}},
                            false});
    }
    if (filter.port) {
        const std::int64_t port = *filter.port;
        ways.push_back({{{"INDEXED BY event_destination_port WHERE destination_port = ?", {port}},
                         {"INDEXED BY event_source_port WHERE source_port = ? AND source_port < 1024 AND "
                          "destination_port IS NOT ?",
                          {port, port}}}});
    }
    for (const auto &[column, name] :
         {std::pair("program", &filter.program), std::pair("interface", &filter.interface)}) {
        if (name->empty())
            continue;
        Result<Condition> condition = named(column, column, *name);
        if (!condition)
            return condition.error();
        condition->sql = "INDEXED BY event_" + std::string(column) + " WHERE " + condition->sql;
        ways.push_back({{*std::move(condition)}});
    }
    if (!filter.protocols.empty()) {
        Way &way = ways.emplace_back();
        for (const std::uint8_t protocol : filter.protocols)
            way.branches.push_back({"INDEXED BY event_protocol WHERE protocol = ?", {std::int64_t{protocol}}});
    }
    if (const auto kinds = kindsOf(filter); kinds && !kinds->empty()) {
        Way &way = ways.emplace_back();
        for (const std::int64_t kind : *kinds)
            way.branches.push_back({"INDEXED BY event_kind WHERE kind = ?", {kind}});
    }
    std::optional<Way> best;
    for (Way &way : ways) {
        if (Outcome counted = estimate(way); !counted)
            return counted.error();
        if (!way.ordered && way.rows >= sparse) {
            Result<std::optional<Way>> one = byEachAddress(*filter.address);
            if (!one)
                return one.error();
            if (*one)
                way = **std::move(one);
        }
        if ((way.ordered || way.rows < sparse) && (!best || way.rows < best->rows))
            best = std::move(way);
    }
    return best;
}

Result<EventSearch::Plan> EventSearch::plan(const LogFilter &filter, std::int64_t before)
{
    Result<Window> ids = idsBetween(filter, before);
    if (!ids)
        return ids.error();
    Result<std::vector<Condition>> all = conditions(filter);
    if (!all)
        return all.error();
    Result<std::optional<Way>> way = bestWay(filter);
    if (!way)
        return way.error();
    return Plan{*std::move(all), *std::move(way), *ids, filter.text};
}

// ---- reading

Result<Statement> EventSearch::select(std::string_view columns, const Plan &plan, bool byWay, Window window)
{
    const std::vector<Condition> along{{"NOT INDEXED WHERE 1", {}}};
    const std::vector<Condition> &branches = byWay ? plan.way->branches : along;
    std::string sql;
    for (const Condition &branch : branches) {
        sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") + std::string(columns) + " FROM event " + branch.sql
            + " AND event.id >= ? AND event.id < ?";
        for (const Condition &condition : plan.conditions)
            sql += " AND " + condition.sql;
    }
    Result<Statement> rows = m_database.prepare(sql + " ORDER BY 1 DESC");
    int position = 0;
    for (const Condition &branch : branches) {
        if (!rows)
            break;
        bind(*rows, position, branch);
        bind(*rows, position, {{}, {window.low, window.high}});
        for (const Condition &condition : plan.conditions)
            bind(*rows, position, condition);
    }
    return rows;
}

// True: all of them were visited.
Result<bool> EventSearch::visit(Statement rows, const Visit &each)
{
    Result<bool> more = rows.step();
    for (; more && *more; more = rows.step()) {
        if (!each(rows))
            return false;
    }
    if (!more)
        return more.error();
    return true;
}

Result<std::int64_t> EventSearch::search(std::string_view columns, const Plan &plan, Patience patience,
                                         const Visit &each)
{
    const Stopwatch::time_point end = Stopwatch::now() + patience;
    const bool isSparse = plan.way && plan.way->rows < sparse;
    std::int64_t size = isSparse ? plan.ids.high : firstWindow;
    Window window{plan.ids.high, plan.ids.high};
    while (window.low > plan.ids.low) {
        // The newest rows first of all: most questions end there.
        const bool byWay = isSparse || (plan.way && plan.way->ordered && window.low != plan.ids.high);
        window = {std::max(plan.ids.low, window.low - size), window.low};
        Result<Statement> rows = select(columns, plan, byWay, window);
        if (!rows)
            return rows.error();
        const Result<bool> all = visit(*std::move(rows), each);
        if (!all)
            return all.error();
        if (!*all)
            return 0;
        if (Stopwatch::now() >= end && window.low > plan.ids.low)
            return window.low;
        size = std::min(2 * size, largestWindow);
    }
    return 0;
}

Result<LogPage> EventSearch::page(const LogFilter &filter, std::int64_t before, std::size_t count, Patience patience)
{
    Result<Plan> how = plan(filter, before);
    if (!how)
        return how.error();
    LogPage page;
    bool damaged = false;
    const Result<std::int64_t> next = search(eventrow::columns, *how, patience, [&](const Statement &row) {
        std::optional<StoredRecord> record = eventrow::read(row);
        damaged = !record;
        if (record && (filter.text.empty() || holdsText(*record, filter.text)))
            page.records.push_back(*std::move(record));
        return !damaged && page.records.size() < count;
    });
    if (damaged)
        return Error{ErrorKind::damaged, "events.db is damaged: an event has an unknown action."};
    if (!next)
        return next.error();
    page.next = page.records.size() < count ? *next : page.records.back().id;
    return page;
}

// ---- histogram

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
Outcome EventSearch::addMinutes(const LogFilter &filter, std::uint32_t buckets, LogHistogram &histogram)
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
    const Result<bool> all = visit(*std::move(rows), [&](const Statement &row) {
        if (!kinds || std::ranges::find(*kinds, row.integer(1)) != kinds->end())
            counts.add(WallTime(row.integer(0) * microsecondsPerMinute), row.integer(1), row.integer(2));
        return true;
    });
    if (!all)
        return all.error();
    histogram.rows = counts.take();
    return Done{};
}

Result<LogHistogram> EventSearch::histogram(const LogFilter &asked, std::uint32_t buckets, std::int64_t before,
                                            Patience patience)
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
    if (isAboutMinutes(filter) && histogram.width >= WallTime(microsecondsPerMinute)) {
        if (Outcome added = addMinutes(filter, buckets, histogram); !added)
            return added.error();
        return histogram;
    }
    Result<Plan> how = plan(filter, before);
    if (!how)
        return how.error();
    Counts counts(histogram.from, histogram.width, buckets);
    const Result<std::int64_t> next = search(eventrow::columns, *how, patience, [&](const Statement &row) {
        const std::optional<StoredRecord> stored = eventrow::read(row);
        if (stored && (filter.text.empty() || holdsText(*stored, filter.text)))
            counts.add(stored->record.time, eventrow::kindOf(stored->record),
                       stored->record.action == LogAction::eventsLost ? static_cast<std::int64_t>(stored->record.lost)
                                                                      : 1);
        return true;
    });
    if (!next)
        return next.error();
    histogram.rows = counts.take();
    histogram.next = *next;
    return histogram;
}

}  // namespace parapet
