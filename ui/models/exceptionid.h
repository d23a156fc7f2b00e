// SPDX-License-Identifier: GPL-2.0-or-later
// ExceptionId: which row of "Programs and Services" is meant, and what kind it is of; and what the row is called.
#pragma once

#include "engine/model/service.h"

#include <QString>

#include <compare>
#include <string>
#include <string_view>
#include <variant>

namespace parapet {

struct ProgramPath {
    std::string path;  // absolute, in UTF-8
    auto operator<=>(const ProgramPath &) const = default;
};

struct ServiceId {
    std::string id;  // of the catalogue (engine/model/service.h)
    auto operator<=>(const ServiceId &) const = default;
};

using ExceptionId = std::variant<PortKey, ProgramPath, ServiceId>;

QString portText(PortKey key);              // "TCP 80"
QString portText(const ServicePort &port);  // "TCP 139", or "UDP 1714-1764"

// The name as one line of text to show. An active entry without a name must never be hidden (xp-reference 1.2): it is
// called by its port or its path. Services have the name of the catalogue, whatever `stored` says.
QString shownName(const ExceptionId &id, std::string_view stored = {});

// The name to store with an entry that has to be written again: the stored one, or what is shown for one that is none.
std::string usableName(const ExceptionId &id, const std::string &stored);

}  // namespace parapet
