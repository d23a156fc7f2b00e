// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/procfsholders.h"

#include <charconv>
#include <dirent.h>
#include <fcntl.h>
#include <functional>
#include <optional>
#include <unistd.h>
#include <unordered_set>
#include <utility>

namespace parapet {

namespace {

template <class Number> std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// folder: an open directory, closed here; -1: nothing is called.
void forEachEntry(int folder, const std::function<void(int folder, const char *name)> &each)
{
    if (folder < 0)
        return;
    DIR *open = fdopendir(folder);
    if (!open) {
        close(folder);
        return;
    }
    while (const dirent *entry = readdir(open))
        each(folder, entry->d_name);
    closedir(open);
}

// "socket:[12345]"
std::optional<std::uint64_t> socketOf(int folder, const char *name)
{
    char target[64];
    const ssize_t length = readlinkat(folder, name, target, sizeof target);
    std::string_view text(target, length > 0 ? static_cast<std::size_t>(length) : 0);
    if (!text.starts_with("socket:[") || !text.ends_with("]"))
        return std::nullopt;
    return number<std::uint64_t>(text.substr(8, text.size() - 9));
}

}  // namespace

Holders ProcfsHolders::find(std::span<const std::uint64_t> inodes)
{
    Holders holders;
    const std::unordered_set<std::uint64_t> wanted(inodes.begin(), inodes.end());
    const auto addSockets = [&](int process, pid_t pid) {
        forEachEntry(openat(process, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC), [&](int folder, const char *name) {
            const auto inode = socketOf(folder, name);
            if (!inode || (!wanted.empty() && !wanted.contains(*inode)))
                return;
            std::vector<pid_t> &pids = holders[*inode];
            if (pids.empty() || pids.back() != pid)
                pids.push_back(pid);
        });
    };
    forEachEntry(open(m_proc.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), [&](int proc, const char *name) {
        const auto pid = number<pid_t>(name);
        const int process = pid ? openat(proc, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        if (process < 0)
            return;
        addSockets(process, *pid);
        close(process);
    });
    return holders;
}

}  // namespace parapet
