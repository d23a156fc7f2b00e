// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/kernelrules.h"

#include "engine/kernel/bootpolicy.h"
#include "engine/kernel/conntrack.h"
#include "engine/kernel/dropcounters.h"
#include "engine/kernel/marks.h"
#include "engine/kernel/rulehandles.h"
#include "engine/kernel/ruleset.h"

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

RulesetInput rulesetInput(const Policy &policy, const FlowTimeouts &timeouts)
{
    RulesetInput input;
    input.timeouts = timeouts;
    input.filters = policy.filters();
    input.openTcp = policy.openPorts(PortProtocol::tcp);
    input.openUdp = policy.openPorts(PortProtocol::udp);
    input.scoped = policy.scopedOpenings();
    input.possibleTcp = policy.possiblePorts(PortProtocol::tcp);
    input.possibleUdp = policy.possiblePorts(PortProtocol::udp);
    input.possibleIcmp = policy.possibleIcmp(4);
    input.possibleIcmpv6 = policy.possibleIcmp(6);
    input.unfiltered.assign(policy.unfiltered().begin(), policy.unfiltered().end());
    std::ranges::sort(input.unfiltered);
    input.multicastAnswers = policy.takesMulticastAnswers();
    input.icmp = policy.icmp();
    input.icmpByInterface = policy.icmpByInterface();
    return input;
}

bool hasAll(const std::vector<std::uint16_t> &ports, const std::vector<std::uint16_t> &others)
{
    return std::ranges::includes(ports, others);
}

}  // namespace

Result<std::string> KernelRules::begin()
{
    if (Outcome made = m_nftables.apply(foundationText()); !made)
        return made.error();
    if (Outcome begun = beginEpoch(m_nftables); !begun)
        return begun.error();
    return m_nftables.makeQueueRule(queueNumber);
}

Outcome KernelRules::enforce(const Policy &policy, const FlowTimeouts &timeouts, bool logsConnections)
{
    RulesetInput input = rulesetInput(policy, timeouts);
    input.logsConnections = logsConnections;
    input.generation = input.filters ? generationOf({input.openTcp, input.openUdp}) : m_generation;
    std::string text = rulesetText(input);
    if (text == m_text)
        return Done{};
    const bool isNext = input.generation != m_generation;
    if (isNext && !m_nextIsFree) {
        if (Outcome retired = retireGeneration(input.generation); !retired)
            return retired;
    }
    // The first rules of a helper take the place of the boot-time policy: no moment with both, none with neither.
    const bool first = m_text.empty();
    Outcome applied = m_nftables.apply(first ? text + bootPolicyRemovalText() : text);
    if (!applied && first)
        applied = replaceTable(text);
    if (!applied)
        return applied;
    m_text = std::move(text);
    m_generation = input.generation;
    if (input.filters)
        m_open = {std::move(input.openTcp), std::move(input.openUdp)};
    if (isNext)  // now that the change is in force, it has time
        m_nextIsFree = bool(retireGeneration(nextGeneration()));
    // If somebody else changes them, the status tells.
    auto handles = listRuleHandles();
    m_handles = handles ? std::move(*handles) : std::vector<std::uint64_t>();
    return Done{};
}

// What open ports have let in goes on as long as none of them is closed.
std::uint32_t KernelRules::generationOf(const PortLists &open)
{
    if (!m_open) {
        const std::optional<std::uint32_t> before = m_nftables.generationInForce();
        m_generation = before.value_or(marks::generations - 1);
    } else if (hasAll(open.tcp, m_open->tcp) && hasAll(open.udp, m_open->udp)) {
        return m_generation;
    }
    return nextGeneration();
}

std::uint32_t KernelRules::nextGeneration() const
{
    return (m_generation + 1) % marks::generations;
}

// What others have put into our table may be in the way, such as a set by a name of ours: then the whole table goes, with the
// counters. One transaction; the rule of the queue follows, and until then nothing that is asked about gets in.
Outcome KernelRules::replaceTable(const std::string &text)
{
    if (Outcome applied = m_nftables.apply(removalText() + text + bootPolicyRemovalText()); !applied)
        return applied;
    const Result<std::string> begun = begin();
    return begun ? Outcome(Done{}) : begun.error();
}

Outcome KernelRules::beginAgain()
{
    m_text.clear();
    m_programPorts.reset();
    if (begin())
        return Done{};
    if (Outcome removed = remove(); !removed)
        return removed;
    const Result<std::string> begun = begin();
    return begun ? Outcome(Done{}) : begun.error();
}

Outcome KernelRules::setProgramPorts(const PortLists &ports)
{
    if (ports == m_programPorts)
        return Done{};
    if (Outcome applied = m_nftables.apply(programPortsText(ports)); !applied)
        return applied;
    m_programPorts = ports;
    return Done{};
}

bool KernelRules::areOurs() const
{
    const auto handles = listRuleHandles();
    return handles && !handles->empty() && *handles == m_handles;
}

Outcome KernelRules::switchOff()
{
    return m_nftables.apply(rulesetText({}));
}

Outcome KernelRules::remove()
{
    return m_nftables.apply(removalText() + bootPolicyRemovalText());
}

}  // namespace parapet
