// SPDX-License-Identifier: GPL-2.0-or-later
// scope=ALL|SUBNET|CUSTOM with addresses=.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// What was asked for; any computer if nothing was. An error where CUSTOM comes without addresses.
Result<Scope> chosenScope(const Invocation &invocation);

// For an entry with the scope `present`, null if there is no such entry. "set" keeps the scope that is there when none
// was asked for; "add" begins with everyone.
Result<Scope> scopeFor(const Invocation &invocation, const Scope *present);

// Words by which scopeFor() gives this scope: "scope=CUSTOM addresses=192.0.2.1/255.255.255.255".
std::string scopeWords(const Scope &scope);

}  // namespace parapet::ctl
