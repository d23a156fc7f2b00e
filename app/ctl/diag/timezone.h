// SPDX-License-Identifier: GPL-2.0-or-later
// The time zone of this computer, in which the security log is written.
#pragma once

#include <optional>
#include <string>

namespace parapet::ctl {

// `file`: /etc/localtime. The name of the zone, "Europe/Berlin"; empty where the file does not tell it; nothing where no
// zone is set. The helper's zone is that of the computer, so TZ does not count.
std::optional<std::string> timeZone(const std::string &file);

}  // namespace parapet::ctl
