// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

#include <algorithm>

namespace parapet::ctl {

namespace {

// Enabled entries of all kinds, and how many of them are for any computer.
struct Count {
    std::size_t enabled = 0;
    std::size_t forAny = 0;

    void add(bool isEnabled, bool isForAny)
    {
        enabled += isEnabled;
        forAny += isEnabled && isForAny;
    }
};

Count countExceptions(const Profile &profile)
{
    Count count;
    for (const auto &[key, entry] : profile.ports)
        count.add(entry.enabled, entry.scope == Scope());
    for (const auto &[path, entry] : profile.programs)
        count.add(entry.enabled, entry.scope == Scope());
    for (const auto &[id, exception] : profile.services) {
        const Service *service = findService(id);
        const auto open = service && exception.enabled ? openedPorts(*service, exception)
                                                       : decltype(openedPorts(*service, exception)){};
        count.add(exception.enabled,
                  std::ranges::any_of(open, [](const auto &port) { return port.second == Scope(); }));
    }
    return count;
}

}  // namespace

// Restore Defaults is the last thing to try, so there is always advice, and never without a way back.
Findings checkSettings(const Snapshot &firewall)
{
    if (firewall.settings == Settings())
        return {{Grade::pass, "settings", "All settings are as after the installation."}};
    const Count count = countExceptions(firewall.settings.profile(firewall.status.activeProfile));
    return {{Grade::pass, "settings",
             "The settings were changed since the installation; " + std::to_string(count.enabled)
                 + " exceptions are on, " + std::to_string(count.forAny) + " of them for any computer.",
             "To look at them: parapetctl firewall show config. If nothing else helps, save them and go back to the "
             "defaults: parapetctl firewall dump > rules.txt, then sudo parapetctl firewall reset"}};
}

}  // namespace parapet::ctl
