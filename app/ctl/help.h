// SPDX-License-Identifier: GPL-2.0-or-later
// The help texts, made from the table in the shape that netsh gives them.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

using Candidates = std::vector<const Command *>;

// The commands to choose from once `depth` words are known (the same words for all candidates).
std::string list(const Candidates &candidates, std::size_t depth);

// "add portopening" and its parameters. No line break at the end.
std::string usage(const Command &command);

// What a row forbids, as a sentence.
std::string sentence(const Exclusion &exclusion);
std::string sentence(const Condition &condition);

// The usage, with what each parameter means and examples.
std::string describe(const Command &command);

}  // namespace parapet::ctl
