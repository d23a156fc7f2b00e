// SPDX-License-Identifier: GPL-2.0-or-later
// Names come from strangers, and advice is for a shell of root.
#pragma once

#include <string_view>

namespace parapet::ctl {

// Whether the word means nothing but itself to every shell and to the command that gets it.
bool isPlainShellWord(std::string_view word);

}  // namespace parapet::ctl
