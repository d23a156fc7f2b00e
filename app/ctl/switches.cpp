// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/switches.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/profiles.h"

namespace parapet::ctl {

namespace {

template <class SetSwitch> Answer set(const Invocation &invocation, const Snapshot &snapshot)
{
    Answer answer;
    for (const ProfileId id : chosenProfiles(invocation, snapshot))
        answer.changes.emplace_back(SetSwitch{id, invocation.value("mode") == "ENABLE"});
    return answer;
}

Answer show(const Snapshot &snapshot, std::string (*line)(const Profile &))
{
    std::string text;
    for (const ProfileId id : allProfiles)
        text += section(profileHeading(id, snapshot)) + line(snapshot.settings.profile(id));
    return {{}, text};
}

}  // namespace

std::string multicastField(const Profile &profile)
{
    return field("Multicast/broadcast response mode", enabledText(profile.multicastResponse));
}

std::string notificationField(const Profile &profile)
{
    return field("Notification mode", enabledText(profile.notifications));
}

Result<Answer> setMulticastResponse(const Invocation &invocation, const Snapshot &snapshot)
{
    return set<SetMulticastResponse>(invocation, snapshot);
}

Result<Answer> showMulticastResponse(const Invocation &invocation, const Snapshot &snapshot)
{
    return invocation.json ? Answer{{}, multicastJson(snapshot)} : show(snapshot, multicastField);
}

Result<Answer> setNotifications(const Invocation &invocation, const Snapshot &snapshot)
{
    return set<SetNotifications>(invocation, snapshot);
}

Result<Answer> showNotifications(const Invocation &invocation, const Snapshot &snapshot)
{
    return invocation.json ? Answer{{}, notificationsJson(snapshot)} : show(snapshot, notificationField);
}

}  // namespace parapet::ctl
