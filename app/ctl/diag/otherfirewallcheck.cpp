// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"
#include "app/ctl/diag/shellword.h"

namespace parapet::ctl {

namespace {

constexpr std::string_view check = "other-firewalls";
constexpr std::string_view both = " A packet must pass both firewalls, so an exception here does not help against what "
                                  "that one drops.";

std::string waysOf(const ForeignTable &table)
{
    if (table.inbound && table.outbound)
        return "what comes in and what goes out";
    return table.inbound ? "what comes in" : "what goes out";
}

// iptables writes its tables into nftables by this name of the family.
bool isOfIptables(const ForeignTable &table)
{
    return (table.family == "ip" || table.family == "ip6")
        && (table.name == "filter" || table.name == "mangle" || table.name == "raw" || table.name == "security");
}

std::string lookAt(const ForeignTable &table)
{
    const std::string iptables = table.family.ends_with("ip6") ? "ip6tables" : "iptables";
    if (table.family.starts_with("legacy"))
        return "To look at it: sudo " + iptables + "-legacy -t " + table.name + " -S";
    if (isOfIptables(table))
        return "To look at it: sudo " + iptables + " -t " + table.name + " -S";
    if (!isPlainShellWord(table.name))
        return "To look at it: sudo nft list ruleset";
    return "To look at it: sudo nft list table " + table.family + " " + table.name;
}

Finding findingFor(const ForeignTable &table)
{
    const std::string name = "The table " + table.family + " " + table.name;
    if (table.family.starts_with("legacy"))
        return {Grade::warn, check, name + " of iptables-legacy has rules, which may drop packets." + std::string(both),
                lookAt(table)};
    if (table.closed)
        return {Grade::warn, check,
                name + " in the kernel is another firewall: it drops " + waysOf(table) + " unless a rule of its own "
                    + "accepts it." + std::string(both),
                lookAt(table) + ". Keep one of the two firewalls."};
    return {Grade::warn, check,
            name + " in the kernel has rules that drop or reject some of " + waysOf(table) + "." + std::string(both),
            lookAt(table)};
}

Findings programs(const Surroundings &around)
{
    Findings findings;
    if (around.ufw)
        findings.push_back({Grade::warn, check, "ufw is switched on." + std::string(both),
                            "Keep one of the two. To switch it off: sudo ufw disable"});
    if (around.firewalld)
        findings.push_back({Grade::warn, check, "firewalld is running." + std::string(both),
                            "Keep one of the two. To stop it: sudo systemctl disable --now firewalld"});
    return findings;
}

Finding notSeen(const std::string &why)
{
    return {Grade::warn, check,
            "It could not be seen whether the kernel holds rules of others; only ufw and firewalld were looked for. "
                + why};
}

}  // namespace

Findings checkOtherFirewalls(const Surroundings &around)
{
    Findings findings = programs(around);
    if (!around.inspection) {
        findings.push_back(notSeen(around.inspection.error().text));
        return findings;
    }
    if (!around.inspection->tablesProblem.empty())
        findings.push_back(notSeen(around.inspection->tablesProblem));
    for (const ForeignTable &table : around.inspection->tables)
        findings.push_back(findingFor(table));
    if (findings.empty())
        findings.push_back({Grade::pass, check, "No other firewall was found."});
    return findings;
}

}  // namespace parapet::ctl
