// SPDX-License-Identifier: GPL-2.0-or-later
// show config, show currentprofile and reset: the settings as a whole.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

Result<Answer> showConfig(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showCurrentprofile(const Invocation &invocation, const Snapshot &snapshot);
// Everything as after the installation, in one call.
Result<Answer> reset(const Invocation &invocation, const Snapshot &snapshot);

}  // namespace parapet::ctl
