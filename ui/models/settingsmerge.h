// SPDX-License-Identifier: GPL-2.0-or-later
// The three-way merge of settings: what a person edited in an open sheet, and what others changed in the meantime.
#pragma once

#include "engine/model/settings.h"

namespace parapet {

// base: what both started from. Wherever `mine` differs from it, mine; everywhere else, theirs. An entry that was edited
// by one and removed by the other comes back; one that `mine` removed stays removed.
Settings merged(const Settings &base, const Settings &mine, const Settings &theirs);

}  // namespace parapet
