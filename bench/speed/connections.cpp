// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/endpoint.h"
#include "bench/speed/work.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <vector>

namespace parapet::speed {

namespace {

constexpr std::chrono::seconds patience{3};
constexpr std::chrono::milliseconds secondSyn{900};  // the kernel sends it after a second
constexpr std::chrono::milliseconds look{10};        // for those that have failed

// Callers at the same time; each begins its next connection when it has made one.
class Callers {
public:
    Callers(Endpoint to, std::size_t atOnce, std::chrono::microseconds pause)
        : m_to(to), m_events(check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")), m_calls(atOnce), m_pause(pause)
    {
    }

    void run(std::chrono::milliseconds time);
    void print() const;

private:
    struct Call {
        Descriptor socket;
        SteadyClock::time_point since{};
    };
    void begin(std::size_t number);
    void beginAllThatMay(bool wanted);
    void finish(Call &call, bool made);
    void giveUpOld();
    void wait(std::chrono::microseconds atMost);

    Endpoint m_to;
    Descriptor m_events;
    std::vector<Call> m_calls;
    std::chrono::microseconds m_pause;
    SteadyClock::time_point m_start = SteadyClock::now(), m_next = m_start, m_nextLook = m_start;
    std::size_t m_underWay = 0;
    std::uint64_t m_made = 0, m_late = 0, m_failed = 0;
    double m_seconds = 0;
};

void Callers::begin(std::size_t number)
{
    Call &call = m_calls[number];
    call.socket = m_to.socket(SOCK_STREAM | SOCK_NONBLOCK);
    call.since = SteadyClock::now();
    ++m_underWay;
    if (m_to.connect(call.socket) != 0 && errno != EINPROGRESS) {
        finish(call, false);
        return;
    }
    epoll_event event{EPOLLOUT, {.u64 = number}};
    check(epoll_ctl(m_events.get(), EPOLL_CTL_ADD, call.socket.get(), &event), "epoll_ctl");
}

void Callers::finish(Call &call, bool made)
{
    const auto took = SteadyClock::now() - call.since;
    ++(made ? m_made : m_failed);
    m_late += made && took > secondSyn ? 1 : 0;
    endAbruptly(call.socket);
    call.socket = Descriptor();
    --m_underWay;
}

void Callers::beginAllThatMay(bool wanted)
{
    for (std::size_t number = 0; wanted && m_underWay < m_calls.size() && number < m_calls.size(); ++number) {
        if (m_calls[number].socket)
            continue;
        if (m_pause.count() > 0 && SteadyClock::now() < m_next)
            return;
        m_next += m_pause;
        begin(number);
    }
}

void Callers::giveUpOld()
{
    const auto now = SteadyClock::now();
    if (now < m_nextLook)
        return;
    m_nextLook = now + look;
    for (Call &call : m_calls) {
        if (call.socket && now - call.since > patience)
            finish(call, false);
    }
}

void Callers::wait(std::chrono::microseconds atMost)
{
    std::array<epoll_event, 64> happened;
    const timespec limit{0, long(atMost.count()) * 1000};
    const int count = epoll_pwait2(m_events.get(), happened.data(), int(happened.size()), &limit, nullptr);
    for (int at = 0; at < count; ++at) {
        Call &call = m_calls[happened[std::size_t(at)].data.u64];
        finish(call, (happened[std::size_t(at)].events & EPOLLERR) == 0);
    }
}

// Those that are under way at the end are waited for, but the time is up then.
void Callers::run(std::chrono::milliseconds time)
{
    const auto end = m_start + time;
    const auto stop = end + patience + std::chrono::milliseconds(100);
    for (auto now = m_start; now < stop && (now < end || m_underWay > 0); now = SteadyClock::now()) {
        beginAllThatMay(now < end);
        wait(m_pause.count() > 0 ? std::min<std::chrono::microseconds>(m_pause, look) : look);
        giveUpOld();
        if (now < end)
            m_seconds = secondsSince(m_start);
    }
}

void Callers::print() const
{
    std::printf("{\"made\": %llu, \"late\": %llu, \"failed\": %llu, \"seconds\": %.6f}\n",
                static_cast<unsigned long long>(m_made), static_cast<unsigned long long>(m_late),
                static_cast<unsigned long long>(m_failed), m_seconds);
}

}  // namespace

void connectMany(const Options &options)
{
    Callers callers(Endpoint(options), std::size_t(options.number("at-once", 1)),
                    std::chrono::microseconds(options.number("pause", 0)));
    callers.run(std::chrono::milliseconds(options.number("milliseconds")));
    callers.print();
}

}  // namespace parapet::speed
