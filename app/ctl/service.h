// SPDX-License-Identifier: GPL-2.0-or-later
// set and show service. XP has four; the other services of the catalogue have words of ours.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

inline constexpr Value serviceTypes[] = {
    {"FILEANDPRINT", "File and printer sharing."},
    {"REMOTEADMIN", "Remote administration."},
    {"REMOTEDESKTOP", "Remote desktop."},
    {"UPNP", "UPnP framework."},
    {"SSH", "Secure shell."},
    {"MDNS", "Network discovery."},
    {"KDECONNECT", "KDE Connect."},
    {"IPP", "Printer sharing."},
    {"REMOTEASSISTANCE", "Remote assistance."},
    {"ALL", "All of them."},
};

// The word of the service with this id; every service of the catalogue has one.
std::string_view serviceWord(std::string_view id);

Result<Answer> setService(const Invocation &invocation, const Snapshot &snapshot);
Result<Answer> showService(const Invocation &invocation, const Snapshot &snapshot);

// One section of show service and of show config: the services that are on or customized; with `verbose` all of them
// with their ports.
std::string servicesText(ProfileId id, const Profile &profile, bool verbose);

}  // namespace parapet::ctl
