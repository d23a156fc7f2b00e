// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/prefix.h"

#include <algorithm>

namespace parapet::ctl {

namespace {

constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

}  // namespace

bool sameWord(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, {}, asciiLower, asciiLower);
}

std::optional<std::string_view> findKeyword(std::span<const std::string_view> keywords, std::string_view text)
{
    std::optional<std::string_view> found;
    bool unique = true;
    for (const std::string_view keyword : keywords) {
        if (sameWord(keyword, text))
            return keyword;
        if (text.empty() || !sameWord(keyword.substr(0, text.size()), text))
            continue;
        unique = unique && (!found || *found == keyword);
        found = keyword;
    }
    return unique ? found : std::nullopt;
}

}  // namespace parapet::ctl
