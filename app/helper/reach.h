// SPDX-License-Identifier: GPL-2.0-or-later
// Reach: what the policy says of new flows to a socket that listens. It asks the policy as the filter does, for a sender
// anywhere. Any thread, like the policy.
#pragma once

#include "engine/model/interface.h"
#include "engine/model/listener.h"
#include "engine/policy/policy.h"

#include <memory>
#include <vector>

namespace parapet {

class Reach {
public:
    Reach(std::shared_ptr<const Policy> policy, const ProgramNames &names, const Interfaces &interfaces);

    // Fills in reach, rule and program. An entry with a scope opens, too: somebody gets in.
    void judge(ListeningProgram &row) const;

private:
    std::vector<std::uint32_t> filteredInterfaces(const Listener &listener) const;
    RuleId openedBy(const ListeningProgram &row, std::uint32_t interface) const;
    RuleId openedByProgram(const ListeningProgram &row, const Sender &sender) const;

    std::shared_ptr<const Policy> m_policy;
    const ProgramNames *m_names;
    std::vector<std::uint32_t> m_interfaces;
};

}  // namespace parapet
