// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/searchplan.h"

#include "engine/log/eventrow.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

namespace parapet {
namespace {

using Condition = SearchPlan::Condition;
using Way = SearchPlan::Way;

constexpr std::int64_t sparse = 2'000;    // rows that are read at once
constexpr std::size_t fewAddresses = 20;  // that are read one by one

// What is asked of the database to make a plan.
class Planner {
public:
    explicit Planner(Database &database) : m_database(database) { }
    Result<SearchPlan> plan(const LogFilter &filter, std::int64_t before);

private:
    struct Named {
        std::string column;
        Condition condition;
    };
    Result<std::vector<Named>> named(const LogFilter &filter);
    static std::vector<Condition> conditions(const LogFilter &filter, const std::vector<Named> &names);
    Result<std::optional<Way>> bestWay(const LogFilter &filter, const std::vector<Named> &names);
    Result<std::optional<Way>> byEachAddress(const AddressRange &range);
    Outcome estimate(Way &way);

    Database &m_database;
};

// "column IN (?, ?)"
std::string isAmong(std::string_view column, std::size_t count)
{
    std::string sql = std::string(column) + " IN (?";
    for (std::size_t i = 1; i < count; ++i)
        sql += ", ?";
    return sql + ")";
}

std::vector<std::uint8_t> bytesOf(const IpAddress &address)
{
    const auto bytes = eventrow::bytesOf(address);
    return {bytes.begin(), bytes.end()};
}

// ---- what must hold for a row

// Names are kept once and numbered; a name that is not there has a number that no row has.
Result<std::vector<Planner::Named>> Planner::named(const LogFilter &filter)
{
    std::vector<Named> all;
    for (const auto &[column, name] :
         {std::pair("program", &filter.program), std::pair("interface", &filter.interface)}) {
        if (name->empty())
            continue;
        Result<Statement> row = m_database.prepare("SELECT id FROM " + std::string(column) + " WHERE name = ?");
        if (!row)
            return row.error();
        Result<bool> found = row->bind(1, *name).step();
        if (!found)
            return found.error();
        const std::int64_t number = *found ? row->integer(0) : -1;
        all.push_back({column, {std::string(column) + " = ?", {number}}});
    }
    return all;
}

std::vector<Condition> Planner::conditions(const LogFilter &filter, const std::vector<Named> &names)
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
    for (const Named &name : names)
        all.push_back(name.condition);
    return all;
}

// ---- the ways into the table

Outcome Planner::estimate(Way &way)
{
    for (const Condition &branch : way.branches) {
        Result<Statement> count = m_database.prepare("SELECT count(*) FROM (SELECT 1 FROM event " + branch.sql
                                                     + " LIMIT " + std::to_string(sparse) + ")");
        if (!count)
            return count.error();
        int position = 0;
        branch.bindTo(*count, position);
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
Result<std::optional<Way>> Planner::byEachAddress(const AddressRange &range)
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
Result<std::optional<Way>> Planner::bestWay(const LogFilter &filter, const std::vector<Named> &names)
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
    for (const auto &[column, condition] : names)
        ways.push_back({{{"INDEXED BY event_" + column + " WHERE " + condition.sql, condition.values}}});
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

Result<SearchPlan> Planner::plan(const LogFilter &filter, std::int64_t before)
{
    Result<IdWindow> ids = idsBetween(m_database, filter, before);
    if (!ids)
        return ids.error();
    const Result<std::vector<Named>> names = named(filter);
    if (!names)
        return names.error();
    Result<std::optional<Way>> way = bestWay(filter, *names);
    if (!way)
        return way.error();
    return SearchPlan{conditions(filter, *names), *std::move(way), ids->low, ids->high};
}

}  // namespace

// The time of a row does not say where it is, as a clock may be set back; its minute does.
Result<IdWindow> idsBetween(Database &database, const LogFilter &filter, std::int64_t before)
{
    Result<Statement> rows = database.prepare(
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
    return IdWindow{std::max(rows->integer(0), filter.after + 1), before == 0 ? end : std::min(before, end)};
}

bool SearchPlan::Way::isSparse() const
{
    return rows < sparse;
}

void SearchPlan::Condition::bindTo(Statement &statement, int &position) const
{
    for (const Value &value : values) {
        ++position;
        if (const auto *number = std::get_if<std::int64_t>(&value))
            statement.bind(position, *number);
        else if (const auto *text = std::get_if<std::string>(&value))
            statement.bind(position, *text);
        else
            statement.bindBlob(position, std::get<std::vector<std::uint8_t>>(value));
    }
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

Result<SearchPlan> SearchPlan::of(Database &database, const LogFilter &filter, std::int64_t before)
{
    return Planner(database).plan(filter, before);
}

}  // namespace parapet
