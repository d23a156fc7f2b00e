// SPDX-License-Identifier: GPL-2.0-or-later
// KernelRules: the rules of ours that are in force in the kernel, made from a policy. The guard owns it; its thread. Errors: io
// and unsupported, with the kernel's own words; the former rules then stay in force.
#pragma once

#include "engine/flow/timeouts.h"
#include "engine/kernel/nftables.h"
#include "engine/kernel/ruleset.h"
#include "engine/policy/policy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parapet {

class KernelRules {
public:
    // Table, counters and the rule of the queue: before any other. Returns what this kernel offers for the queue.
    Result<std::string> begin();

    // E.g. those of a helper before us.
    bool areInForce() { return m_nftables.generationInForce().has_value(); }

    // The first time, what others have put into our table does not stand in the way. Addresses come and go often; the rules
    // speak of them only where an interface has settings of its own, so mostly they stay as they are.
    Outcome enforce(const Policy &policy, const FlowTimeouts &timeouts, bool logsConnections);

    // Somebody else has changed or removed them: as if there were none of ours yet. enforce() follows.
    Outcome beginAgain();
    // Where packets are the engine's to judge because of the program that listens there.
    Outcome setProgramPorts(const PortLists &ports);

    // False: somebody else has changed them, or they could not be read.
    bool areOurs() const;

    // In this order. Nothing is filtered any more, but the counters are there still.
    Outcome switchOff();
    Outcome remove();

private:
    Outcome replaceTable(const std::string &text);
    std::uint32_t generationOf(const PortLists &open);
    std::uint32_t nextGeneration() const;

    Nftables m_nftables;
    std::string m_text;  // in force
    std::optional<PortLists> m_open;
    std::uint32_t m_generation = 0;
    bool m_nextIsFree = false;  // no flow bears the number of the next generation
    std::optional<PortLists> m_programPorts;
    std::vector<std::uint64_t> m_handles;  // of what is in force; empty: they could not be read
};

}  // namespace parapet
