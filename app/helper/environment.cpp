// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/environment.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace parapet {

namespace {

// systemd may give several folders with colons between; the first is ours.
std::string folder(const char *variable, const char *fallback)
{
    const char *value = std::getenv(variable);
    if (!value || *value == '\0')
        return fallback;
    const std::string list = value;
    return list.substr(0, list.find(':'));
}

Outcome makeFolder(const std::string &path)
{
    namespace fs = std::filesystem;
    std::error_code problem;
    if (fs::is_directory(path, problem))
        return Done{};
    fs::create_directories(path, problem);
    if (!problem)
        fs::permissions(path, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec, problem);
    if (problem)
        return Error{ErrorKind::io, "The folder " + path + " could not be made: " + problem.message() + "."};
    return Done{};
}

std::string holder(int file)
{
    char text[32] = {};
    const ssize_t length = pread(file, text, sizeof text - 1, 0);
    return length > 0 ? " (process " + std::string(text, std::strcspn(text, "\n")) + ")" : std::string();
}

}  // namespace

Environment Environment::read()
{
    return {folder("STATE_DIRECTORY", "/var/lib/parapet"), folder("LOGS_DIRECTORY", "/var/log/parapet"),
            folder("CONFIGURATION_DIRECTORY", "/etc/parapet"), folder("RUNTIME_DIRECTORY", "/run/parapet")};
}

Outcome Environment::makeFolders() const
{
    for (const std::string *path : {&stateDirectory, &logsDirectory, &runtimeDirectory}) {
        if (Outcome made = makeFolder(*path); !made)
            return made;
    }
    return Done{};
}

Result<InstanceLock> InstanceLock::take(const std::string &stateDirectory)
{
    const std::string path = stateDirectory + "/parapetd.lock";
    int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0 && errno == EROFS)
        file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);  // as good for a lock
    if (file < 0)
        return Error{ErrorKind::io, path + " could not be opened: " + std::strerror(errno) + "."};
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        Error taken{ErrorKind::busy,
                    "Another parapetd" + holder(file) + " already works with " + stateDirectory
                        + ". Only one can guard a machine; stop that one first."};
        close(file);
        return taken;
    }
    const std::string process = std::to_string(getpid()) + "\n";
    if (ftruncate(file, 0) != 0 || pwrite(file, process.data(), process.size(), 0) < 0) {
        // Only the number in the other's message is lost.
    }
    return InstanceLock(file);
}

InstanceLock::InstanceLock(InstanceLock &&other) noexcept : m_file(std::exchange(other.m_file, -1)) { }

InstanceLock::~InstanceLock()
{
    if (m_file >= 0)
        close(m_file);
}

}  // namespace parapet
