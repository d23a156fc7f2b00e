// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/connection.h"

#include "app/ctl/plaintext.h"
#include "app/ctl/valuechecks.h"

namespace parapet::ctl {

namespace {

std::string namesOf(const std::vector<Connection> &connections)
{
    std::string names;
    for (const Connection &each : connections)
        names += (names.empty() ? "" : ", ") + ("\"" + plain(each.name) + "\"");
    return names.empty() ? "There is none at all." : "There are: " + names + ".";
}

}  // namespace

bool isForConnection(const Invocation &invocation)
{
    return invocation.given("interface");
}

Result<std::string> chosenConnection(const Invocation &invocation, const Snapshot &snapshot)
{
    const std::string_view asked = invocation.value("interface");
    if (asked.starts_with(idPrefix))
        return std::string(asked.substr(idPrefix.size()));
    const std::vector<Connection> &all = snapshot.status.connections;
    std::vector<std::string> found;
    for (const Connection &each : all) {
        if (each.id == asked || each.interface == asked || each.name == asked)
            found.push_back(each.id);
    }
    const std::string named = "the name \"" + plain(std::string(asked)) + "\"";
    if (found.empty())
        return Error{ErrorKind::notFound, "There is no connection with " + named + ". " + namesOf(all)};
    if (found.size() > 1)
        return Error{ErrorKind::invalid,
                     "Several connections have " + named + ". Name the network interface of the one that you mean."};
    return found.front();
}

}  // namespace parapet::ctl
