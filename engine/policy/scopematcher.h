// SPDX-License-Identifier: GPL-2.0-or-later
// ScopeMatcher: is a sender within a scope? The ranges are merged and sorted once, so the cost is a binary search.
#pragma once

#include "engine/model/interface.h"
#include "engine/model/scope.h"

#include <cstdint>
#include <map>
#include <vector>

namespace parapet {

// Who sends, and by which interface it came in (0: not known, then no subnet is local).
struct Sender {
    IpAddress address;
    std::uint32_t interface = 0;
};

// Sorted and without overlap.
std::vector<AddressRange> merged(std::vector<AddressRange> ranges);

class ScopeMatcher {
public:
    // `interfaces` give LocalSubnet its meaning: for each interface its own subnets only.
    ScopeMatcher(const Scope &scope, const Interfaces &interfaces);

    bool contains(const Sender &sender) const;

    const std::vector<AddressRange> &ranges() const { return m_ranges; }
    const std::map<std::uint32_t, std::vector<AddressRange>> &subnets() const { return m_subnets; }

private:
    bool m_any;
    std::vector<AddressRange> m_ranges;                            // of the list; sorted, without overlap
    std::map<std::uint32_t, std::vector<AddressRange>> m_subnets;  // by interface; empty unless LocalSubnet is in scope
};

}  // namespace parapet
