// SPDX-License-Identifier: GPL-2.0-or-later
// A script: one command on each line, as it would be given to netsh.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// Blanks separate words, double quotes hold them together, and two double quotes inside of quotes are one that is
// meant. Nothing else is special: a backslash is a backslash.
std::vector<std::string> scriptWords(std::string_view line);
// The text as one value that scriptWords() reads back.
std::string quotedWord(std::string_view text);

// All commands of the script, one after the other on the settings of the snapshot. The answer holds what the show
// commands print and the shortest list of changes to the end: made in one call, a script is in force whole or not at
// all. An error names the line.
Result<Answer> runScript(std::string_view script, const Snapshot &snapshot);

}  // namespace parapet::ctl
