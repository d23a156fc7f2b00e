// SPDX-License-Identifier: GPL-2.0-or-later
// The text of pfirewall.log: 17 fields, version 1.5 header (xp-reference section 5).
#pragma once

#include "engine/model/logrecord.h"

#include <string>
#include <string_view>

namespace parapet {

// How every log of this format begins.
inline constexpr std::string_view w3cFirstLine = "#Version: 1.5\r\n";

// Who the header says that it is; some readers insist on Windows.
enum class LogSoftware { parapet, microsoft };

// In the fixed order A F P R S U (xp-reference section 12, decision 11); "-" for none.
std::string flagLetters(std::uint8_t flags);

// The header with its CRLF line ends and the blank line behind it.
std::string w3cHeader(LogSoftware software = LogSoftware::parapet);
// One line, CRLF at its end; local time; every missing value is "-".
std::string w3cLine(const LogRecord &record);

}  // namespace parapet
