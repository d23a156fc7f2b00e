// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/database.h"
#include "engine/store/sqliteerror.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace parapet {
namespace {

constexpr int busyTimeoutMs = 1000;  // how long to wait for another connection to the same file

// SQLite would make the file readable by everyone. mknod() makes it without a descriptor: closing a descriptor of a
// database drops the POSIX locks that every other connection of this process has on it. True: it was not there.
Result<bool> makeFile(const std::string &path)
{
    if (::mknod(path.c_str(), S_IFREG | 0600, 0) == 0)
        return true;
    const int number = errno;
    struct stat status { };
    if (number == EEXIST || (number == EROFS && ::stat(path.c_str(), &status) == 0))
        return false;
    return Error{ErrorKind::io, "Cannot make " + path + ": " + std::generic_category().message(number) + "."};
}

bool isEmpty(const std::string &path)
{
    struct stat status { };
    return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 0;
}

bool isThere(const std::string &path)
{
    struct stat status { };
    return ::lstat(path.c_str(), &status) == 0;
}

// As the URI of SQLite wants it.
std::string uriOf(const std::string &path, std::string_view parameters)
{
    std::string uri = "file:";
    for (const char each : path) {
        switch (each) {
        case '%': uri += "%25"; break;
        case '?': uri += "%3f"; break;
        case '#': uri += "%23"; break;
        default: uri += each;
        }
    }
    return uri.append("?").append(parameters);
}

std::string fileName(sqlite3 *handle)
{
    const std::string path = sqlite3_db_filename(handle, "main");
    return path.substr(path.rfind('/') + 1);
}

}  // namespace

Database::Database(sqlite3 *handle) : m_handle(handle) { }

Database::Database(Database &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) { }

