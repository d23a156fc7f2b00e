// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"
#include "app/ctl/diag/shellword.h"

namespace parapet::ctl {

namespace {

// Without NetworkManager a connection is its interface.
std::string nameOf(const Connection &connection)
{
    return connection.name == connection.interface ? connection.name
                                                   : connection.name + " (" + connection.interface + ")";
}

std::string nameForShell(const Connection &connection)
{
    return isPlainShellWord(connection.interface) ? connection.interface : "INTERFACE";
}

bool isKnownByName(const Connection &connection)
{
    return connection.id != connection.interface;
}

}  // namespace

Findings checkConnections(const Snapshot &firewall)
{
    Findings findings;
    std::string filtered;
    bool any = false;
    bool named = false;
    for (const Connection &each : firewall.status.connections) {
        if (each.interface.empty())
            continue;  // not connected
        any = true;
        named = named || isKnownByName(each);
        if (connectionSettings(firewall.settings, each.id).filtered)
            filtered += (filtered.empty() ? "" : ", ") + nameOf(each);
        else
            findings.push_back(
                {Grade::warn, "connections", "The firewall is off on the connection " + nameOf(each) + ".",
                 "To turn it on there: sudo parapetctl firewall set opmode ENABLE interface=" + nameForShell(each)});
    }
    if (!any)
        findings.push_back({Grade::warn, "connections", "No connection is up.", "Connect this computer to a network."});
    else if (!filtered.empty())
        findings.push_back({Grade::pass, "connections",
                            "The firewall works on " + filtered + "."
                                + (named ? "" : " NetworkManager knows none of them; they go by their interface.")});
    return findings;
}

}  // namespace parapet::ctl
