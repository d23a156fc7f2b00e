// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/shellword.h"

#include <algorithm>

namespace parapet::ctl {

bool isPlainShellWord(std::string_view word)
{
    return !word.empty() && word.front() != '-' && std::ranges::all_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.'
            || c == '_' || c == '+' || c == '-';
    });
}

}  // namespace parapet::ctl
