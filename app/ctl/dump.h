// SPDX-License-Identifier: GPL-2.0-or-later
// dump: the settings as a script that rebuilds them.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

Result<Answer> dump(const Invocation &invocation, const Snapshot &snapshot);

}  // namespace parapet::ctl
