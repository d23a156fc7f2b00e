// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/config.h"

#include "app/ctl/allowedprogram.h"
#include "app/ctl/icmpsetting.h"
#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/logging.h"
#include "app/ctl/opmode.h"
#include "app/ctl/portopening.h"
#include "app/ctl/profiles.h"
#include "app/ctl/service.h"
#include "app/ctl/switches.h"

namespace parapet::ctl {

namespace {

std::string modesText(ProfileId id, const Snapshot &snapshot)
{
    const Profile &profile = snapshot.settings.profile(id);
    return section(profileHeading(id, snapshot)) + field("Operational mode", operationalMode(profile))
        + field("Exception mode", exceptionMode(profile)) + multicastField(profile) + notificationField(profile);
}

// XP leaves sections out that would be empty, but not those of programs and ports.
std::string profileText(ProfileId id, const Snapshot &snapshot, bool verbose)
{
    const Profile &profile = snapshot.settings.profile(id);
    std::string text = modesText(id, snapshot);
    if (verbose || !profile.services.empty())
        text += servicesText(id, profile, verbose);
    text += programsText(id, profile, verbose) + portsText(id, profile, verbose);
    if (verbose || allowsAny(profile))
        text += icmpText(id, profile, verbose);
    return text;
}

std::string connectionText(const Connection &connection, const ConnectionSettings &settings, bool verbose)
{
    return connectionModeText(connection, settings) + portsText(connection, settings)
        + icmpText(connection, settings, verbose);
}

}  // namespace

Result<Answer> showConfig(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, configJson(snapshot)};
    const bool verbose = invocation.value("verbose") == "ENABLE";
    std::string text;
    for (const ProfileId id : allProfiles)
        text += profileText(id, snapshot, verbose);
    text += logText(snapshot);
    for (const Connection &each : snapshot.status.connections)
        text += connectionText(each, connectionSettings(snapshot.settings, each.id), verbose);
    return Answer{{}, text};
}

Result<Answer> showCurrentprofile(const Invocation &invocation, const Snapshot &snapshot)
{
    return Answer{{},
                  invocation.json ? currentprofileJson(snapshot) : modesText(snapshot.status.activeProfile, snapshot)};
}

Result<Answer> reset(const Invocation &, const Snapshot &snapshot)
{
    std::vector<Change> changes = difference(snapshot.settings, Settings{});
    const std::string text(changes.empty() ? doneText : "");  // nothing to do is done
    return Answer{std::move(changes), text};
}

}  // namespace parapet::ctl
