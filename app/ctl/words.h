// SPDX-License-Identifier: GPL-2.0-or-later
// The command line as it came from the shell.
#pragma once

#include "engine/base/result.h"

#include <span>
#include <string>
#include <vector>

namespace parapet::ctl {

inline constexpr std::size_t commandLineLength = 64 * 1024;  // bytes of all words together

// The words after the name of the program. An error if one is not UTF-8, or if they are too long together: nothing
// is guessed from a damaged command line.
Result<std::vector<std::string>> readWords(std::span<char *const> argv);

}  // namespace parapet::ctl
