// SPDX-License-Identifier: GPL-2.0-or-later
// EventStore: events.db, the history that the log window and the command line look at. A damaged or full store never
// disturbs filtering: append() fails and says why. One thread at a time per EventStore; several of them (the recorder
// that appends, a thread that searches for a window) may work on the same file.
#pragma once

#include "engine/base/result.h"
#include "engine/log/eventsearch.h"
#include "engine/log/fileposition.h"
#include "engine/model/logrecord.h"
#include "engine/store/database.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace parapet {

std::span<const Migration> eventsMigrations();  // migrations/events/*.sql, embedded at build time

// How much history is kept; the oldest goes first.
struct HistoryBounds {
    std::chrono::days age{30};
    std::uint64_t bytes = std::uint64_t{2} << 30;  // of the file
};

// How many of the packets that the kernel counted as dropped are told, here and in pfirewall.log (Ledger).
struct Account {
    std::string epoch;  // of the counters
    std::uint64_t told = 0, toldInFile = 0;
    FilePosition file{};  // up to here toldInFile counts
};

class EventStore {
public:
    // The names of what a record says by number; empty when there is none.
    struct Names {
        std::function<std::string(std::uint32_t index)> interface;
        std::function<std::string(const RuleId &rule)> program{};  // may be left out
    };

    static Result<EventStore> open(const std::string &path);

    // Whether the file was set aside meanwhile.
    bool hasMoved() const { return m_database->hasMoved(); }

    // All of them in one transaction, and the account with them if there is one.
    Result<std::vector<StoredRecord>> append(std::span<const LogRecord> records, const Names &names,
                                             const Account *account = nullptr);
    Result<Account> account();
    // The beginnings whose end is owed: OPEN and OPEN-INBOUND without CLOSE.
    Result<std::vector<LogRecord>> openConnections();
    // Beginnings and ends that are told elsewhere and are no rows here.
    Outcome keepConnections(std::span<const LogRecord> records);

    // What fits, newest first; see EventSearch.
    Result<LogPage> query(const LogFilter &filter, std::int64_t before, std::size_t count,
                          EventSearch::Patience patience = std::chrono::hours(1));
    Result<LogHistogram> histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before = 0,
                                   EventSearch::Patience patience = std::chrono::hours(1));

    // Removes at most `rows` of the oldest beyond the bounds; call it now and then, it takes a small step. False: there is
    // more to remove.
    Result<bool> trim(std::int64_t rows, const HistoryBounds &bounds, WallTime now);

private:
    struct Name {
        std::string name;
        std::optional<std::int64_t> row;
    };
    struct Minute {
        std::int64_t events = 0, first = 0, last = 0;
    };
    using Minutes = std::map<std::pair<std::int64_t, std::int64_t>, Minute>;  // by minute and kind

    struct Statements {
        Statement insert, interface, program, minute, begun, ended;
    };

    EventStore(std::unique_ptr<Database> database, Statements statements);
    Result<Name> resolve(Statement &upsert, std::string name, std::int64_t lastEvent);
    Outcome keepConnection(const LogRecord &record);
    Outcome keepMinutes(const Minutes &minutes);
    Outcome forgetMinutes(std::int64_t firstId, std::int64_t lastId);
    Outcome keepAccount(const Account &account);
    Result<std::int64_t> lastBeyond(const HistoryBounds &bounds, WallTime now);

    std::unique_ptr<Database> m_database;  // statements and searches know where it is
    Statements m_statements;
};

}  // namespace parapet
