// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/w3cwriter.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace parapet {

W3cWriter::W3cWriter(LogLocation place, std::uint64_t maxBytes, LogSoftware software)
    : m_place(std::move(place)), m_path(m_place.path()), m_maxBytes(maxBytes), m_software(software)
{
}

W3cWriter::~W3cWriter()
{
    close();
}

void W3cWriter::setMaxBytes(std::uint64_t maxBytes)
{
    m_maxBytes = maxBytes;
}

Outcome W3cWriter::append(const LogRecord &record)
{
    const std::string line = w3cLine(record);
    if (m_fd < 0) {
        if (Outcome opened = openFile(); !opened)
            return opened;
    }
    if (m_buffer.size() + line.size() > bufferMax || wouldOverflow(line.size())) {
        if (Outcome flushed = flush(); !flushed)
            return flushed;
    }
    if (wouldOverflow(line.size())) {
        if (Outcome rolled = rollOver(); !rolled)
            return rolled;
    }
    m_buffer += line;
    return Done{};
}

Outcome W3cWriter::flush()
{
    if (m_fd >= 0 && !isStillOurs())
        closeFile();
    if (m_fd < 0 && m_buffer.empty())
        return Done{};
    if (m_fd < 0) {
        if (Outcome opened = openFile(); !opened)
            return opened;
    }
    if (Outcome written = write(m_buffer); !written)
        return written;
    m_buffer.clear();
    return Done{};
}

void W3cWriter::close()
{
    (void)flush();
    closeFile();
}

void W3cWriter::closeFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    m_inode = 0;
}

// O_NONBLOCK: somebody's FIFO must not hold us up; it means nothing for the regular files that checkFile() lets pass.
Outcome W3cWriter::openFile()
{
    const Result<OpenFolder> folder = OpenFolder::of(m_place);
    if (!folder)
        return folder.error();
    m_fd = ::openat(folder->fd(), m_place.name().c_str(),
                    O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0640);
    if (m_fd < 0 && errno == ELOOP)
        return Error{ErrorKind::io, "Cannot write " + m_path + ": it is a link, and links are not followed."};
    if (m_fd < 0)
        return systemError(errno);
    Outcome checked = checkFile();
    if (!checked)
        closeFile();
    return checked;
}

Outcome W3cWriter::checkFile()
{
    struct stat status { };
    if (::fstat(m_fd, &status) != 0)
        return systemError(errno);
    std::array<char, w3cFirstLine.size()> start{};
    const bool regular = S_ISREG(status.st_mode);
    const ssize_t length = regular ? ::pread(m_fd, start.data(), start.size(), 0) : 0;
    const std::string_view begin(start.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    if (!regular || (status.st_size > 0 && begin != w3cFirstLine))
        return Error{ErrorKind::exists,
                     "Cannot write " + m_path + ": it is something else than a firewall log. Move it away."};
    m_inode = status.st_ino;
    return beginFile(static_cast<std::uint64_t>(status.st_size));
}

// The header of a new file; a line end where an earlier writer was stopped in the middle of a line.
Outcome W3cWriter::beginFile(std::uint64_t size)
{
    m_size = size;
    if (size == 0)
        return write(w3cHeader(m_software));
    char last = 0;
    if (::pread(m_fd, &last, 1, static_cast<off_t>(size - 1)) != 1)
        return systemError(errno);
    return last == '\n' ? Outcome(Done{}) : write("\r\n");
}

bool W3cWriter::wouldOverflow(std::size_t more) const
{
    const std::size_t header = w3cHeader(m_software).size();
    const std::uint64_t present = m_size + m_buffer.size();
    return present > header && present + more > m_maxBytes;  // a file has at least one line
}

// XP SP2: the full log becomes pfirewall.log.old, the .old before it is gone, and a new one begins with its header.
// The buffer is empty here: its lines belong to the full log.
Outcome W3cWriter::rollOver()
{
    const Result<OpenFolder> folder = OpenFolder::of(m_place);
    if (!folder)
        return folder.error();
    const std::string name = m_place.name();
    if (::renameat(folder->fd(), name.c_str(), folder->fd(), (name + ".old").c_str()) != 0)
        return systemError(errno);
    closeFile();
    return openFile();
}

bool W3cWriter::isStillOurs()
{
    struct stat named { };
    struct stat opened { };
    const Result<OpenFolder> folder = OpenFolder::of(m_place);
    if (!folder || ::fstatat(folder->fd(), m_place.name().c_str(), &named, AT_SYMLINK_NOFOLLOW) != 0
        || ::fstat(m_fd, &opened) != 0)
        return false;
    return named.st_dev == opened.st_dev && named.st_ino == opened.st_ino
        && static_cast<std::uint64_t>(opened.st_size) == m_size;
}

// All of it or nothing: what a full disk took of it is cut off again, so that the next line starts where a line
// starts. If even that fails, opening anew ends the torn line.
Outcome W3cWriter::write(std::string_view text)
{
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t count = ::write(m_fd, text.data() + done, text.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            const int number = errno;
            if (::ftruncate(m_fd, static_cast<off_t>(m_size)) != 0)
                closeFile();
            return systemError(number);
        }
        done += static_cast<std::size_t>(count);
    }
    m_size += text.size();
    return Done{};
}

Error W3cWriter::systemError(int number) const
{
    return {ErrorKind::io, "Cannot write " + m_path + ": " + std::generic_category().message(number) + "."};
}

}  // namespace parapet
