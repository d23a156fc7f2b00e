// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/policy/scopematcher.h"

#include <algorithm>

namespace parapet {

namespace {

bool within(const std::vector<AddressRange> &ranges, const IpAddress &address)
{
    const auto behind = std::ranges::upper_bound(ranges, address, {}, &AddressRange::first);
    return behind != ranges.begin() && std::prev(behind)->contains(address);
}

}  // namespace

// Families do not mix: a range of one never reaches into the other (scope.cpp takes none that would).
std::vector<AddressRange> merged(std::vector<AddressRange> ranges)
{
    std::ranges::sort(ranges, {}, &AddressRange::first);
    std::vector<AddressRange> result;
    for (const AddressRange &range : ranges) {
        const bool joins =
            !result.empty() && range.first <= result.back().last && range.first.isV4() == result.back().first.isV4();
        if (joins)
            result.back().last = std::max(result.back().last, range.last);
        else
            result.push_back(range);
    }
    return result;
}

ScopeMatcher::ScopeMatcher(const Scope &scope, const Interfaces &interfaces)
    : m_any(scope.kind == Scope::Kind::any), m_ranges(merged(scope.ranges))
{
    if (scope.kind != Scope::Kind::localSubnet && !scope.listsLocalSubnet)
        return;
    for (const Interface &interface : interfaces)
        m_subnets.emplace(interface.index, merged(interface.subnets));
}

bool ScopeMatcher::contains(const Sender &sender) const
{
    if (m_any || within(m_ranges, sender.address))
        return true;
    const auto subnets = m_subnets.find(sender.interface);
    return subnets != m_subnets.end() && within(subnets->second, sender.address);
}

}  // namespace parapet
