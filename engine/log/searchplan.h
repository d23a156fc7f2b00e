// SPDX-License-Identifier: GPL-2.0-or-later
// SearchPlan: how the rows of the table event that fit a LogFilter are come by. Two ways: along the ids, testing every row, which is
// right when many rows fit; and along the index of the rarest thing that the filter names. What was asked for is bound as a value and
// never becomes part of a statement. One thread; the database must outlive the call.
#pragma once

#include "engine/base/result.h"
#include "engine/model/logfilter.h"
#include "engine/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace parapet {

struct SearchPlan {
    using Value = std::variant<std::int64_t, std::string, std::vector<std::uint8_t>>;
    struct Condition {
        std::string sql;
        std::vector<Value> values;

        void bindTo(Statement &statement, int &position) const;  // position: the last one that is bound
    };
    // One way into the table: the rows of all branches together, each row in one branch only.
    struct Way {
        std::vector<Condition> branches;
        bool ordered = true;  // the index gives each branch by falling id
        std::int64_t rows = 0;

        bool isSparse() const;  // so few rows that all are read at once, whatever else they must fit
    };

    std::vector<Condition> conditions;
    std::optional<Way> way;
    std::int64_t low = 0, high = 0;  // ids of all that may fit; high is not included

    // For rows with an id below `before` (0: all).
    static Result<SearchPlan> of(Database &database, const LogFilter &filter, std::int64_t before);
};

// The ids between which everything is that the filter's time and `after` leave over, below `before` (0: all).
struct IdWindow {
    std::int64_t low, high;  // high is not included
};
Result<IdWindow> idsBetween(Database &database, const LogFilter &filter, std::int64_t before);

// The kinds (eventrow.h) that actions and reasons leave over; nothing: all.
std::optional<std::vector<std::int64_t>> kindsOf(const LogFilter &filter);

// A time as the table minute counts it.
inline constexpr std::int64_t microsecondsPerMinute = 60'000'000;
inline std::int64_t minuteOf(WallTime time)
{
    return time.count() / microsecondsPerMinute;
}

}  // namespace parapet
