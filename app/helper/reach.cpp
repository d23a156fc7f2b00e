// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/reach.h"

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

// Somewhere in the world (RFC 5737, RFC 3849).
IpAddress anybody(const IpAddress &local)
{
    static const IpAddress v4 = IpAddress::v4(0xCB007101), v6 = *IpAddress::parse("2001:db8::1");
    return local.isV4() ? v4 : v6;
}

// By this entry somebody gets in, if not everybody.
bool opens(const Decision &decision)
{
    return decision.verdict == Verdict::accept || decision.reason == Reason::outOfScope;
}

}  // namespace

Reach::Reach(std::shared_ptr<const Policy> policy, const ProgramNames &names, const Interfaces &interfaces)
    : m_policy(std::move(policy)), m_names(&names)
{
    for (const Interface &interface : interfaces)
        m_interfaces.push_back(interface.index);
    if (m_interfaces.empty())
        m_interfaces.push_back(0);
}

void Reach::judge(ListeningProgram &row) const
{
    using enum ListeningProgram::Reach;
    row.rule = {};
    row.program.clear();
    if (row.listener.local.isLoopback()) {
        row.reach = local;
        return;
    }
    const auto interfaces = filteredInterfaces(row.listener);
    row.reach = interfaces.empty() ? unfiltered : blocked;
    for (const std::uint32_t interface : interfaces) {
        row.rule = openedBy(row, interface);
        if (row.rule.kind == RuleId::Kind::none)
            continue;
        row.reach = open;
        row.program = m_names->name(row.rule.program);
        return;
    }
}

// Those by which a packet may come to it. One without a firewall says nothing about the others.
std::vector<std::uint32_t> Reach::filteredInterfaces(const Listener &listener) const
{
    std::vector<std::uint32_t> interfaces = m_interfaces;
    if (listener.interface != 0)
        interfaces = {listener.interface};
    else if (!listener.local.isUnspecified() && !listener.local.isMulticast())
        interfaces = {m_policy->interfaceOf(listener.local)};
    std::erase_if(interfaces, [this](std::uint32_t interface) { return !m_policy->filters(interface); });
    return interfaces;
}

RuleId Reach::openedBy(const ListeningProgram &row, std::uint32_t interface) const
{
    const Sender sender{anybody(row.listener.local), interface};
    const PortKey &port = row.listener.port;
    const Decision byPort = m_policy->inboundPort(port.protocol, port.port, sender);
    if (opens(byPort))
        return byPort.rule;
    return m_policy->hasPrograms() ? openedByProgram(row, sender) : RuleId();
}

// As in the filter: each process that holds the socket must be allowed, by any of its keys.
RuleId Reach::openedByProgram(const ListeningProgram &row, const Sender &sender) const
{
    RuleId rule;
    for (const Process &owner : row.owners) {
        const auto key = std::ranges::find_if(owner.keys, [&](const std::string &each) {
            return opens(m_policy->inboundProgram(each, row.listener.port, sender));
        });
        if (key == owner.keys.end())
            return {};
        rule = m_policy->inboundProgram(*key, row.listener.port, sender).rule;
    }
    return rule;
}

}  // namespace parapet
