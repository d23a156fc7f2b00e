// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/loglocation.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace parapet {
namespace {

constexpr int folderFlags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

Error cannotOpen(const std::string &path, int number)
{
    // With O_DIRECTORY a link is "not a directory".
    const bool isLink = number == ELOOP || number == ENOTDIR;
    const std::string why =
        isLink ? "it is a link or no folder, and links are not followed" : std::generic_category().message(number);
    return {ErrorKind::io, "Cannot write in the folder " + path + ": " + why + "."};
}

}  // namespace

Result<OpenFolder> OpenFolder::of(const LogLocation &place)
{
    std::string path = place.folder;
    int fd = ::open(path.c_str(), folderFlags);
    if (fd < 0)
        return cannotOpen(path, errno);
    for (std::size_t begin = 0, end = 0; (end = place.file.find('/', begin)) != std::string::npos; begin = end + 1) {
        const std::string name = place.file.substr(begin, end - begin);
        path += "/" + name;
        const int next = name == ".." ? -1 : ::openat(fd, name.c_str(), folderFlags);
        const int number = name == ".." ? ELOOP : errno;
        ::close(fd);
        if (next < 0)
            return cannotOpen(path, number);
        fd = next;
    }
    return OpenFolder(fd);
}

OpenFolder::~OpenFolder()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

}  // namespace parapet
