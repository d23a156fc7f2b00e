// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/scopes.h"

namespace parapet::ctl {

Result<Scope> chosenScope(const Invocation &invocation)
{
    const std::string_view asked = invocation.value("scope");
    if (asked == "SUBNET")
        return Scope{Scope::Kind::localSubnet, false, {}};
    if (asked != "CUSTOM")
        return Scope{};
    if (!invocation.given("addresses"))
        return Error{ErrorKind::invalid, "One or more essential parameters were not entered.\nNot entered: addresses."};
    return Scope::parse(invocation.value("addresses"));
}

Result<Scope> scopeFor(const Invocation &invocation, const Scope *present)
{
    if (present && !invocation.given("scope") && invocation.command->path[1] == "set")
        return *present;
    return chosenScope(invocation);
}

std::string scopeWords(const Scope &scope)
{
    switch (scope.kind) {
    case Scope::Kind::any: return "scope=ALL";
    case Scope::Kind::localSubnet: return "scope=SUBNET";
    case Scope::Kind::custom: break;
    }
    return "scope=CUSTOM addresses=" + scope.text();
}

}  // namespace parapet::ctl
