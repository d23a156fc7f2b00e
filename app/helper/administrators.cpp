// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/administrators.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <grp.h>

namespace parapet {

namespace {

std::optional<std::uint32_t> groupId(const char *name)
{
    std::vector<char> space(64 * 1024);  // for the list of members, which is not asked for
    group entry{};
    group *found = nullptr;
    if (getgrnam_r(name, &entry, space.data(), space.size(), &found) != 0 || !found)
        return std::nullopt;
    return found->gr_gid;
}

}  // namespace

bool isAdministrator(std::uint32_t uid, std::span<const std::uint32_t> groups)
{
    constexpr std::array names{"sudo", "wheel", "admin"};
    const auto isMember = [groups](const char *name) {
        const auto id = groupId(name);
        return id && std::ranges::find(groups, *id) != groups.end();
    };
    return uid == 0 || std::ranges::any_of(names, isMember);
}

}  // namespace parapet
