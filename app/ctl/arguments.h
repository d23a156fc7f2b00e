// SPDX-License-Identifier: GPL-2.0-or-later
// What stands behind a command, "tag=value" or by position, checked against the row of the table.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// ErrorKind::invalid: the words do not fit the row; the text ends with the usage where that helps.
// ErrorKind::unsupported: XP's grammar has it, this version has not.
Result<Invocation> readArguments(const Command &command, std::span<const std::string> words);

}  // namespace parapet::ctl
