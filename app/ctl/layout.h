// SPDX-License-Identifier: GPL-2.0-or-later
// The shapes of XP SP2's output (xp-reference 4.1), to the byte: scripts cut these columns.
#pragma once

#include "engine/model/scope.h"

#include "engine/model/settings.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace parapet::ctl {

// "Domain", "Standard".
std::string_view title(ProfileId id);
// "Enable", "Disable".
std::string_view enabledText(bool enabled);
std::string_view operationalMode(const Profile &profile);
std::string_view exceptionMode(const Profile &profile);

struct Column {
    std::string_view text;
    std::size_t width;  // to the next column; 0 for the last
};

// A blank line, the title, the header of the columns where there are any, and the rule.
std::string section(std::string_view title, std::string_view header = {});
// "key                               = value"
std::string field(std::string_view key, std::string_view value);
// One line of a table. Values are shown as plain text.
std::string row(std::initializer_list<Column> columns);
// The line of verbose output below a row.
std::string scopeLine(const Scope &scope);

}  // namespace parapet::ctl
