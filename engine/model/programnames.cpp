// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/programnames.h"

#include <limits>

namespace parapet {

std::uint16_t ProgramNames::number(std::string_view key)
{
    const std::lock_guard lock(m_lock);
    if (const auto known = m_numbers.find(key); known != m_numbers.end())
        return known->second;
    if (m_names.size() == std::numeric_limits<std::uint16_t>::max())
        return 0;
    m_names.emplace_back(key);
    const auto given = static_cast<std::uint16_t>(m_names.size());
    m_numbers.emplace(key, given);
    return given;
}

std::string ProgramNames::name(std::uint16_t number) const
{
    const std::lock_guard lock(m_lock);
    return number >= 1 && number <= m_names.size() ? m_names[number - 1] : std::string();
}

}  // namespace parapet
