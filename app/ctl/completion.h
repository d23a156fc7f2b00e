// SPDX-License-Identifier: GPL-2.0-or-later
// What can stand next on a command line that is being typed, from the table: for the completion of shells
// (resources/completion), which ask with "parapetctl --complete WORD...".
#pragma once

#include <span>
#include <string>

namespace parapet::ctl {

inline constexpr std::string_view completeOption = "--complete";

// One possibility on each line for the last of the words, which may be empty or cut short.
std::string completions(std::span<const std::string> words);

}  // namespace parapet::ctl
