// SPDX-License-Identifier: GPL-2.0-or-later
// Text without the blanks at both its ends. Any thread.
#pragma once

#include <string_view>

namespace parapet {

inline std::string_view trimmed(std::string_view text, std::string_view blanks = " \t")
{
    const std::size_t first = text.find_first_not_of(blanks);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

}  // namespace parapet
