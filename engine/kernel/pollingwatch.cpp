// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/pollingwatch.h"

#include "engine/kernel/listeners.h"
#include "engine/kernel/timer.h"

#include <chrono>

namespace parapet {

namespace {

using namespace std::chrono_literals;

constexpr auto period = 100ms;  // a new listener is known in under 200 ms

class PollingWatch final : public ListenWatch {
public:
    PollingWatch(Listeners listeners, Timer timer, std::uint64_t seen)
        : m_listeners(std::move(listeners)), m_timer(std::move(timer)), m_seen(seen)
    {
        m_timer.every(period);
    }

    int fd() const override { return m_timer.fd(); }
    bool take() override { return m_timer.take() && changed(); }
    bool boundByHand(std::uint64_t) const override { return false; }
    std::string_view name() const override { return "polling"; }

private:
    bool changed()
    {
        const Result<std::uint64_t> now = m_listeners.fingerprint();
        if (now && *now == m_seen)
            return false;
        if (now)
            m_seen = *now;
        return true;  // or not known: the owner's own look tells him why
    }

    Listeners m_listeners;
    Timer m_timer;
    std::uint64_t m_seen;
};

}  // namespace

Result<std::unique_ptr<ListenWatch>> openPollingWatch()
{
    Result<Listeners> listeners = Listeners::open();
    if (!listeners)
        return listeners.error();
    Result<Timer> timer = Timer::open();
    if (!timer)
        return timer.error();
    const Result<std::uint64_t> seen = listeners->fingerprint();
    if (!seen)
        return seen.error();
    return std::unique_ptr<ListenWatch>(
        std::make_unique<PollingWatch>(std::move(*listeners), std::move(*timer), *seen));
}

}  // namespace parapet
