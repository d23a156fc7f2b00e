// SPDX-License-Identifier: GPL-2.0-or-later
// The rules of our table by the numbers that the kernel gave them. It gives none twice, so an equal list means that
// nobody else has added, removed or replaced one. Any thread.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <vector>

namespace parapet {

// In the order of the chains and rules; none while the table is dormant; an error where there is no table of ours.
Result<std::vector<std::uint64_t>> listRuleHandles();

}  // namespace parapet
