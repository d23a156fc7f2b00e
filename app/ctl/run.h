// SPDX-License-Identifier: GPL-2.0-or-later
// One run of the program: from words to what is printed and the exit code.
#pragma once

#include "app/ctl/firewallproxy.h"
#include "app/ctl/seat.h"

#include <span>
#include <string>

namespace parapet::ctl {

// Contract with scripts.
inline constexpr int exitOk = 0;
inline constexpr int exitFailed = 1;  // understood, but refused or failed
inline constexpr int exitSyntax = 2;  // not understood; the service was not asked

struct Report {
    int exitCode = exitOk;
    std::string out;
    std::string err;
};

Report run(std::span<const std::string> words, const FirewallProxy &firewall, const Seat &seat);

}  // namespace parapet::ctl
