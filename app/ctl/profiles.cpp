// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/profiles.h"

#include "app/ctl/layout.h"

namespace parapet::ctl {

std::vector<ProfileId> chosenProfiles(const Invocation &invocation, const Snapshot &snapshot)
{
    const std::string_view profile = invocation.value("profile");
    if (profile == "ALL")
        return {allProfiles.begin(), allProfiles.end()};
    if (profile == "DOMAIN")
        return {ProfileId::domain};
    if (profile == "STANDARD")
        return {ProfileId::standard};
    return {snapshot.status.activeProfile};
}

std::string profileHeading(ProfileId id, const Snapshot &snapshot)
{
    return std::string(title(id)) + " profile configuration"
        + (id == snapshot.status.activeProfile ? " (current)" : "");
}

std::string in(const std::vector<ProfileId> &profiles)
{
    std::string names;
    for (const ProfileId id : profiles)
        names.append(names.empty() ? "" : " or ").append(word(id));
    return " in the " + names + " profile";
}

}  // namespace parapet::ctl
