// SPDX-License-Identifier: GPL-2.0-or-later
// From the words of the command line to a command that is known to be well formed, or to a text that says what is
// wrong. Pure: looks at nothing but the words and the table.
#pragma once

#include "app/ctl/command.h"
#include "app/ctl/help.h"

#include <variant>

namespace parapet::ctl {

// The person asked; the text answers.
struct Help {
    std::string text;
};

using Request = std::variant<Help, Invocation>;

// ErrorKind::invalid: not a command of ours, or not complete. ErrorKind::unsupported: not in this version.
Result<Request> parse(std::span<const std::string> words);

// The walk through the table, word by word: whether a command has no more words of its own, and the commands among
// `candidates` that go on with this word.
Candidates everyCommand();
bool isComplete(const Command &command, std::size_t depth);
Candidates narrow(const Candidates &candidates, std::size_t depth, const std::string &word);

}  // namespace parapet::ctl
