// SPDX-License-Identifier: GPL-2.0-or-later
// Process: what is known of a process that may receive packets. All text in it comes from the process or its files and is
// plain text to show. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parapet {

struct Process {
    std::int32_t pid = 0;
    std::uint64_t started = 0;  // in clock ticks since the system came up: tells a later process with the same pid
    std::uint32_t uid = 0;      // real user of the process
    std::uint32_t person = 0;   // who logged in and started it, also through sudo; valid if session
    // By what an exception may name it (ProgramException's key), best first: the path of its file, or of the script that
    // an interpreter runs, in this system's own file tree, or "flatpak:ID", "snap:ID". Empty: no exception can name it.
    std::vector<std::string> keys;
    std::string path;       // of its executable, as the kernel tells it, without "(deleted)"
    std::string name;       // short, to show: the last part of the best key, else the command's name
    std::string unit;       // of systemd, from its cgroup: "nginx.service", "app-foo.scope"; empty: not known
    bool session = false;   // belongs to a person's session, not to a service (xp-reference 3.1)
    bool replaced = false;  // its file is no longer the one at that path: it was upgraded or deleted
    bool foreign = false;   // its file is in another file tree (a container's)
    bool operator==(const Process &) const = default;

    // The key under which it is asked about and added; empty: none.
    std::string key() const { return keys.empty() ? std::string() : keys.front(); }
};

}  // namespace parapet
