// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/profiles.h"

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

}  // namespace parapet::ctl
