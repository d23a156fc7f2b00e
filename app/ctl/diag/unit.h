// SPDX-License-Identifier: GPL-2.0-or-later
// Unit: a service of systemd, as systemd describes it on the message bus.
#pragma once

#include <QDBusConnection>

#include <optional>
#include <string>

namespace parapet::ctl {

struct Unit {
    std::string load;     // "loaded", "not-found", "masked", ...
    std::string enabled;  // "enabled", "disabled", ...; empty: no file
    std::string active;   // "active", "inactive", "failed", ...
    std::string result;   // of its last run: "success", "exit-code", "signal", ...
    int exitStatus = 0;   // of its last run
    unsigned restarts = 0;
};

bool systemdIsOnTheBus(const QDBusConnection &bus);
// Nothing if systemd does not answer. Asks, and starts nothing.
std::optional<Unit> readUnit(const QDBusConnection &bus, const QString &name);

}  // namespace parapet::ctl
