// SPDX-License-Identifier: GPL-2.0-or-later
// What a command line would do, as one line of text, for tables that a person can read.
#pragma once

#include "app/ctl/command.h"

namespace parapet::test {

// As a shell would cut it: blanks separate, double quotes hold together; \xNN is a byte.
std::vector<std::string> splitWords(std::string_view line);

struct Effect {
    bool ok = false;
    // ok: the changes ("set-opmode standard on + ..."), the command with its values if it prints, or the first line of
    // the help. Not ok: the kind of error and its text up to the first empty line.
    std::string text;
};

Effect effectOf(const std::vector<std::string> &words, const ctl::Snapshot &snapshot);

}  // namespace parapet::test
