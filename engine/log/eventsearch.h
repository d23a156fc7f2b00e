// SPDX-License-Identifier: GPL-2.0-or-later
// EventSearch: reads the table event by a LogFilter, newest first. Two ways: along the ids, testing every row, which is
// right when many rows fit; and along the index of the rarest thing that the filter names. What was asked for is bound
// as a value and never becomes part of a statement. One thread; the database must outlive it.
//
// No question runs for long: a search stops after its time and says where to go on, so that whoever asked sees how far
// it is, and has stopped it by not asking again.
#pragma once

#include "engine/base/result.h"
#include "engine/model/logfilter.h"
#include "engine/store/database.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parapet {

class EventSearch {
public:
    using Patience = std::chrono::milliseconds;

    explicit EventSearch(Database &database) : m_database(database) { }

    // At most `count` records with an id below `before` (0: the newest). Fewer, with a `next`: the time was over.
    Result<LogPage> page(const LogFilter &filter, std::int64_t before, std::size_t count, Patience patience);

    // Drops per span of time, in `buckets` spans from filter.from to filter.to (left out: the oldest and the newest row).
    // What the table minute knows (time, actions, reasons) is added up from there, by whole minutes; for any other filter
    // the rows below `before` are read, and `next` says where to go on: the caller adds the parts up.
    Result<LogHistogram> histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before,
                                   Patience patience);

private:
    using Value = std::variant<std::int64_t, std::string, std::vector<std::uint8_t>>;
    struct Condition {
        std::string sql;
        std::vector<Value> values;
    };
    // One way into the table: the rows of all branches together, each row in one branch only.
    struct Way {
        std::vector<Condition> branches;
        bool ordered = true;  // the index gives each branch by falling id
        std::int64_t rows = 0;
    };
    struct Window {
        std::int64_t low, high;  // ids; high is not included
    };

    struct Plan {
        std::vector<Condition> conditions;
        std::optional<Way> way;
        Window ids;  // all that may fit
        std::string text;
    };
    using Visit = std::function<bool(const Statement &row)>;  // false: enough

    Result<Plan> plan(const LogFilter &filter, std::int64_t before);
    Result<Window> idsBetween(const LogFilter &filter, std::int64_t before);
    Result<std::vector<Condition>> conditions(const LogFilter &filter);
    Result<Condition> named(const char *column, const char *table, const std::string &name);
    Result<std::optional<Way>> bestWay(const LogFilter &filter);
    Result<std::optional<Way>> byEachAddress(const AddressRange &range);
    Outcome estimate(Way &way);
    Result<Statement> select(std::string_view columns, const Plan &plan, bool byWay, Window window);
    Result<bool> visit(Statement rows, const Visit &each);
    // Visits what fits, from the newest on; returns the id to go on before, 0 at the end.
    Result<std::int64_t> search(std::string_view columns, const Plan &plan, Patience patience, const Visit &each);
    static void bind(Statement &statement, int &position, const Condition &condition);
    Outcome addMinutes(const LogFilter &filter, std::uint32_t buckets, LogHistogram &histogram);

    Database &m_database;
};

}  // namespace parapet
