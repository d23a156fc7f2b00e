// SPDX-License-Identifier: GPL-2.0-or-later
// What SQLite says, as an Error with a sentence for a person.
#pragma once

#include "engine/base/result.h"

#include <string_view>

struct sqlite3;

namespace parapet {

// The last failure of `handle`. doing: what was tried, as in "Cannot <doing> /path/of/file: ...". The first form is for
// a handle that did not open, and so does not know its file.
Error sqliteError(sqlite3 *handle, std::string_view doing, std::string_view path);
Error sqliteError(sqlite3 *handle, std::string_view doing);

}  // namespace parapet
