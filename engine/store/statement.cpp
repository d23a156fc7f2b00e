// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/database.h"
#include "engine/store/sqliteerror.h"

#include <sqlite3.h>

#include <cassert>
#include <utility>

namespace parapet {

Statement::Statement(sqlite3_stmt *statement) : m_statement(statement) { }

Statement::Statement(Statement &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)), m_bindResult(other.m_bindResult)
{
}

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(m_statement, other.m_statement);
    std::swap(m_bindResult, other.m_bindResult);
    return *this;
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement &Statement::bound(int result)
{
    assert(result != SQLITE_RANGE && result != SQLITE_MISUSE);
    if (result != SQLITE_OK)
        m_bindResult = result;
    return *this;
}

Statement &Statement::bind(int position, std::int64_t value)
{
    return bound(sqlite3_bind_int64(m_statement, position, value));
}

// SQLite takes a null pointer for NULL, and an empty view may have one: hence the "" here and below.
Statement &Statement::bind(int position, std::string_view value)
{
    const char *data = value.empty() ? "" : value.data();
    return bound(sqlite3_bind_text64(m_statement, position, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement &Statement::bindBlob(int position, std::span<const std::uint8_t> value)
{
    const void *data = value.empty() ? static_cast<const void *>("") : value.data();
    return bound(sqlite3_bind_blob64(m_statement, position, data, value.size(), SQLITE_TRANSIENT));
}

Statement &Statement::bindNull(int position)
{
    return bound(sqlite3_bind_null(m_statement, position));
}

Result<bool> Statement::step()
{
    if (m_bindResult != SQLITE_OK)
        return Error{ErrorKind::io, std::string("A value could not be stored: ") + sqlite3_errstr(m_bindResult) + "."};
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return code == SQLITE_ROW;
    return sqliteError(sqlite3_db_handle(m_statement), sqlite3_stmt_readonly(m_statement) ? "read" : "write");
}

Outcome Statement::run()
{
    Result<bool> more = step();
    while (more && *more)
        more = step();
    reset();
    if (!more)
        return more.error();
    return Done{};
}

void Statement::reset()
{
    m_bindResult = SQLITE_OK;
    sqlite3_reset(m_statement);  // repeats the error of the last step, which step() has returned already
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string Statement::text(int column) const
{
    const void *data = sqlite3_column_text(m_statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return data ? std::string(static_cast<const char *>(data), size) : std::string();
}

std::span<const std::uint8_t> Statement::blob(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return {static_cast<const std::uint8_t *>(data), data ? size : 0};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

}  // namespace parapet
