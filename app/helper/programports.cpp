// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/programports.h"

#include <algorithm>

namespace parapet {

namespace {

bool hasPrograms(const Profile &profile)
{
    return profile.opmode == Opmode::on
        && std::ranges::any_of(profile.programs, [](const auto &each) { return each.second.enabled; });
}

// One whose processes are not known yet may be anybody's.
bool mayBeOpen(const ListeningProgram &row)
{
    using enum ListeningProgram::Reach;
    return row.owners.empty() ? row.reach != local : row.reach == open && row.rule.kind == RuleId::Kind::program;
}

void sortOut(std::vector<std::uint16_t> &ports)
{
    std::ranges::sort(ports);
    const auto twice = std::ranges::unique(ports);
    ports.erase(twice.begin(), twice.end());
}

}  // namespace

PortLists programPorts(const std::vector<ListeningProgram> &rows, const Profile &profile)
{
    PortLists ports;
    if (!hasPrograms(profile))
        return ports;
    for (const ListeningProgram &row : rows) {
        const PortKey &port = row.listener.port;
        if (mayBeOpen(row))
            (port.protocol == PortProtocol::tcp ? ports.tcp : ports.udp).push_back(port.port);
    }
    sortOut(ports.tcp);
    sortOut(ports.udp);
    return ports;
}

}  // namespace parapet
