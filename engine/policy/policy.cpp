// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/policy/policy.h"

#include <algorithm>
#include <tuple>

namespace parapet {

namespace {

std::uint32_t slot(const PortKey &key)
{
    return std::uint32_t{static_cast<std::uint8_t>(key.protocol)} << 16 | key.port;
}

std::uint64_t slot(std::uint32_t interface, const PortKey &key)
{
    return std::uint64_t{interface} << 32 | slot(key);
}

Decision accept(Reason reason, const RuleId &rule, bool learn = true)
{
    return {Verdict::accept, reason, rule, learn};
}

Decision drop(Reason reason, const RuleId &rule = {})
{
    return {Verdict::drop, reason, rule, false};
}

Decision allowedBy(const RuleId &rule)
{
    return accept(rule.kind == RuleId::Kind::service ? Reason::serviceException : Reason::portException, rule);
}

// Queries have a flow, by their identifier; a router request or a redirect has none.
bool isQuery(IcmpItem item)
{
    return item == IcmpItem::echoRequest || item == IcmpItem::timestampRequest || item == IcmpItem::maskRequest;
}

std::vector<std::uint16_t> listOf(const std::bitset<65536> &ports)
{
    std::vector<std::uint16_t> list;
    list.reserve(ports.count());
    for (std::size_t port = 0; port < ports.size(); ++port) {
        if (ports.test(port))
            list.push_back(static_cast<std::uint16_t>(port));
    }
    return list;
}

}  // namespace

Policy::Policy(const Settings &settings, ProfileId active, const Interfaces &interfaces, ProgramNames *names)
    : m_opmode(settings.profile(active).opmode)
{
    const Profile &profile = settings.profile(active);
    switch (m_opmode) {
    case Opmode::off:
        m_openTcp.set();
        m_openUdp.set();
        break;
    case Opmode::on:
        openProfile(profile, interfaces);
        if (names)
            openPrograms(profile, interfaces, *names);
        for (const Interface &interface : interfaces)
            openConnection(interface, connectionSettings(settings, interface.connection));
        break;
    case Opmode::onWithoutExceptions: break;
    }
    m_multicastAnswers = filters() && profile.multicastResponse;
    for (const Interface &interface : interfaces) {
        for (const IpAddress &address : interface.addresses)
            m_interfaceOf.emplace(address, interface.index);
    }
}

void Policy::openProfile(const Profile &profile, const Interfaces &interfaces)
{
    for (const auto &[key, exception] : profile.ports) {
        if (exception.enabled)
            open({RuleId::Kind::port, 0, key}, exception.scope, interfaces);
    }
    const auto catalogue = serviceCatalogue();
    for (std::size_t index = 0; index < catalogue.size(); ++index) {
        const auto found = profile.services.find(catalogue[index].id);
        if (found == profile.services.end() || !found->second.enabled)
            continue;
        for (const auto &[key, scope] : openedPorts(catalogue[index], found->second))
            open({RuleId::Kind::service, static_cast<std::uint8_t>(index), key}, scope, interfaces);
    }
    m_scoped.seal();
    m_icmp = icmpInForce(profile);
}

// Several entries may open one port; the widest scope wins, and of equals the first.
void Policy::open(const RuleId &rule, const Scope &scope, const Interfaces &interfaces)
{
    if (scope.kind != Scope::Kind::any) {
        m_scoped.add(rule, scope, interfaces);
        return;
    }
    auto &ports = openToAll(rule.port.protocol);
    if (rule.kind == RuleId::Kind::service && !ports.test(rule.port.port))
        m_openByService.emplace(slot(rule.port), rule);
    ports.set(rule.port.port);
}

void Policy::openPrograms(const Profile &profile, const Interfaces &interfaces, ProgramNames &names)
{
    for (const auto &[key, exception] : profile.programs) {
        if (!exception.enabled)
            continue;
        // Tens of thousands of other programs have had exceptions since the start.
        if (names.number(key) == 0)
            continue;
        const ProgramRule rule{names.number(key), ScopeMatcher(exception.scope, interfaces)};
        const auto added = m_programs.emplace(key, rule).first;
        m_programsByNumber.emplace(rule.number, &added->second);
    }
}

void Policy::openConnection(const Interface &interface, const ConnectionSettings &connection)
{
    if (!connection.filtered)
        m_unfiltered.insert(interface.index);
    for (const auto &[key, port] : connection.ports) {
        if (port.enabled)
            m_connectionPorts.insert(slot(interface.index, key));
    }
    if (connection.icmp != IcmpSettings{})
        m_icmpByInterface.emplace(interface.index, connection.icmp);
}

std::uint32_t Policy::interfaceOf(const IpAddress &local) const
{
    const auto found = m_interfaceOf.find(local);
    return found != m_interfaceOf.end() ? found->second : 0;
}

std::optional<Decision> Policy::decidedByMode(std::uint32_t interface) const
{
    if (!filters(interface))
        return accept(Reason::firewallOff, {}, false);
    if (m_opmode == Opmode::onWithoutExceptions)
        return drop(Reason::exceptionsOff);
    return std::nullopt;
}

Decision Policy::inboundPort(PortProtocol protocol, std::uint16_t localPort, const Sender &sender) const
{
    if (const auto decided = decidedByMode(sender.interface))
        return *decided;
    const PortKey key{protocol, localPort};
    if (openToAll(protocol).test(localPort)) {
        const auto service = m_openByService.find(slot(key));
        return allowedBy(service == m_openByService.end() ? RuleId{RuleId::Kind::port, 0, key} : service->second);
    }
    const auto scoped = m_scoped.find(key, sender);
    if (scoped && scoped->inScope)
        return allowedBy(scoped->rule);
    if (m_connectionPorts.contains(slot(sender.interface, key)))
        return accept(Reason::connectionPort, {RuleId::Kind::connectionPort, 0, key});
    return scoped ? drop(Reason::outOfScope, scoped->rule) : drop(Reason::noException);
}

Decision Policy::inboundProgram(std::string_view key, const PortKey &port, const Sender &sender) const
{
    const auto found = m_programs.find(key);
    return inboundProgram(found != m_programs.end() ? &found->second : nullptr, port, sender);
}

Decision Policy::inboundProgram(std::uint16_t program, const PortKey &port, const Sender &sender) const
{
    const auto found = m_programsByNumber.find(program);
    return inboundProgram(found != m_programsByNumber.end() ? found->second : nullptr, port, sender);
}

Decision Policy::inboundProgram(const ProgramRule *program, const PortKey &port, const Sender &sender) const
{
    if (const auto decided = decidedByMode(sender.interface))
        return *decided;
    if (!program)
        return drop(Reason::noException);
    const RuleId rule{RuleId::Kind::program, 0, port, program->number};
    return program->scope.contains(sender) ? accept(Reason::programException, rule) : drop(Reason::outOfScope, rule);
}

Decision Policy::inboundIcmp(std::uint8_t version, std::uint8_t type, std::uint32_t interface) const
{
    const auto item = icmpItemOf(version, type, Direction::inbound);
    if (item)
        return inboundIcmp(*item, interface);
    return decidedByMode(interface).value_or(drop(Reason::noException));
}

Decision Policy::inboundIcmp(IcmpItem item, std::uint32_t interface) const
{
    if (const auto decided = decidedByMode(interface))
        return *decided;
    const RuleId rule{RuleId::Kind::icmp, static_cast<std::uint8_t>(item), {}};
    const auto here = m_icmpByInterface.find(interface);
    if (m_icmp.allows(item) || (here != m_icmpByInterface.end() && here->second.allows(item)))
        return accept(Reason::icmpSetting, rule, isQuery(item));
    return drop(Reason::icmpNotAllowed, rule);
}

std::vector<std::uint16_t> Policy::openPorts(PortProtocol protocol) const
{
    return listOf(openToAll(protocol));
}

std::vector<std::uint16_t> Policy::possiblePorts(PortProtocol protocol) const
{
    std::bitset<65536> ports = openToAll(protocol);
    m_scoped.forEachPort(protocol, [&](std::uint16_t port) { ports.set(port); });
    for (const std::uint64_t each : m_connectionPorts) {
        if (static_cast<std::uint8_t>(each >> 16) == static_cast<std::uint8_t>(protocol))
            ports.set(static_cast<std::uint16_t>(each));
    }
    return listOf(ports);
}

std::vector<std::uint8_t> Policy::possibleIcmp(std::uint8_t version) const
{
    const auto allowed = [this](IcmpItem item) {
        return m_icmp.allows(item)
            || std::ranges::any_of(m_icmpByInterface, [&](const auto &one) { return one.second.allows(item); });
    };
    std::vector<std::uint8_t> types;
    for (int type = 0; type <= 255; ++type) {
        const auto item = icmpItemOf(version, static_cast<std::uint8_t>(type), Direction::inbound);
        if (item && allowed(*item))
            types.push_back(static_cast<std::uint8_t>(type));
    }
    return types;
}

std::vector<Opening> Policy::scopedOpenings() const
{
    std::vector<Opening> all = m_scoped.list();
    // A port that is open to everybody on an interface takes the ranges of it in.
    std::erase_if(all, [this](const Opening &each) {
        return m_connectionPorts.contains(slot(each.interface, each.port))
            || openToAll(each.port.protocol).test(each.port.port);
    });
    for (const std::uint64_t open : m_connectionPorts) {
        const PortKey port{static_cast<PortProtocol>(open >> 16 & 0xff), static_cast<std::uint16_t>(open)};
        if (openToAll(port.protocol).test(port.port))
            continue;
        for (const char *everybody : {"0.0.0.0", "::"})
            all.push_back(
                {port, AddressRange::prefix(*IpAddress::parse(everybody), 0), static_cast<std::uint32_t>(open >> 32)});
    }
    std::ranges::sort(all, {},
                      [](const Opening &each) { return std::tuple(each.interface, each.port, each.from.first); });
    return all;
}

std::bitset<65536> &Policy::openToAll(PortProtocol protocol)
{
    return protocol == PortProtocol::tcp ? m_openTcp : m_openUdp;
}

const std::bitset<65536> &Policy::openToAll(PortProtocol protocol) const
{
    return protocol == PortProtocol::tcp ? m_openTcp : m_openUdp;
}

}  // namespace parapet
