// SPDX-License-Identifier: GPL-2.0-or-later
// Openings: for each port, the entries that open it to some senders only. Filled once, then immutable; any thread may read
// it. Ports with the same entries share one list, and equal scopes one matcher, so that thousands of exceptions stay within
// the processor's nearest memory.
#pragma once

#include "engine/model/opening.h"
#include "engine/model/portkey.h"
#include "engine/model/verdict.h"
#include "engine/policy/scopematcher.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace parapet {

class Openings {
public:
    // An entry that opens the port of `rule` to `scope`. Entries are asked in the order in which they were added.
    void add(const RuleId &rule, const Scope &scope, const Interfaces &interfaces);
    // To be called once after the last add().
    void seal();

    struct Answer {
        RuleId rule;  // the first entry that lets this sender in, else the first of all
        bool inScope;
    };
    // Nothing if no entry is about this port.
    std::optional<Answer> find(const PortKey &key, const Sender &sender) const;
    void forEachPort(PortProtocol protocol, const std::function<void(std::uint16_t)> &visit) const;

    // All of them as ranges; those of one port and interface do not overlap.
    std::vector<Opening> list() const;

private:
    struct Entry {
        std::uint32_t scope = 0;  // in m_scopes
        RuleId::Kind kind = RuleId::Kind::none;
        std::uint8_t index = 0;  // of the RuleId
        auto operator<=>(const Entry &) const = default;
    };
    using List = std::vector<Entry>;
    using ByPort = std::vector<std::uint16_t>;  // number of the list + 1; 0: none. Empty or 65536 long

    void addRanges(const List &entries, const PortKey &port, std::vector<Opening> &all) const;
    const ByPort &byPort(PortProtocol protocol) const { return m_byPort[protocol == PortProtocol::udp]; }

    std::map<PortKey, List> m_added;               // until seal()
    std::map<std::string, std::uint32_t> m_known;  // scopes by their text; until seal()
    std::vector<ScopeMatcher> m_scopes;
    std::vector<List> m_lists;
    std::array<ByPort, 2> m_byPort;
};

}  // namespace parapet
