// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

namespace parapet::ctl {

namespace {

Finding checkQueue(const Status &status)
{
    if (status.queueBackend.empty())
        return {Grade::fail, "queue", "parapetd gets no packets from the kernel to decide on.",
                "The journal says why: sudo journalctl -u parapetd"};
    return {Grade::pass, "queue", "The kernel hands new flows to parapetd (" + status.queueBackend + ")."};
}

Finding checkRules(const Snapshot &firewall)
{
    if (!firewall.status.rules)
        return {Grade::fail, "rules",
                "The rules in the kernel are not those that parapetd made: another program or a person has removed or "
                "changed them.",
                "To put them back: sudo systemctl restart parapetd. If it happens again, look for whatever runs \"nft "
                "flush ruleset\"."};
    if (firewall.settings.profile(firewall.status.activeProfile).opmode == Opmode::off)
        return {Grade::pass, "rules", "As the firewall is off, it has no rules in the kernel."};
    return {Grade::pass, "rules",
            "The rules are in the kernel (table inet parapet); they dropped " + std::to_string(firewall.status.dropped)
                + " packets so far."};
}

}  // namespace

Findings checkKernel(const Snapshot &firewall)
{
    Findings findings{checkQueue(firewall.status), checkRules(firewall)};
    if (firewall.status.listenWatch == "polling")
        findings.push_back(
            {Grade::pass, "watch",
             "This kernel does not tell parapetd by BPF when a program begins to listen, so it looks several times a "
             "second; what listens for a shorter time is not noticed."});
    return findings;
}

Findings checkNotices(const Snapshot &firewall)
{
    Findings findings;
    for (const std::string &notice : firewall.status.notices)
        findings.push_back({Grade::warn, "notices", notice});
    if (findings.empty())
        findings.push_back({Grade::pass, "notices", "parapetd reports no trouble."});
    return findings;
}

}  // namespace parapet::ctl
