// SPDX-License-Identifier: GPL-2.0-or-later
// Where this system keeps its control groups (cgroups(7)): BPF programs that shall see every process hang at their root.
#pragma once

#include "engine/base/descriptor.h"
#include "engine/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace parapet {

// The first mount of cgroup v2 in the text of /proc/self/mountinfo (proc_pid_mountinfo(5)). It may be anywhere:
// /sys/fs/cgroup, or beside version 1 in /sys/fs/cgroup/unified.
std::optional<std::string> cgroupMount(std::string_view mountinfo);

// Errors: version 2 is not mounted here, or only a part of it, as in a container (unsupported).
Result<Descriptor> openCgroupRoot();

}  // namespace parapet
