// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/logging.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/valuechecks.h"

#include <algorithm>

namespace parapet::ctl {

namespace {

// XP pads the keys of this section less.
std::string logField(std::string_view key, std::string_view value)
{
    return row({{key, 16}, {"= ", 2}, {value, 0}});
}

// A path of Windows is judged as a path, although "\\" may stand in a name here.
Result<std::string> chosenFile(const Invocation &invocation, const Snapshot &snapshot)
{
    const Status &status = snapshot.status;
    std::string file(invocation.value("filelocation"));
    const std::string folder = logFolder(status);
    if (!folder.empty() && file.starts_with(folder))
        file.erase(0, folder.size());
    else
        std::ranges::replace(file, '\\', '/');
    const std::string problem = problemWithLogFile(file);
    if (problem.empty())
        return file;
    const std::string where = folder.empty() ? "" : " The folder is " + plain(folder) + ".";
    return Error{ErrorKind::invalid,
                 plain(invocation.value("filelocation")) + " is not an acceptable value for filelocation.\n" + problem
                     + where};
}

}  // namespace

std::string logFolder(const Status &status)
{
    return status.logFolders.empty() ? std::string() : status.logFolders.front() + "/";
}

std::string logPath(const Snapshot &snapshot)
{
    const std::string &file = snapshot.settings.log.file;
    return file.starts_with('/') ? file : logFolder(snapshot.status) + file;
}

std::string logText(const Snapshot &snapshot)
{
    const LogSettings &log = snapshot.settings.log;
    return section("Log configuration") + logField("File location", logPath(snapshot))
        + logField("Max file size", std::to_string(log.maxSizeKb) + " KB")
        + logField("Dropped packets", enabledText(log.droppedPackets))
        + logField("Connections", enabledText(log.successfulConnections));
}

Result<Answer> setLogging(const Invocation &invocation, const Snapshot &snapshot)
{
    LogSettings log = snapshot.settings.log;
    if (invocation.given("filelocation")) {
        Result<std::string> file = chosenFile(invocation, snapshot);
        if (!file)
            return file.error();
        log.file = *std::move(file);
    }
    if (const auto size = wholeNumber(invocation.value("maxfilesize")))
        log.maxSizeKb = static_cast<std::uint32_t>(*size);
    if (invocation.given("droppedpackets"))
        log.droppedPackets = invocation.value("droppedpackets") == "ENABLE";
    if (invocation.given("connections"))
        log.successfulConnections = invocation.value("connections") == "ENABLE";
    return Answer{{SetLog{log}}, {}};
}

Result<Answer> showLogging(const Invocation &invocation, const Snapshot &snapshot)
{
    return Answer{{}, invocation.json ? loggingJson(snapshot) : logText(snapshot)};
}

}  // namespace parapet::ctl
