// SPDX-License-Identifier: GPL-2.0-or-later
// StartsAsked: of which starts of which programs a Security Alert was raised, so that each is told once (xp-reference 3.1).
// Bounded: the oldest are forgotten first. One thread.
#pragma once

#include "engine/base/limits.h"
#include "engine/model/process.h"
#include "engine/model/profile.h"

#include <deque>
#include <set>
#include <string>
#include <tuple>

namespace parapet {

class StartsAsked {
public:
    bool contains(ProfileId profile, const Process &process) const
    {
        return m_starts.contains(start(profile, process));
    }
    void insert(ProfileId profile, const Process &process)
    {
        const auto [place, isNew] = m_starts.insert(start(profile, process));
        if (isNew)
            m_order.push_back(place);
        if (m_order.size() > limits::startsAsked) {
            m_starts.erase(m_order.front());
            m_order.pop_front();
        }
    }

private:
    using Start = std::tuple<ProfileId, std::int32_t, std::uint64_t, std::string>;
    static Start start(ProfileId profile, const Process &process)
    {
        return {profile, process.pid, process.started, process.key()};
    }

    std::set<Start> m_starts;
    std::deque<std::set<Start>::iterator> m_order;
};

}  // namespace parapet
