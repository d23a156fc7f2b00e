// SPDX-License-Identifier: GPL-2.0-or-later
// EventStore: events.db, the history that the log window and the command line look at. A damaged or full store never
// disturbs filtering: append() fails and says why. One thread at a time per EventStore; several of them (the recorder
// that appends, a thread that reads for a window) may work on the same file.
#pragma once

#include "engine/base/result.h"
#include "engine/model/logrecord.h"
#include "engine/store/database.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace parapet {

std::span<const Migration> eventsMigrations();  // migrations/events/*.sql, embedded at build time

class EventStore {
public:
    static constexpr std::int64_t rowsMax = 1'000'000;  // the oldest go first

    // The name of an interface by its index; empty when there is none.
    using NameOfInterface = std::function<std::string(std::uint32_t)>;

    static Result<EventStore> open(const std::string &path);

    // All of them in one transaction.
    Result<std::vector<StoredRecord>> append(std::span<const LogRecord> records, const NameOfInterface &name);
    // The newest `count` records with an id below `before` (0: from the end), newest first.
    Result<std::vector<StoredRecord>> newest(std::size_t count, std::int64_t before);
    // Removes at most `rows` of the oldest beyond rowsMax; call it now and then, it takes a small step.
    Outcome trim(std::int64_t rows);

private:
    struct Interface {
        std::string name;
        std::optional<std::int64_t> row;
    };

    EventStore(Database database, Statement insert, Statement interface);
    Outcome resolve(std::map<std::uint32_t, Interface> &interfaces, std::uint32_t index, const NameOfInterface &name,
                    std::int64_t lastEvent);
    Result<std::int64_t> newestId();
    Result<std::int64_t> interfaceRow(const std::string &name, std::int64_t lastEvent);

    Database m_database;
    Statement m_insert;
    Statement m_interface;
};

}  // namespace parapet
