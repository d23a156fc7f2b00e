// SPDX-License-Identifier: GPL-2.0-or-later
// LogPlace: whether the security log could be written now, though nothing is written. Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace parapet {

struct LogPlace {
    std::string problem;     // a sentence; empty: it can be written
    std::uint64_t free = 0;  // bytes that are left on its file system for this program
};

LogPlace lookAtLogPlace(const std::string &file);

}  // namespace parapet
