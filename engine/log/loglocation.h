// SPDX-License-Identifier: GPL-2.0-or-later
// LogLocation: a file below a folder that the administrator gives to the log. Below that folder no link is followed, so that
// nobody who may write there leads the writer, which is root, elsewhere. One thread.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <utility>

namespace parapet {

struct LogLocation {
    std::string folder;  // absolute; given by the administrator or the service manager
    std::string file;    // below it, e.g. "pfirewall.log" or "today/pfirewall.log"

    std::string path() const { return folder + "/" + file; }
    std::string name() const { return file.substr(file.rfind('/') + 1); }
    bool operator==(const LogLocation &) const = default;
};

// The folder that the file is in, held open: what is done in it is done there and nowhere else.
class OpenFolder {
public:
    // Error io: it is not there, or a link or something else than a folder is on the way.
    static Result<OpenFolder> of(const LogLocation &place);
    OpenFolder(OpenFolder &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) { }
    OpenFolder &operator=(OpenFolder &&) = delete;
    ~OpenFolder();
    int fd() const { return m_fd; }

private:
    explicit OpenFolder(int fd) : m_fd(fd) { }
    int m_fd;
};

}  // namespace parapet
