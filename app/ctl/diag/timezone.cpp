// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/timezone.h"

#include <filesystem>
#include <string_view>
#include <system_error>

namespace parapet::ctl {

std::optional<std::string> timeZone(const std::string &file)
{
    constexpr std::string_view folder = "zoneinfo/";
    std::error_code failed;
    if (!std::filesystem::exists(file, failed))
        return std::nullopt;
    const std::string target = std::filesystem::read_symlink(file, failed).string();
    const std::size_t at = target.find(folder);
    return at == std::string::npos ? std::string() : target.substr(at + folder.size());
}

}  // namespace parapet::ctl
