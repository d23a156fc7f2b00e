// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/timer.h"

#include "engine/kernel/netlink.h"

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <sys/timerfd.h>
#include <unistd.h>
#include <utility>

namespace parapet {

Result<Timer> Timer::open()
{
    Descriptor fd(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    if (!fd)
        return systemError("The kernel did not make a timer", errno);
    return Timer(std::move(fd));
}

void Timer::once(std::chrono::milliseconds after)
{
    const itimerspec times{{}, {after.count() / 1000, after.count() % 1000 * 1'000'000}};
    timerfd_settime(fd(), 0, &times, nullptr);
}

bool Timer::take()
{
    std::uint64_t times = 0;
    return read(fd(), &times, sizeof times) == sizeof times;
}

}  // namespace parapet
