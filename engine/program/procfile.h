// SPDX-License-Identifier: GPL-2.0-or-later
// The little files below /proc/PID, read as text. All of it is written by the kernel, much of it holds what the process says:
// plain text of bounded length, which the caller checks. Empty where there is nothing to read. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::procfile {

std::string line(const std::string &file);                // the first line
bool isThere(const std::string &link);                    // also if it may not be read
std::string link(const std::string &file);                // where a link leads, as text
std::vector<std::string> words(const std::string &file);  // separated by zero bytes: cmdline
std::string environment(const std::string &file, std::string_view name);
// The first word of a field of "status".
std::optional<std::string> statusField(const std::string &file, std::string_view name);
// Field 22 of "stat", in clock ticks since the system came up; 0: not known.
std::uint64_t startTime(const std::string &file);
// The path in the hierarchy that systemd keeps: the unified one, else the one named systemd.
std::string controlGroup(const std::string &file);
// The name in a .flatpak-info; empty if it is none.
std::string flatpakId(const std::string &file);
// A path relative to a folder, without "." and ".." in it.
std::string joined(const std::string &folder, std::string_view path);

}  // namespace parapet::procfile
