// SPDX-License-Identifier: GPL-2.0-or-later
// Finding: what one check of "parapetctl diag" has to say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parapet::ctl {

enum class Grade { pass, warn, fail };

struct Finding {
    Grade grade = Grade::pass;
    std::string_view check;   // short, for scripts: "opmode"
    std::string text;         // sentences; names in it are made plain when it is printed
    std::string advice = {};  // what to do; empty: nothing
};

using Findings = std::vector<Finding>;

}  // namespace parapet::ctl
