// SPDX-License-Identifier: GPL-2.0-or-later
// Which Snap a file belongs to: each is mounted read-only at /snap/NAME/REVISION, whose files are root's. Pure.
#pragma once

#include <string_view>

namespace parapet {

// "firefox" for "/snap/firefox/1234/usr/lib/firefox/firefox"; empty for every other path.
constexpr std::string_view snapOf(std::string_view path)
{
    constexpr std::string_view folder = "/snap/";
    if (!path.starts_with(folder))
        return {};
    path.remove_prefix(folder.size());
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

}  // namespace parapet
