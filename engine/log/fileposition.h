// SPDX-License-Identifier: GPL-2.0-or-later
// FilePosition: a place in a file that is known again after the file was renamed.
#pragma once

#include <cstdint>

namespace parapet {

struct FilePosition {
    std::uint64_t inode = 0;  // 0: no file
    std::uint64_t size = 0;   // bytes before it
    bool operator==(const FilePosition &) const = default;
};

}  // namespace parapet
