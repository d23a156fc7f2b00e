// SPDX-License-Identifier: GPL-2.0-or-later
// A change to the settings as data. The dialogs, the command line and the helper all speak in lists of
// these; a list is applied whole or not at all, and edits made elsewhere in the meantime are kept.
#pragma once

#include "engine/base/result.h"
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

struct SetLog {
    LogSettings log;
    bool operator==(const SetLog &) const = default;
};

using Change = std::variant<SetOpmode, SetPort, RemovePort, SetLog>;

// The settings after all changes, in their order. Any error (a bad value, a missing entry, too many rows)
// refuses the whole list; the text names the field and what is allowed there.
// Call it as parapet::apply(): with a vector among the arguments the plain name finds std::apply too.
Result<Settings> apply(Settings settings, std::span<const Change> changes);

// The shortest list that makes `from` into `to`; apply(from, difference(from, to)) == to.
std::vector<Change> difference(const Settings &from, const Settings &to);

// Checks that dialogs share with apply(): empty text is success, else a sentence for a person.
std::string problemWithName(std::string_view name);
std::string problemWithPort(long long port);
std::string problemWithLogSize(long long kilobytes);

}  // namespace parapet
