// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/opmode.h"

#include "app/ctl/connection.h"
#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/profiles.h"

namespace parapet::ctl {

namespace {

// XP SP2: with mode=DISABLE the exceptions have no meaning.
Opmode chosenMode(const Invocation &invocation)
{
    if (invocation.value("mode") == "DISABLE")
        return Opmode::off;
    return invocation.value("exceptions") == "DISABLE" ? Opmode::onWithoutExceptions : Opmode::on;
}

std::string profileText(ProfileId id, const Snapshot &snapshot)
{
    const Profile &profile = snapshot.settings.profile(id);
    return section(profileHeading(id, snapshot)) + field("Operational mode", operationalMode(profile))
        + field("Exception mode", exceptionMode(profile));
}

}  // namespace

std::string connectionModeText(const Connection &connection, const ConnectionSettings &settings)
{
    return section(plain(connection.name) + " firewall configuration")
        + field("Operational mode", enabledText(settings.filtered));
}

Result<Answer> setOpmode(const Invocation &invocation, const Snapshot &snapshot)
{
    if (isForConnection(invocation)) {
        const auto connection = chosenConnection(invocation, snapshot);
        if (!connection)
            return connection.error();
        return Answer{{SetConnectionFilter{*connection, invocation.value("mode") == "ENABLE"}}, {}};
    }
    Answer answer;
    for (const ProfileId id : chosenProfiles(invocation, snapshot))
        answer.changes.emplace_back(SetOpmode{id, chosenMode(invocation)});
    return answer;
}

Result<Answer> showOpmode(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, opmodeJson(snapshot)};
    std::string text;
    for (const ProfileId id : allProfiles)
        text += profileText(id, snapshot);
    for (const Connection &each : snapshot.status.connections)
        text += connectionModeText(each, connectionSettings(snapshot.settings, each.id));
    return Answer{{}, text};
}

}  // namespace parapet::ctl
