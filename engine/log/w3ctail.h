// SPDX-License-Identifier: GPL-2.0-or-later
// What the end of pfirewall.log tells, behind a place that was noted before a crash: so that nothing in it is told a
// second time. Reads only; links are not followed.
#pragma once

#include "engine/log/fileposition.h"
#include "engine/model/logrecord.h"

#include <cstdint>
#include <string>
#include <vector>

namespace parapet {

struct W3cTail {
    std::uint64_t drops = 0;             // DROP lines, and the sum of INFO-EVENTS-LOST
    std::vector<LogRecord> connections;  // OPEN, OPEN-INBOUND and CLOSE in their order, without time
};

// Behind `position`; the file may have been renamed to path + ".old" since. Nothing if it is gone altogether.
W3cTail readTail(const std::string &path, const FilePosition &position);
// The end of the file now; no inode if there is none.
FilePosition endOfFile(const std::string &path);

}  // namespace parapet
