// SPDX-License-Identifier: GPL-2.0-or-later
// The SSH session that somebody changes the firewall from. A change must not saw off the branch that one sits on unless
// that is what one wants.
#pragma once

#include "engine/model/change.h"
#include "engine/model/newflow.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace parapet {

// What sshd says in SSH_CONNECTION: "client-address client-port server-address server-port". Nothing for anything else.
std::optional<NewFlow> sshSession(std::string_view sshConnection);

// Would the change make a session like this one impossible that is possible now?
bool locksOut(const Foresight &foresight);

// The changes with the session kept reachable: exceptions stay allowed if they were, and its port is open for its peer
// at least. `active`: the profile in force.
std::vector<Change> keptReachable(const Settings &before, std::span<const Change> changes, ProfileId active,
                                  const NewFlow &session);

}  // namespace parapet
