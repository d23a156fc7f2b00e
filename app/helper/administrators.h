// SPDX-License-Identifier: GPL-2.0-or-later
// Who is asked about the programs of a user who has nobody to be asked (docs/decisions/0009-security-alerts.md). It gives
// no right: what an answer changes is still for polkit to allow. Any thread; looks groups up in the system's user database.
#pragma once

#include <cstdint>
#include <span>

namespace parapet {

// Root, or in one of the groups that distributions give to administrators: sudo, wheel, admin.
bool isAdministrator(std::uint32_t uid, std::span<const std::uint32_t> groups);

}  // namespace parapet
