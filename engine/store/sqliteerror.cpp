// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/sqliteerror.h"

#include <sqlite3.h>

#include <string>
#include <system_error>

namespace parapet {
namespace {

ErrorKind kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorKind::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorKind::busy;
    default: return ErrorKind::io;
    }
}

std::string_view advice(int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return " The file is damaged.";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return " Another program is using it. Try again.";
    case SQLITE_FULL: return " Free some space and try again.";
    default: return "";
    }
}

// The system's own words where SQLite only says that something failed ("disk I/O error").
std::string systemWords(sqlite3 *handle, int code)
{
    const int number = sqlite3_system_errno(handle);
    const int primary = code & 0xff;
    if (number == 0 || (primary != SQLITE_IOERR && primary != SQLITE_CANTOPEN))
        return {};
    return " (" + std::generic_category().message(number) + ")";
}

}  // namespace

Error sqliteError(sqlite3 *handle, std::string_view doing, std::string_view path)
{
    const int code = sqlite3_extended_errcode(handle);
    std::string text = "Cannot " + std::string(doing) + " " + std::string(path) + ": " + sqlite3_errmsg(handle)
        + systemWords(handle, code) + ".";
    text += advice(code);
    return {kindOf(code), std::move(text)};
}

Error sqliteError(sqlite3 *handle, std::string_view doing)
{
    return sqliteError(handle, doing, sqlite3_db_filename(handle, "main"));
}

}  // namespace parapet
