// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/database.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <system_error>

namespace parapet {
namespace {

bool exists(const std::string &path)
{
    struct stat status { };
    return ::lstat(path.c_str(), &status) == 0;
}

std::string damagedName(const std::string &path, std::int64_t unixTime)
{
    const std::time_t seconds = unixTime;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char stamp[32];
    std::strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &parts);
    return path + ".damaged-" + stamp;
}

// Only the helper writes in this folder, so that a name found free stays free.
std::string freeName(const std::string &wanted)
{
    std::string name = wanted;
    for (int number = 2; exists(name) || exists(name + "-wal") || exists(name + "-shm"); ++number)
        name = wanted + "-" + std::to_string(number);
    return name;
}

Outcome rename(const std::string &from, const std::string &to)
{
    if (std::rename(from.c_str(), to.c_str()) == 0)
        return Done{};
    const int number = errno;
    return Error{number == ENOENT ? ErrorKind::notFound : ErrorKind::io,
                 "Cannot set " + from + " aside: " + std::generic_category().message(number) + "."};
}

}  // namespace

// The side files go first: SQLite removes a -wal that it finds beside a new, empty database.
Result<std::string> setAside(const std::string &path, std::int64_t unixTime)
{
    const std::string name = freeName(damagedName(path, unixTime));
    for (const char *suffix : {"-wal", "-shm"}) {
        Outcome moved = rename(path + suffix, name + suffix);
        if (!moved && moved.error().kind != ErrorKind::notFound)
            return moved.error();
    }
    if (Outcome moved = rename(path, name); !moved)
        return moved.error();
    return name;
}

}  // namespace parapet
