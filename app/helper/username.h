// SPDX-License-Identifier: GPL-2.0-or-later
// The name of a user in the system's user database, or his number where there is none. Any thread; where the database is on
// a server it may wait for that.
#pragma once

#include <cstdint>
#include <string>

namespace parapet {

std::string userName(std::uint32_t uid);

}  // namespace parapet
