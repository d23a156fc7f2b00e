// SPDX-License-Identifier: GPL-2.0-or-later
// A change to the settings as data. The dialogs, the command line and the helper all speak in lists of
// these; a list is applied whole or not at all, and edits made elsewhere in the meantime are kept.
#pragma once

#include "engine/base/result.h"
#include "engine/model/checks.h"
#include "engine/model/settings.h"

#include <span>
#include <variant>
#include <vector>

namespace parapet {

struct SetOpmode {
    ProfileId profile = ProfileId::standard;
    Opmode mode = Opmode::on;
    bool operator==(const SetOpmode &) const = default;
};

// Makes the entry, or replaces the one with the same key.
struct SetPort {
    ProfileId profile = ProfileId::standard;
    PortKey key;
    PortException entry;
    bool operator==(const SetPort &) const = default;
};

struct RemovePort {
    ProfileId profile = ProfileId::standard;
    PortKey key;
    bool operator==(const RemovePort &) const = default;
};

// The same for programs, by their path.
struct SetProgram {
    ProfileId profile = ProfileId::standard;
    std::string path;
    ProgramException entry;
    bool operator==(const SetProgram &) const = default;
};

struct RemoveProgram {
    ProfileId profile = ProfileId::standard;
    std::string path;
    bool operator==(const RemoveProgram &) const = default;
};

// A service of the catalogue is always there; this says what is made of it.
struct SetService {
    ProfileId profile = ProfileId::standard;
    std::string id;
    ServiceException entry;
    bool operator==(const SetService &) const = default;
};

struct SetIcmp {
    ProfileId profile = ProfileId::standard;
    IcmpItem item = IcmpItem::echoRequest;
    bool allowed = false;
    bool operator==(const SetIcmp &) const = default;
};

struct SetNotifications {
    ProfileId profile = ProfileId::standard;
    bool on = true;
    bool operator==(const SetNotifications &) const = default;
};

struct SetMulticastResponse {
    ProfileId profile = ProfileId::standard;
    bool on = true;
    bool operator==(const SetMulticastResponse &) const = default;
};

// Connections are named by their id (status.h); one that is not there now may have settings too.
struct SetConnectionFilter {
    std::string connection;
    bool filtered = true;
    bool operator==(const SetConnectionFilter &) const = default;
};

struct SetConnectionPort {
    std::string connection;
    PortKey key;
    ConnectionPort entry;
    bool operator==(const SetConnectionPort &) const = default;
};

struct RemoveConnectionPort {
    std::string connection;
    PortKey key;
    bool operator==(const RemoveConnectionPort &) const = default;
};

struct SetConnectionIcmp {
    std::string connection;
    IcmpItem item = IcmpItem::echoRequest;
    bool allowed = false;
    bool operator==(const SetConnectionIcmp &) const = default;
};

struct SetLog {
    LogSettings log;
    bool operator==(const SetLog &) const = default;
};

using Change = std::variant<SetOpmode, SetPort, RemovePort, SetLog, SetProgram, RemoveProgram, SetService, SetIcmp,
                            SetNotifications, SetMulticastResponse, SetConnectionFilter, SetConnectionPort,
                            RemoveConnectionPort, SetConnectionIcmp>;

// The settings after all changes, in their order. Any error (a bad value, a missing entry, too many rows)
// refuses the whole list; the text names the field and what is allowed there.
// Call it as parapet::apply(): with a vector among the arguments the plain name finds std::apply too.
Result<Settings> apply(Settings settings, std::span<const Change> changes);

// The shortest list that makes `from` into `to`; apply(from, difference(from, to)) == to.
std::vector<Change> difference(const Settings &from, const Settings &to);

}  // namespace parapet
