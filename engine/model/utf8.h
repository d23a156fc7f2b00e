// SPDX-License-Identifier: GPL-2.0-or-later
// UTF-8 by RFC 3629, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <optional>
#include <string_view>

namespace parapet {

// Takes the first code point off `text`. Nothing, and `text` unchanged, if it is empty or does not begin with one.
std::optional<char32_t> takeCodePoint(std::string_view &text);

}  // namespace parapet
