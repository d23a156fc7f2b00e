// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/pollingwatch.h"

#include "engine/kernel/listeners.h"
#include "engine/kernel/timer.h"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace parapet {

namespace {

using namespace std::chrono_literals;

// Ten looks a second, or as many as take so much of a core; but a new listener shall be known in under 200 ms.
constexpr auto shortestPause = 100ms, longestPause = 180ms;
constexpr double shareOfACore = 0.004;

std::chrono::nanoseconds processorTime()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

class PollingWatch final : public ListenWatch {
public:
    PollingWatch(Listeners listeners, Timer timer, std::uint64_t seen)
        : m_listeners(std::move(listeners)), m_timer(std::move(timer)), m_seen(seen)
    {
        m_timer.once(shortestPause);
    }

    int fd() const override { return m_timer.fd(); }
    bool take() override { return m_timer.take() && changed(); }
    bool boundByHand(std::uint64_t) const override { return false; }
    std::string_view name() const override { return "polling"; }

private:
    bool changed()
    {
        const auto before = processorTime();
        const Result<std::uint64_t> now = m_listeners.fingerprint();
        const auto fair = std::chrono::ceil<std::chrono::milliseconds>((processorTime() - before) / shareOfACore);
        m_timer.once(std::clamp<std::chrono::milliseconds>(fair, shortestPause, longestPause));
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
