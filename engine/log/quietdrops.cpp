// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/quietdrops.h"

namespace parapet {

std::optional<std::uint64_t> QuietDrops::look(const Reading &reading, SteadyTime now)
{
    if (!m_last || m_last->byRules != reading.byRules)
        m_byRulesSince = now;
    if (m_last != reading || reading.waiting != 0)
        m_since = now;
    m_last = reading;
    const bool quiet = now - m_since >= apart && (now - m_byRulesSince >= byRulesApart || reading.byRules == 0);
    if (!quiet || reading.waiting != 0)
        return std::nullopt;
    return reading.queued - reading.passed + reading.byRules;
}

}  // namespace parapet
