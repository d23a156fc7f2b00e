// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/procfile.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <filesystem>
#include <limits.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace parapet::procfile {

namespace {

constexpr std::size_t longest = 64 * 1024;

// Not a FIFO that would make us wait, and not without end.
std::string content(const std::string &file)
{
    const int open = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (open < 0)
        return {};
    std::string text;
    std::array<char, 4096> part;
    struct stat facts { };
    if (fstat(open, &facts) == 0 && S_ISREG(facts.st_mode)) {
        for (ssize_t got; text.size() < longest && (got = read(open, part.data(), part.size())) > 0;)
            text.append(part.data(), static_cast<std::size_t>(got));
    }
    close(open);
    return text;
}

std::vector<std::string> split(const std::string &text, char at)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, at);)
        parts.push_back(part);
    return parts;
}

}  // namespace

std::string line(const std::string &file)
{
    const std::string text = content(file);
    return text.substr(0, text.find('\n'));
}

bool isThere(const std::string &link)
{
    char byte;
    return readlink(link.c_str(), &byte, 1) >= 0 || (errno != ENOENT && errno != ESRCH);
}

std::string link(const std::string &file)
{
    std::array<char, PATH_MAX> target;
    const ssize_t length = readlink(file.c_str(), target.data(), target.size());
    return length > 0 ? std::string(target.data(), static_cast<std::size_t>(length)) : std::string();
}

std::vector<std::string> words(const std::string &file)
{
    return split(content(file), '\0');
}

std::string environment(const std::string &file, std::string_view name)
{
    const std::string wanted = std::string(name) + "=";
    const std::vector<std::string> all = words(file);
    const auto found = std::ranges::find_if(all, [&](const std::string &each) { return each.starts_with(wanted); });
    return found != all.end() ? found->substr(wanted.size()) : std::string();
}

std::optional<std::string> statusField(const std::string &file, std::string_view name)
{
    const std::string wanted = std::string(name) + ":";
    for (const std::string &each : split(content(file), '\n')) {
        if (!each.starts_with(wanted))
            continue;
        std::istringstream rest(each.substr(wanted.size()));
        std::string word;
        rest >> word;
        return word;
    }
    return std::nullopt;
}

std::uint64_t startTime(const std::string &file)
{
    const std::string text = content(file);
    const std::size_t afterName = text.rfind(')');  // the name may hold anything, also blanks and brackets
    if (afterName == std::string::npos)
        return 0;
    std::istringstream rest(text.substr(afterName + 1));
    std::string field;
    for (int number = 3; number <= 22; ++number)
        rest >> field;
    std::uint64_t ticks = 0;
    std::from_chars(field.data(), field.data() + field.size(), ticks);
    return ticks;
}

// "0::/user.slice/..." or "1:name=systemd:/user.slice/..."; where there are both, one may be a bare "/".
std::string controlGroup(const std::string &file)
{
    std::string found;
    for (const std::string &each : split(content(file), '\n')) {
        const std::size_t first = each.find(':'), second = each.find(':', first + 1);
        if (second == std::string::npos)
            continue;
        const std::string_view controllers = std::string_view(each).substr(first + 1, second - first - 1);
        const std::string path = each.substr(second + 1);
        if ((controllers.empty() || controllers == "name=systemd") && path.size() > found.size())
            found = path;
    }
    return found;
}

std::string flatpakId(const std::string &file)
{
    bool application = false;
    for (const std::string &each : split(content(file), '\n')) {
        if (each.starts_with('['))
            application = each == "[Application]";
        else if (application && each.starts_with("name="))
            return each.substr(5);
    }
    return {};
}

std::string joined(const std::string &folder, std::string_view path)
{
    return (std::filesystem::path(folder) / path).lexically_normal().string();
}

}  // namespace parapet::procfile
