// SPDX-License-Identifier: GPL-2.0-or-later
// set and show logging.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// What is not given stays. filelocation is a name, or a path whose folder is that of the log.
Result<Answer> setLogging(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showLogging(const Invocation &invocation, const Snapshot &snapshot);

// The section of show logging and of show config.
std::string logText(const Snapshot &snapshot);
// The folder of the security log with a slash at its end; empty if the service does not tell.
std::string logFolder(const Status &status);
std::string logPath(const Snapshot &snapshot);

}  // namespace parapet::ctl
