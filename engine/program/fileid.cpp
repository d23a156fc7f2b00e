// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/fileid.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace parapet {

std::optional<FileFacts> fileFacts(const std::string &path)
{
    struct statx told { };
    constexpr unsigned wanted = STATX_TYPE | STATX_INO | STATX_NLINK | STATX_BTIME | STATX_UID;
    if (statx(AT_FDCWD, path.c_str(), AT_NO_AUTOMOUNT, wanted, &told) != 0)
        return std::nullopt;
    const std::int64_t born = (told.stx_mask & STATX_BTIME) != 0
        ? std::int64_t{told.stx_btime.tv_sec} * 1'000'000'000 + told.stx_btime.tv_nsec
        : 0;
    return FileFacts{{makedev(told.stx_dev_major, told.stx_dev_minor), told.stx_ino, born},
                     told.stx_nlink == 0,
                     S_ISREG(told.stx_mode),
                     told.stx_uid};
}

}  // namespace parapet
