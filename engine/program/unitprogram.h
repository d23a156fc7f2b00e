// SPDX-License-Identifier: GPL-2.0-or-later
// UnitProgram: what systemd starts for a socket that it holds itself (systemd.socket(5)). The socket was made in the control
// group of its unit, the kernel tells that group, and the unit's files name the program. Drop-ins are not read. Any
// thread; reads files, so never on the verdict path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet {

class UnitProgram {
public:
    // groups: where the unified hierarchy is mounted; unitFolders: those of systemd.unit(5), first match wins.
    UnitProgram(std::string groups, std::vector<std::string> unitFolders);
    static UnitProgram ofThisSystem();

    // The whole path of the program for a socket of this control group; nothing if it is that of no socket unit.
    std::optional<std::string> find(std::uint64_t controlGroup) const;

private:
    std::string socketUnit(std::uint64_t controlGroup) const;
    std::string setting(const std::string &unit, std::string_view name) const;

    std::string m_groups;
    std::vector<std::string> m_unitFolders;
};

}  // namespace parapet
