// SPDX-License-Identifier: GPL-2.0-or-later
// Configuration: parapet.conf, what an administrator sets for the helper and no client can change. Read once at start.
// What is wrong in it is told and left out, so that a slip of the pen does not cost the machine its firewall. Names and
// ranges are in parapetd(8).
#pragma once

#include "engine/base/result.h"
#include "engine/flow/timeouts.h"
#include "engine/log/eventstore.h"
#include "engine/log/loglocation.h"
#include "engine/model/w3cline.h"

#include <string>
#include <vector>

namespace parapet {

struct Configuration {
    std::vector<std::string> logFolders;  // besides LOGS_DIRECTORY
    LogSoftware logSoftware = LogSoftware::parapet;
    HistoryBounds history;
    FlowTimeouts timeouts;
    std::vector<std::string> problems;  // sentences for the administrator

    // A file that is not there is a configuration without entries.
    static Configuration read(const std::string &path);

    // Where a log file of the settings is: a name in logsDirectory, or a path below it or below one of the folders. Error
    // denied, with that explanation.
    Result<LogLocation> placeOf(const std::string &file, const std::string &logsDirectory) const;
};

}  // namespace parapet
