// SPDX-License-Identifier: GPL-2.0-or-later
// ufw, the uncomplicated firewall: whether it is switched on. Its unit is active even where it does nothing, so its
// configuration says it.
#pragma once

#include <string>

namespace parapet::ctl {

// `file`: /etc/ufw/ufw.conf, which everybody may read.
bool isUfwEnabled(const std::string &file);

}  // namespace parapet::ctl
