// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/eventsearch.h"

#include "engine/log/eventrow.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace parapet {
namespace {

constexpr std::int64_t firstWindow = 4'096;      // ids looked at along the ids, before any index
constexpr std::int64_t largestWindow = 262'144;  // ids between two looks at the clock

using Stopwatch = std::chrono::steady_clock;

struct Window {
    std::int64_t low, high;  // ids; high is not included
};

// One way into the table as a statement, for one window of ids after another. (With some addresses it has many branches, and
// preparing it costs as much as reading a page.)
class Reader {
public:
    static Result<Reader> along(Database &database, const SearchPlan &plan)
    {
        return prepare(database, plan, {{"NOT INDEXED WHERE 1", {}}});
    }
    static Result<Reader> byWay(Database &database, const SearchPlan &plan)
    {
        return prepare(database, plan, plan.way->branches);
    }

    void look(Window window)
    {
        m_rows.reset();
        for (const int position : m_windows)
            m_rows.bind(position, window.low).bind(position + 1, window.high);
    }
    Statement &rows() { return m_rows; }

private:
    Reader(Statement rows, std::vector<int> windows) : m_rows(std::move(rows)), m_windows(std::move(windows)) { }

    static Result<Reader> prepare(Database &database, const SearchPlan &plan,
                                  const std::vector<SearchPlan::Condition> &branches)
    {
        std::string sql;
        for (const SearchPlan::Condition &branch : branches) {
            sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") + std::string(eventrow::columns) + " FROM event "
                + branch.sql + " AND event.id >= ? AND event.id < ?";
            for (const SearchPlan::Condition &condition : plan.conditions)
                sql += " AND " + condition.sql;
        }
        Result<Statement> rows = database.prepare(sql + " ORDER BY 1 DESC");
        if (!rows)
            return rows.error();
        std::vector<int> windows;
        int position = 0;
        for (const SearchPlan::Condition &branch : branches) {
            branch.bindTo(*rows, position);
            windows.push_back(position + 1);
            position += 2;
            for (const SearchPlan::Condition &condition : plan.conditions)
                condition.bindTo(*rows, position);
        }
        return Reader(*std::move(rows), std::move(windows));
    }

    Statement m_rows;
    std::vector<int> m_windows;  // where the bounds of ids are to be bound
};

// True: all of them were visited.
Result<bool> visit(Statement &rows, const std::string &text, const EventSearch::Visit &each)
{
    Result<bool> more = rows.step();
    for (; more && *more; more = rows.step()) {
        const std::optional<StoredRecord> record = eventrow::read(rows);
        if (!record)
            return Error{ErrorKind::damaged, "events.db is damaged: an event has an unknown action."};
        if ((text.empty() || holdsText(*record, text)) && !each(*record))
            return false;
    }
    if (!more)
        return more.error();
    return true;
}

}  // namespace

Result<std::int64_t> EventSearch::search(const LogFilter &filter, std::int64_t before, Patience patience,
                                         const Visit &each)
{
    const Stopwatch::time_point end = Stopwatch::now() + patience;
    const Result<SearchPlan> plan = SearchPlan::of(m_database, filter, before);
    if (!plan)
        return plan.error();
    // The newest rows first of all along the ids: most questions end there.
    const bool isSparse = plan->way && plan->way->isSparse();
    Result<Reader> reader = isSparse ? Reader::byWay(m_database, *plan) : Reader::along(m_database, *plan);
    std::int64_t size = isSparse ? plan->high : firstWindow;
    for (Window window{plan->high, plan->high}; window.low > plan->low;) {
        window = {std::max(plan->low, window.low - size), window.low};
        if (!reader)
            return reader.error();
        reader->look(window);
        const Result<bool> all = visit(reader->rows(), filter.text, each);
        if (!all)
            return all.error();
        if (!*all)
            return 0;
        if (Stopwatch::now() >= end && window.low > plan->low)
            return window.low;
        if (window.high == plan->high && plan->way && plan->way->ordered && !isSparse)
            reader = Reader::byWay(m_database, *plan);
        size = std::min(2 * size, largestWindow);
    }
    return 0;
}

Result<LogPage> EventSearch::page(const LogFilter &filter, std::int64_t before, std::size_t count, Patience patience)
{
    LogPage page;
    const Result<std::int64_t> next = search(filter, before, patience, [&](const StoredRecord &record) {
        page.records.push_back(record);
        return page.records.size() < count;
    });
    if (!next)
        return next.error();
    page.next = page.records.size() < count ? *next : page.records.back().id;
    return page;
}

}  // namespace parapet
