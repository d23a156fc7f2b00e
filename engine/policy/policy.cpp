// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/policy/policy.h"

namespace parapet {

namespace {

std::uint32_t slot(const PortKey &key)
{
    return std::uint32_t{static_cast<std::uint8_t>(key.protocol)} << 16 | key.port;
}

}  // namespace

Policy::Policy(const Settings &settings, ProfileId active, const Interfaces &interfaces)
    : m_opmode(settings.profile(active).opmode)
{
    switch (m_opmode) {
    case Opmode::off:
        m_openTcp.set();
        m_openUdp.set();
        break;
    case Opmode::on:
        for (const auto &[key, exception] : settings.profile(active).ports) {
            if (exception.enabled && exception.scope.kind == Scope::Kind::any)
                open(key.protocol).set(key.port);
            else if (exception.enabled)
                m_scoped.emplace(slot(key), ScopeMatcher(exception.scope, interfaces));
        }
        break;
    case Opmode::onWithoutExceptions: break;
    }
    for (const Interface &interface : interfaces) {
        for (const IpAddress &address : interface.addresses)
            m_interfaceOf.emplace(address, interface.index);
    }
}

std::uint32_t Policy::interfaceOf(const IpAddress &local) const
{
    const auto found = m_interfaceOf.find(local);
    return found != m_interfaceOf.end() ? found->second : 0;
}

Decision Policy::inboundPort(PortProtocol protocol, std::uint16_t localPort, const Sender &sender) const
{
    if (m_opmode == Opmode::off)
        return {Verdict::accept, Reason::firewallOff, {}, false};
    if (m_opmode == Opmode::onWithoutExceptions)
        return {Verdict::drop, Reason::exceptionsOff, {}, false};
    const RuleId rule{RuleId::Kind::port, 0, {protocol, localPort}};
    if (open(protocol).test(localPort))
        return {Verdict::accept, Reason::portException, rule, true};
    const auto scoped = m_scoped.find(slot(rule.port));
    if (scoped == m_scoped.end())
        return {Verdict::drop, Reason::noException, {}, false};
    if (!scoped->second.contains(sender))
        return {Verdict::drop, Reason::outOfScope, rule, false};
    return {Verdict::accept, Reason::portException, rule, true};
}

std::vector<std::uint16_t> Policy::openPorts(PortProtocol protocol) const
{
    const std::bitset<65536> &ports = open(protocol);
    std::vector<std::uint16_t> list;
    list.reserve(ports.count());
    for (std::size_t port = 0; port < ports.size(); ++port) {
        if (ports.test(port))
            list.push_back(static_cast<std::uint16_t>(port));
    }
    return list;
}

std::bitset<65536> &Policy::open(PortProtocol protocol)
{
    return protocol == PortProtocol::tcp ? m_openTcp : m_openUdp;
}

const std::bitset<65536> &Policy::open(PortProtocol protocol) const
{
    return protocol == PortProtocol::tcp ? m_openTcp : m_openUdp;
}

}  // namespace parapet
