// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

#include <cmath>

namespace parapet::ctl {

namespace {

constexpr double jump = 1.0;  // second; more than any clock drifts or is slewed meanwhile

Finding checkTime(const Surroundings &around)
{
    using Seconds = std::chrono::duration<double>;
    const auto day = std::chrono::floor<std::chrono::days>(around.after.wall);
    const int year = int(std::chrono::year_month_day(day).year());
    if (year < around.buildYear)
        return {Grade::fail, "clock",
                "The clock says that it is the year " + std::to_string(year)
                    + ", and this program was built later. The times in the log are wrong.",
                "Set the clock: sudo timedatectl set-ntp true"};
    const Seconds wall = around.after.wall - around.before.wall;
    const Seconds steady = around.after.steady - around.before.steady;
    if (std::abs((wall - steady).count()) > jump)
        return {Grade::warn, "clock",
                "The clock was moved while this report was made. The times in the log may jump too.",
                "Look whether several programs set the clock: timedatectl status"};
    return {Grade::pass, "clock", "The clock runs evenly."};
}

Finding checkZone(const Surroundings &around)
{
    if (!around.timeZone)
        return {Grade::warn, "time-zone", "No time zone is set; the log has its times in UTC.",
                "To set it: sudo timedatectl set-timezone Area/City"};
    return {Grade::pass, "time-zone",
            "The log has its times in the zone of this computer"
                + (around.timeZone->empty() ? "" : " (" + *around.timeZone + ")") + "."};
}

}  // namespace

Findings checkClock(const Surroundings &around)
{
    return {checkTime(around), checkZone(around)};
}

}  // namespace parapet::ctl
