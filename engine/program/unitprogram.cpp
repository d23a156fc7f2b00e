// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/unitprogram.h"

#include "engine/model/checks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <utility>

namespace parapet {

namespace {

constexpr std::string_view socketSuffix = ".socket";
constexpr int deepest = 8;  // user.slice/user-1000.slice/user@1000.service/app.slice/x.socket

std::string withoutSuffix(const std::string &unit)
{
    return unit.substr(0, unit.size() - socketSuffix.size());
}

// "-!/usr/bin/web --once": the prefixes of systemd.service(5) and the arguments go.
std::string programOf(std::string command)
{
    command.erase(0, command.find_first_not_of("@-:+!|"));
    return command.substr(0, command.find_first_of(" \t"));
}

bool isTrue(std::string_view value)
{
    return value == "yes" || value == "true" || value == "on" || value == "1";
}

}  // namespace

UnitProgram::UnitProgram(std::string groups, std::vector<std::string> unitFolders)
    : m_groups(std::move(groups)), m_unitFolders(std::move(unitFolders))
{
}

UnitProgram UnitProgram::ofThisSystem()
{
    const bool hybrid = std::filesystem::exists("/sys/fs/cgroup/unified");
    return {hybrid ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup",
            {"/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
             "/lib/systemd/system", "/etc/systemd/user", "/usr/lib/systemd/user"}};
}

std::optional<std::string> UnitProgram::find(std::uint64_t controlGroup) const
{
    const std::string unit = socketUnit(controlGroup);
    if (unit.empty())
        return std::nullopt;
    std::string service = setting(unit, "Service");
    if (service.empty())
        service = withoutSuffix(unit) + (isTrue(setting(unit, "Accept")) ? "@.service" : ".service");
    const std::string program = programOf(setting(service, "ExecStart"));
    return problemWithProgram(program).empty() && program.front() == '/' ? std::optional(program) : std::nullopt;
}

// The id of a control group is the inode of its folder.
std::string UnitProgram::socketUnit(std::uint64_t controlGroup) const
{
    std::error_code error;
    std::filesystem::recursive_directory_iterator each(m_groups, error), end;
    for (; !error && each != end; each.increment(error)) {
        if (each.depth() >= deepest)
            each.disable_recursion_pending();
        const std::string name = each->path().filename().string();
        struct stat facts { };
        if (name.ends_with(socketSuffix) && stat(each->path().c_str(), &facts) == 0 && S_ISDIR(facts.st_mode)
            && facts.st_ino == controlGroup)
            return name;
    }
    return {};
}

// The last assignment in the unit's file; of a template's instance, in the template's.
std::string UnitProgram::setting(const std::string &unit, std::string_view name) const
{
    for (const std::string &folder : m_unitFolders) {
        std::ifstream file(folder + "/" + unit);
        std::string value;
        const std::string begin = std::string(name) + "=";
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with(begin) && (value.empty() || name != "ExecStart"))
                value = line.substr(begin.size());
        }
        if (file.eof())
            return value;
    }
    return {};
}

}  // namespace parapet
