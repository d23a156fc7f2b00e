// SPDX-License-Identifier: GPL-2.0-or-later
// EventHistogram: how many packets were dropped over a time, and why. What the table minute knows (time, actions, reasons)
// is added up from there, by whole minutes; for any other filter the rows are read (EventSearch). One thread; the database must
// outlive it.
#pragma once

#include "engine/base/result.h"
#include "engine/log/eventsearch.h"
#include "engine/model/logfilter.h"
#include "engine/store/database.h"

#include <cstdint>

namespace parapet {

class EventHistogram {
public:
    explicit EventHistogram(Database &database) : m_database(database) { }

    // Drops per span of time, in `buckets` spans from filter.from to filter.to (left out: the oldest and the newest row).
    // Where rows are read, those below `before` (0: all), and `next` says where to go on: the caller adds the parts up.
    Result<LogHistogram> read(const LogFilter &filter, std::uint32_t buckets, std::int64_t before,
                              EventSearch::Patience patience);

private:
    Outcome addMinutes(const LogFilter &filter, std::uint32_t buckets, LogHistogram &histogram);

    Database &m_database;
};

}  // namespace parapet
