// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/cgroups.h"

#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/stat.h>

namespace parapet {

namespace {

constexpr ino_t trueRoot = 1;  // in a cgroup namespace, what looks like the root has another number

}  // namespace

// "31 23 0:28 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw": the mount point is the fifth word, the
// type the first after the hyphen.
std::optional<std::string> cgroupMount(std::string_view mountinfo)
{
    std::istringstream lines{std::string(mountinfo)};
    for (std::string line; std::getline(lines, line);) {
        if (line.find(" - cgroup2 ") == std::string::npos)
            continue;
        std::istringstream words(line);
        std::string word, mountPoint;
        words >> word >> word >> word >> word >> mountPoint;
        return mountPoint;
    }
    return std::nullopt;
}

Result<Descriptor> openCgroupRoot()
{
    std::ifstream file("/proc/self/mountinfo");
    std::stringstream text;
    text << file.rdbuf();
    const std::optional<std::string> mount = cgroupMount(text.str());
    Descriptor root(mount ? open(mount->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1);
    struct stat status { };
    if (!root || fstat(root.get(), &status) != 0)
        return Error{ErrorKind::unsupported, "Control groups (cgroup v2) are not mounted here."};
    if (status.st_ino != trueRoot)
        return Error{ErrorKind::unsupported, "Only some of the control groups (cgroup v2) can be seen from here."};
    return root;
}

}  // namespace parapet
