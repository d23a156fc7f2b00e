// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/logplace.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace parapet {

namespace {

// Root may write where the permissions say otherwise, but not on a file system that is read-only.
int reasonAgainst(const std::string &path)
{
    return faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 ? 0 : errno;
}

}  // namespace

LogPlace lookAtLogPlace(const std::string &file)
{
    const std::string folder = std::filesystem::path(file).parent_path().string();
    LogPlace place;
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed)) {
        place.problem = "The folder " + folder + " is not there.";
        return place;
    }
    int reason = reasonAgainst(folder);
    std::string what = folder;
    if (reason == 0 && std::filesystem::exists(file, failed)) {
        reason = reasonAgainst(file);
        what = file;
    }
    if (reason != 0)
        place.problem = what + " cannot be written: " + std::generic_category().message(reason) + ".";
    if (const auto space = std::filesystem::space(folder, failed); !failed)
        place.free = space.available;
    return place;
}

}  // namespace parapet