Database &Database::operator=(Database &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

// close_v2: statements that outlive their Database keep the connection until they are gone.
Database::~Database()
{
    sqlite3_close_v2(m_handle);
}

Result<Database> Database::open(const std::string &path, std::span<const Migration> migrations, Durability durability)
{
    Result<bool> isNew = makeFile(path);
    if (!isNew)
        return isNew.error();
    // SQLite would take it for a new one; what a power failure can leave of a file is just this.
    if (!*isNew && durability == Durability::full && isEmpty(path))
        return Error{ErrorKind::damaged, path.substr(path.rfind('/') + 1) + " is damaged: it is empty."};
    Result<Database> database = openFile(path, migrations, durability);
    if (!database && *isNew && durability == Durability::full && isEmpty(path))
        ::unlink(path.c_str());  // else the next one would take it for what is left of another
    return database;
}

Result<Database> Database::openFile(const std::string &path, std::span<const Migration> migrations,
                                    Durability durability)
{
    Result<Database> database = connect(path, SQLITE_OPEN_READWRITE, path);
    if (!database)
        return database;
    if (sqlite3_db_readonly(database->m_handle, "main") == 1)
        return Error{ErrorKind::io, "Cannot write " + path + ": the file or its folder is read-only."};
    if (Outcome checked = database->checkVersion(migrations.empty() ? 0 : migrations.back().version); !checked)
        return checked.error();
    if (Outcome checked = durability == Durability::full ? database->checkContent() : Outcome(Done{}); !checked)
        return checked.error();
    if (Outcome configured = database->configure(durability); !configured)
        return configured.error();
    if (Outcome migrated = database->migrate(migrations); !migrated)
        return migrated.error();
    return database;
}

Result<Database> Database::connect(const std::string &name, int flags, const std::string &path)
{
    sqlite3 *handle = nullptr;
    const int code =
        sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Database database(handle);
    if (code != SQLITE_OK)
        return sqliteError(handle, "open", path);
    return database;
}

// Without a -wal the file is the whole truth, and SQLite needs no -shm beside it, which it could not make ("immutable").
Result<Database> Database::openToRead(const std::string &path, int version)
{
    const bool whole = !isThere(path + "-wal") || isEmpty(path + "-wal");
    const std::string uri = uriOf(path, whole ? "mode=ro&immutable=1" : "mode=ro");
    Result<Database> database = connect(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, path);
    if (!database)
        return database;
    if (Outcome checked = database->checkVersion(version); !checked)
        return checked.error();
    const Result<std::int64_t> written = database->number("PRAGMA user_version");
    if (!written || *written < version)
        return Error{ErrorKind::unsupported, path + " must be brought up to date, but cannot be written."};
    if (Outcome checked = database->checkContent(); !checked)
        return checked.error();
    return database;
}

// Neither check writes: the file of a newer version must stay as it is, and so must a damaged one, for those who try to
// rescue something from it. Hence also no checkpoint when the connection closes.
Outcome Database::checkVersion(int newestVersion)
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_busy_timeout(m_handle, busyTimeoutMs);
    Result<std::int64_t> version = number("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version > newestVersion)
        return Error{ErrorKind::newer,
                     fileName(m_handle) + " was written by a newer version of Parapet (schema "
                         + std::to_string(*version) + ", this version knows " + std::to_string(newestVersion)
                         + "). Install that version again, or move the file away to start anew."};
    return Done{};
}

Outcome Database::checkContent()
{
    Result<Statement> check = prepare("PRAGMA quick_check(1)");
    if (!check)
        return check.error();
    Result<bool> row = check->step();
    if (!row)
        return row.error();
    if (check->text(0) != "ok")
        return Error{ErrorKind::damaged, fileName(m_handle) + " is damaged: " + check->text(0) + "."};
    return Done{};
}

Outcome Database::configure(Durability durability)
{
    Outcome done = execute("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
    if (!done)
        return done;
    // Settings change seldom. Each change goes to the file itself at once: a -wal that is lost or damaged, which SQLite
    // takes for one that ended early, then costs nothing.
    done = execute(durability == Durability::full ? "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1"
                                                  : "PRAGMA synchronous = NORMAL");
    if (!done)
        return done;
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return Done{};
}

Outcome Database::migrate(std::span<const Migration> migrations)
{
    for (const Migration &migration : migrations) {
        Outcome applied = apply(migration);
        if (!applied)
            return applied;
    }
    return Done{};
}

// The version is read under the lock: another connection may have been faster.
Outcome Database::apply(const Migration &migration)
{
    Result<std::int64_t> version = number("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version >= migration.version)
        return Done{};
    Result<Transaction> transaction = Transaction::begin(*this);
    if (!transaction)
        return transaction.error();
    version = number("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version >= migration.version)
        return Done{};
    if (Outcome done = execute(migration.sql); !done)
        return done;
    if (Outcome done = execute("PRAGMA user_version = " + std::to_string(migration.version)); !done)
        return done;
    return transaction->commit();
}

bool Database::hasMoved() const
{
    int moved = 0;
    return sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

Result<std::int64_t> Database::number(std::string_view sql)
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return statement.error();
    Result<bool> row = statement->step();
    if (!row)
        return row.error();
    return statement->integer(0);
}

// Our statements are constant: one that does not compile has met tables that are not what the version promises.
Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(m_handle, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code == SQLITE_OK)
        return Statement(statement);
    Error error = sqliteError(m_handle, "use");
    if (code == SQLITE_ERROR)
        error.kind = ErrorKind::damaged;
    return error;
}

Outcome Database::execute(std::string_view sql)
{
    if (sqlite3_exec(m_handle, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqliteError(m_handle, "write");
    return Done{};
}

Transaction::Transaction(Database &database) : m_database(&database) { }

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr)) { }

// IMMEDIATE takes the write lock now: a second writer is met here and not half way through.
Result<Transaction> Transaction::begin(Database &database)
{
    Outcome begun = database.execute("BEGIN IMMEDIATE");
    if (!begun)
        return begun.error();
    return Transaction(database);
}

// SQLite may have rolled back by itself (a full disk); then this one fails, and nothing is amiss.
Transaction::~Transaction()
{
    if (m_database)
        (void)m_database->execute("ROLLBACK");
}

Outcome Transaction::commit()
{
    Outcome done = m_database->execute("COMMIT");
    if (done)
        m_database = nullptr;
    return done;
}

}  // namespace parapet
