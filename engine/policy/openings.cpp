// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/policy/openings.h"

namespace parapet {

void Openings::add(const RuleId &rule, const Scope &scope, const Interfaces &interfaces)
{
    const auto [known, isNew] = m_known.try_emplace(scope.text(), static_cast<std::uint32_t>(m_scopes.size()));
    if (isNew)
        m_scopes.emplace_back(scope, interfaces);
    m_added[rule.port].push_back({known->second, rule.kind, rule.index});
}

// There are no more lists than ports of one protocol times two, and no more than 20,000 exceptions: a number of 16 bits
// names them all.
void Openings::seal()
{
    std::map<List, std::uint16_t> numbers;
    for (auto &[key, list] : m_added) {
        const auto [number, isNew] = numbers.try_emplace(list, static_cast<std::uint16_t>(m_lists.size() + 1));
        if (isNew)
            m_lists.push_back(std::move(list));
        ByPort &ports = m_byPort[key.protocol == PortProtocol::udp];
        ports.resize(65536);
        ports[key.port] = number->second;
    }
    m_added.clear();
    m_known.clear();
}

std::optional<Openings::Answer> Openings::find(const PortKey &key, const Sender &sender) const
{
    const ByPort &ports = byPort(key.protocol);
    const std::uint16_t number = ports.empty() ? 0 : ports[key.port];
    if (number == 0)
        return std::nullopt;
    const List &list = m_lists[number - 1U];
    for (const Entry &entry : list) {
        if (m_scopes[entry.scope].contains(sender))
            return Answer{{entry.kind, entry.index, key}, true};
    }
    return Answer{{list.front().kind, list.front().index, key}, false};
}

std::vector<Opening> Openings::list() const
{
    std::vector<Opening> all;
    for (const PortProtocol protocol : {PortProtocol::tcp, PortProtocol::udp}) {
        forEachPort(protocol, [&](std::uint16_t port) {
            addRanges(m_lists[byPort(protocol)[port] - 1U], {protocol, port}, all);
        });
    }
    return all;
}

void Openings::addRanges(const List &entries, const PortKey &port, std::vector<Opening> &all) const
{
    std::map<std::uint32_t, std::vector<AddressRange>> byInterface;
    for (const Entry &entry : entries) {
        const ScopeMatcher &scope = m_scopes[entry.scope];
        byInterface[0].insert(byInterface[0].end(), scope.ranges().begin(), scope.ranges().end());
        for (const auto &[interface, ranges] : scope.subnets())
            byInterface[interface].insert(byInterface[interface].end(), ranges.begin(), ranges.end());
    }
    for (auto &[interface, ranges] : byInterface) {
        for (const AddressRange &range : merged(std::move(ranges)))
            all.push_back({port, range, interface});
    }
}

void Openings::forEachPort(PortProtocol protocol, const std::function<void(std::uint16_t)> &visit) const
{
    const ByPort &ports = byPort(protocol);
    for (std::size_t port = 0; port < ports.size(); ++port) {
        if (ports[port] != 0)
            visit(static_cast<std::uint16_t>(port));
    }
}

}  // namespace parapet
