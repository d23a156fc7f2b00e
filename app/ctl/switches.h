// SPDX-License-Identifier: GPL-2.0-or-later
// set and show multicastbroadcastresponse and notifications: the two switches of a profile beside its mode.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

Result<Answer> setMulticastResponse(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showMulticastResponse(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> setNotifications(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showNotifications(const Invocation &invocation, const Snapshot &snapshot);

// One line each, for show config too.
std::string multicastField(const Profile &profile);
std::string notificationField(const Profile &profile);

}  // namespace parapet::ctl
