// SPDX-License-Identifier: GPL-2.0-or-later
// Surroundings: everything that the checks of "parapetctl diag" look at, taken from this computer once. The checks
// themselves look at nothing else, so that tests can put any computer before them.
#pragma once

#include "app/ctl/command.h"
#include "app/ctl/diag/addresstest.h"
#include "app/ctl/diag/unit.h"
#include "engine/model/inspection.h"
#include "engine/model/listener.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace parapet::ctl {

class FirewallProxy;

struct ClockReading {
    std::chrono::system_clock::time_point wall;
    std::chrono::steady_clock::time_point steady;
};

struct Surroundings {
    std::string version;  // of this program
    int buildYear = 0;    // of it: no clock is right that says an earlier one
    Result<Snapshot> firewall = Error{};
    Result<Inspection> inspection = Error{};
    Result<std::vector<ListeningProgram>> listening = Error{};
    std::vector<AddressTest> addresses;
    bool systemd = false;      // it is on the bus
    bool polkit = false;       // it is on the bus, or would be when asked
    std::optional<Unit> unit;  // parapetd.service, as systemd has it
    bool ufw = false;          // switched on
    bool firewalld = false;    // runs
    ClockReading before, after;
    std::optional<std::string> timeZone;  // its name; empty: set, but without a name
};

Surroundings lookAround(const FirewallProxy &firewall);

}  // namespace parapet::ctl
