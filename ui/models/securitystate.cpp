// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/securitystate.h"

#include <QCoreApplication>

namespace parapet {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(parapet::SecurityState)
};

}  // namespace

SecurityState securityState(const FirewallClient &client, bool userMonitors)
{
    if (userMonitors)
        return SecurityState::notMonitored;
    switch (client.link()) {
    case FirewallClient::Link::connecting: return SecurityState::unknown;
    case FirewallClient::Link::notRunning: return SecurityState::notRunning;
    case FirewallClient::Link::running: break;
    }
    const Opmode mode = client.settings().profile(client.status().activeProfile).opmode;
    return mode == Opmode::off ? SecurityState::off : SecurityState::on;
}

QString securityWord(SecurityState state)
{
    switch (state) {
    case SecurityState::unknown: return Words::tr("CHECKING");
    case SecurityState::on: return Words::tr("ON");
    case SecurityState::off:
    case SecurityState::notRunning: return Words::tr("OFF");
    case SecurityState::notMonitored: return Words::tr("NOT MONITORED");
    }
    return {};
}

QString securitySentence(SecurityState state)
{
    switch (state) {
    case SecurityState::unknown: return Words::tr("The Parapet Firewall service is being asked.");
    case SecurityState::on: return Words::tr("Parapet Firewall is helping to protect your computer.");
    case SecurityState::off: return Words::tr("Parapet Firewall is turned off.");
    case SecurityState::notRunning: return Words::tr("The Parapet Firewall service is not running.");
    case SecurityState::notMonitored:
        return Words::tr("You have said that you use a firewall solution that you monitor yourself.");
    }
    return {};
}

std::vector<Change> changesToProtect(const FirewallClient &client)
{
    std::vector<Change> changes;
    const ProfileId profile = client.status().activeProfile;
    if (client.settings().profile(profile).opmode == Opmode::off)
        changes.push_back(SetOpmode{profile, Opmode::on});
    for (const auto &[id, connection] : client.settings().connections) {
        if (!connection.filtered)
            changes.push_back(SetConnectionFilter{id, true});
    }
    return changes;
}

}  // namespace parapet
