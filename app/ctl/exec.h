// SPDX-License-Identifier: GPL-2.0-or-later
// exec: the commands of a file.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

Result<Answer> exec(const Invocation &invocation, const Snapshot &snapshot);

}  // namespace parapet::ctl
