// SPDX-License-Identifier: GPL-2.0-or-later
// FileId: which file it is, whatever it is called. The time of its birth tells a file from a later one that got the same
// inode.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace parapet {

struct FileId {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t born = 0;  // nanoseconds since 1970; 0 where the file system does not tell
    bool operator==(const FileId &) const = default;
};

struct FileFacts {
    FileId id;
    bool removed = false;  // no name leads to it any more
    bool regular = false;
    std::uint32_t owner = 0;
};

// Follows links, also the kernel's own below /proc. Nothing if there is no such file or it cannot be seen.
std::optional<FileFacts> fileFacts(const std::string &path);

}  // namespace parapet
