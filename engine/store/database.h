// SPDX-License-Identifier: GPL-2.0-or-later
// RAII over SQLite: connection, statement, transaction, migrations. Only engine/store and engine/log include
// it. One thread at a time per Database.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace parapet {

struct Migration {
    int version;           // 1, 2, 3, ... without a gap
    std::string_view sql;  // the text of migrations/<name>/NNNN_title.sql, embedded at build time
};

// A prepared statement. Positions count from 1 for bind, from 0 for columns, as in SQLite.
class Statement {
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    ~Statement();

    Statement &bind(int position, std::int64_t value);
    Statement &bind(int position, std::string_view value);
    Statement &bindBlob(int position, std::span<const std::uint8_t> value);
    Statement &bindNull(int position);

    Result<bool> step();  // true: a row is there; false: done
    Outcome run();        // steps to the end and resets, for statements without rows
    void reset();

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::span<const std::uint8_t> blob(int column) const;  // holds until the next step
    bool isNull(int column) const;

private:
    friend class Database;
    explicit Statement(sqlite3_stmt *statement);
    Statement &bound(int result);
    sqlite3_stmt *m_statement;
    int m_bindResult = 0;  // the first step() reports it
};

class Database {
public:
    enum class Durability { full, relaxed };  // synchronous = FULL (settings) or NORMAL (events), both WAL

    // Opens or creates the file (mode 0600) and brings it to the newest schema, each migration in one transaction.
    // Errors: newer (its user_version is above ours; the file is left as it is), damaged (not a database, an empty file
    // that was there before, or PRAGMA quick_check fails), busy, io. The check reads the whole file (1-2 s for a million
    // events), so both are looked for with Durability::full only; in other files damage shows where it is met, as
    // ErrorKind::damaged.
    static Result<Database> open(const std::string &path, std::span<const Migration> migrations, Durability durability);

    // For a disk that is full or read-only: nothing is written, neither the file nor anything beside it. Errors: those of
    // open(), and unsupported (a schema older than `version`, which only open() can bring up to date).
    static Result<Database> openToRead(const std::string &path, int version);

    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) noexcept;
    ~Database();

    Result<Statement> prepare(std::string_view sql);
    Outcome execute(std::string_view sql);
    // Whether another file, or none, is at the path by now: this one was set aside.
    bool hasMoved() const;
    // The number in the first column of the one row that `sql` gives.
    Result<std::int64_t> number(std::string_view sql);

private:
    explicit Database(sqlite3 *handle);
    static Result<Database> openFile(const std::string &path, std::span<const Migration> migrations,
                                     Durability durability);
    static Result<Database> connect(const std::string &name, int flags, const std::string &path);
    Outcome checkVersion(int newestVersion);
    Outcome checkContent();
    Outcome configure(Durability durability);
    Outcome migrate(std::span<const Migration> migrations);
    Outcome apply(const Migration &migration);
    sqlite3 *m_handle;
};

// BEGIN IMMEDIATE in begin(); rolls back in the destructor unless commit() succeeded. The Database must stay where it
// is in the meantime.
class Transaction {
public:
    static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    Outcome commit();

private:
    explicit Transaction(Database &database);
    Database *m_database;
};

// Renames a damaged file (and its -wal and -shm) to NAME.damaged-YYYYMMDD-HHMMSS (UTC) beside it, never deleting or
// replacing anything; returns the new name.
Result<std::string> setAside(const std::string &path, std::int64_t unixTime);

}  // namespace parapet
