// SPDX-License-Identifier: GPL-2.0-or-later
// EventSearch: reads the table event by a LogFilter, newest first. One thread; the database must outlive it.
//
// No question runs for long: a search stops after its time and says where to go on, so that whoever asked sees how far
// it is, and has stopped it by not asking again.
#pragma once

#include "engine/base/result.h"
#include "engine/log/searchplan.h"
#include "engine/model/logfilter.h"
#include "engine/store/database.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace parapet {

class EventSearch {
public:
    using Patience = std::chrono::milliseconds;
    using Visit = std::function<bool(const StoredRecord &record)>;  // false: enough

    explicit EventSearch(Database &database) : m_database(database) { }

    // At most `count` records with an id below `before` (0: the newest). Fewer, with a `next`: the time was over.
    Result<LogPage> page(const LogFilter &filter, std::int64_t before, std::size_t count, Patience patience);

    // Visits what fits, from the newest on; returns the id to go on before, 0 at the end. Error damaged: a row that has no
    // meaning.
    Result<std::int64_t> search(const LogFilter &filter, std::int64_t before, Patience patience, const Visit &each);

private:
    Database &m_database;
};

}  // namespace parapet
