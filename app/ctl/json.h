// SPDX-License-Identifier: GPL-2.0-or-later
// The answers of the show commands as one line of JSON each, for programs. The words are those of the settings
// ("on-without-exceptions"), not of XP's tables.
#pragma once

#include "app/ctl/command.h"

namespace parapet::ctl {

// { "active-profile": s, "profiles": { "domain"|"standard": { "opmode": s } }, "connections": [ { "connection": s,
//   "name": s, "interface": s, "filtered": b, "ports": [ ... ], "icmp": [ { "type": n, "name": s, "allowed": b } ] } ] }
std::string opmodeJson(const Snapshot &snapshot);
// { "active-profile": s, "profiles": { ...: { "ports": [ { "protocol", "port", "name", "enabled" } ] } } }
std::string portopeningJson(const Snapshot &snapshot);
// { "active-profile": s, "opmode": s, "open-ports": [ { "protocol", "port", "program": null } ], "notices": [ s ],
//   "version": s, "queue-backend": s, "log-file": s, "dropped": n }
std::string stateJson(const Snapshot &snapshot);

// The others, each profile with the members of the command's own: "programs", "icmp", "services", "notifications",
// "multicast-response"; show config has all of them, and "log".
std::string allowedprogramJson(const Snapshot &snapshot);
std::string icmpsettingJson(const Snapshot &snapshot);
std::string serviceJson(const Snapshot &snapshot);
std::string notificationsJson(const Snapshot &snapshot);
std::string multicastJson(const Snapshot &snapshot);
std::string configJson(const Snapshot &snapshot);
// { "active-profile": s, "opmode": s, "notifications": b, "multicast-response": b }
std::string currentprofileJson(const Snapshot &snapshot);
// { "log": { "file": s, "max-size-kb": n, "dropped-packets": b, "connections": b } }
std::string loggingJson(const Snapshot &snapshot);

}  // namespace parapet::ctl
