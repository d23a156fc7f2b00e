// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/username.h"

#include <vector>

#include <pwd.h>

namespace parapet {

std::string userName(std::uint32_t uid)
{
    std::vector<char> space(16 * 1024);
    passwd entry{};
    passwd *found = nullptr;
    if (getpwuid_r(uid, &entry, space.data(), space.size(), &found) != 0 || !found)
        return std::to_string(uid);
    return found->pw_name;
}

}  // namespace parapet
