// SPDX-License-Identifier: GPL-2.0-or-later
// Names come from strangers, and a terminal acts on what it is given to show: escape sequences move the cursor and
// set the title, bidirectional overrides (UAX 9) turn the rest of the line round.
#pragma once

#include <string>
#include <string_view>

namespace parapet::ctl {

// The text with every character that is not simply shown written as \uXXXX (the escape of JSON too, so a line of
// JSON stays valid), and every byte that is not UTF-8 as \xXX.
std::string plain(std::string_view text);

}  // namespace parapet::ctl
