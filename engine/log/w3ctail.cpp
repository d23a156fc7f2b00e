// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/w3ctail.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <sstream>
#include <string_view>

namespace parapet {
namespace {

constexpr std::size_t fields = 17, infoField = 15;

template <class T> T number(const std::string &text)
{
    T value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::uint8_t protocolNumber(const std::string &text)
{
    if (text == "TCP")
        return ipproto::tcp;
    if (text == "UDP")
        return ipproto::udp;
    return text == "ICMP" ? ipproto::icmp : number<std::uint8_t>(text);
}

LogRecord connection(LogAction action, const std::array<std::string, fields> &line)
{
    LogRecord record;
    record.action = action;
    record.direction = action == LogAction::openInbound ? Direction::inbound : Direction::outbound;
    record.protocol = protocolNumber(line[3]);
    record.source = IpAddress::parse(line[4]).value_or(IpAddress());
    record.destination = IpAddress::parse(line[5]).value_or(IpAddress());
    record.hasPorts = record.protocol == ipproto::tcp || record.protocol == ipproto::udp;
    record.sourcePort = number<std::uint16_t>(line[6]);
    record.destinationPort = number<std::uint16_t>(line[7]);
    return record;
}

void takeLine(W3cTail &tail, const std::string &text)
{
    std::istringstream words(text);
    std::array<std::string, fields> line;
    for (std::string &field : line) {
        if (!(words >> field))
            return;  // a header, or a line that was cut off
    }
    const auto action = logActionFromWord(line[2]);
    if (action == LogAction::drop)
        ++tail.drops;
    else if (action == LogAction::eventsLost)
        tail.drops += number<std::uint64_t>(line[infoField]);
    else if (action)
        tail.connections.push_back(connection(*action, line));
}

int openLog(const std::string &path)
{
    return ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

FilePosition endOf(int fd)
{
    struct stat status { };
    if (fd < 0 || ::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return {};
    return {status.st_ino, static_cast<std::uint64_t>(status.st_size)};
}

// The last line only if it is whole: the writer ends it at its next start, but nobody can say what it was to be.
void readFrom(int fd, std::uint64_t offset, W3cTail &tail)
{
    std::string line;
    std::array<char, 65536> block;
    for (ssize_t length = 0; (length = ::pread(fd, block.data(), block.size(), static_cast<off_t>(offset))) > 0;) {
        offset += static_cast<std::uint64_t>(length);
        for (const char c : std::string_view(block.data(), static_cast<std::size_t>(length))) {
            if (c == '\n') {
                takeLine(tail, line);
                line.clear();
            } else {
                line += c;
            }
        }
    }
}

}  // namespace

FilePosition endOfFile(const std::string &path)
{
    const int fd = openLog(path);
    const FilePosition end = endOf(fd);
    if (fd >= 0)
        ::close(fd);
    return end;
}

W3cTail readTail(const std::string &path, const FilePosition &position)
{
    W3cTail tail;
    const int now = openLog(path), before = openLog(path + ".old");
    const std::uint64_t inode = endOf(now).inode;
    if (inode != 0 && inode == position.inode) {
        readFrom(now, position.size, tail);
    } else if (position.inode == 0 || endOf(before).inode == position.inode) {
        if (position.inode != 0)
            readFrom(before, position.size, tail);
        if (inode != 0)
            readFrom(now, 0, tail);
    }
    for (const int fd : {now, before}) {
        if (fd >= 0)
            ::close(fd);
    }
    return tail;
}

}  // namespace parapet
