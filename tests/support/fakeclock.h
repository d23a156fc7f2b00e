// SPDX-License-Identifier: GPL-2.0-or-later
// A clock that stands still until the test moves it.
#pragma once

#include "engine/base/clock.h"

namespace parapet::test {

class FakeClock final : public Clock {
public:
    SteadyTime steady() const override { return m_steady; }
    WallTime wall() const override { return m_wall; }

    void advance(std::chrono::nanoseconds by)
    {
        m_steady += by;
        m_wall += std::chrono::duration_cast<WallTime>(by);
    }
    // Somebody sets the date; monotonic time does not follow.
    void setWall(WallTime wall) { m_wall = wall; }

private:
    SteadyTime m_steady = std::chrono::hours(1);
    WallTime m_wall = std::chrono::hours(24 * 365 * 34);  // 2004, roughly
};

}  // namespace parapet::test
