// SPDX-License-Identifier: GPL-2.0-or-later
// Where the engine gets its time from. It comes in by constructor, so that tests own it.
#pragma once

#include <chrono>
#include <cstdint>

namespace parapet {

// Monotonic time since an arbitrary start; never goes back.
using SteadyTime = std::chrono::nanoseconds;

// Wall clock as microseconds since 1970-01-01 UTC; may jump.
using WallTime = std::chrono::microseconds;

// May be called from every thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual SteadyTime steady() const = 0;
    virtual WallTime wall() const = 0;
};

class SystemClock final : public Clock {
public:
    SteadyTime steady() const override { return std::chrono::steady_clock::now().time_since_epoch(); }
    WallTime wall() const override
    {
        return std::chrono::duration_cast<WallTime>(std::chrono::system_clock::now().time_since_epoch());
    }
};

}  // namespace parapet
