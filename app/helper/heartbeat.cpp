// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/heartbeat.h"

#ifdef PARAPET_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

#include <chrono>
#include <cstdint>
#include <utility>

namespace parapet {

namespace {

constexpr int beatsPerPeriod = 4;  // so that one that is late does not cost the firewall its life

void notify([[maybe_unused]] const char *state)
{
#ifdef PARAPET_SYSTEMD
    sd_notify(0, state);
#endif
}

// Zero: no watchdog.
std::chrono::milliseconds watchdogPeriod()
{
    std::uint64_t microseconds = 0;
#ifdef PARAPET_SYSTEMD
    if (sd_watchdog_enabled(0, &microseconds) <= 0)
        return {};
#endif
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(microseconds));
}

}  // namespace

Heartbeat::Heartbeat(std::function<bool()> alive) : m_alive(std::move(alive))
{
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
}

void Heartbeat::ready()
{
    notify("READY=1");
    if (const auto period = watchdogPeriod(); period.count() > 0)
        m_timer.start(period / beatsPerPeriod);
}

void Heartbeat::stopping()
{
    notify("STOPPING=1");
}

void Heartbeat::beat()
{
    if (m_alive())
        notify("WATCHDOG=1");
}

}  // namespace parapet
