// SPDX-License-Identifier: GPL-2.0-or-later
// The table of all commands, and what is said about each group of them.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

std::span<const Command> commands();

// "firewall" or "firewall add": one line for the lists of commands. Empty if there is no such group.
std::string_view groupSummary(std::string_view path);

}  // namespace parapet::ctl
