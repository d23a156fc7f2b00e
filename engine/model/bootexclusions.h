// SPDX-License-Identifier: GPL-2.0-or-later
// BootExclusions: the ports that an administrator leaves open while the computer starts (the file boot-exclusions, xp-reference
// section 8). Plain data and its parser: a pure function that takes any bytes. A line that is wrong is told and left out.
#pragma once

#include "engine/model/portkey.h"

#include <string>
#include <string_view>
#include <vector>

namespace parapet {

struct BootExclusions {
    std::vector<PortKey> ports;         // in order, each once
    std::vector<std::string> problems;  // sentences for the administrator; they repeat nothing of the file

    // One PORT/PROTO a line, such as 5060/udp; "#" begins a comment.
    static BootExclusions parse(std::string_view text);
};

}  // namespace parapet
