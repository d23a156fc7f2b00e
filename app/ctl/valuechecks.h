// SPDX-License-Identifier: GPL-2.0-or-later
// What a parameter that is free text may be: a sentence that says what is wrong, or empty.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parapet::ctl {

// XP takes a decimal number and nothing else; a sign, blanks or hexadecimal digits are more likely a mistake.
std::optional<long long> wholeNumber(std::string_view text);

std::string problemWithPortText(std::string_view text);
std::string problemWithAddresses(std::string_view text);
// A path of Windows is told what is expected here.
std::string problemWithProgramText(std::string_view text);
std::string problemWithLogSizeText(std::string_view text);
// The name of a connection, or its id behind idPrefix.
std::string problemWithInterface(std::string_view text);

// "interface=id:6e2d1f62-..." is ours: the connection with this id, also while it is not there.
inline constexpr std::string_view idPrefix = "id:";

}  // namespace parapet::ctl
