// SPDX-License-Identifier: GPL-2.0-or-later
// Abbreviations: XP takes every keyword in any case and cut short, as long as it stays unique.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace parapet::ctl {

// Letters of ASCII only, whatever the locale: keywords are a protocol, not a language.
bool sameWord(std::string_view one, std::string_view other);

// The keyword that `text` is, or the only one that it begins; the same keyword may stand in the list more than once.
// Nothing if there is none, if there are several, or if the text is empty.
std::optional<std::string_view> findKeyword(std::span<const std::string_view> keywords, std::string_view text);

}  // namespace parapet::ctl
