// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/readiness.h"

#include <sys/epoll.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace parapet {

namespace {

constexpr int atOnce = 8;

}  // namespace

Readiness::Readiness() : m_epoll(epoll_create1(EPOLL_CLOEXEC))
{
    if (!m_epoll)
        throw std::system_error(errno, std::generic_category(),
                                "epoll_create1");  // at start, with nothing to filter yet
}

void Readiness::watch(int fd, std::uint32_t bit)
{
    control(EPOLL_CTL_ADD, fd, bit, true);
}

void Readiness::hear(int fd, std::uint32_t bit, bool heard)
{
    control(EPOLL_CTL_MOD, fd, bit, heard);
}

void Readiness::control(int operation, int fd, std::uint32_t bit, bool heard)
{
    epoll_event event{heard ? std::uint32_t{EPOLLIN} : 0, {}};
    event.data.u32 = bit;
    epoll_ctl(m_epoll.get(), operation, fd, &event);
}

std::uint32_t Readiness::wait(std::chrono::milliseconds atMost)
{
    std::array<epoll_event, atOnce> events;
    const int count = epoll_wait(m_epoll.get(), events.data(), atOnce, static_cast<int>(atMost.count()));
    std::uint32_t bits = 0;
    for (int at = 0; at < count; ++at)
        bits |= events[static_cast<std::size_t>(at)].data.u32;
    return bits;
}

}  // namespace parapet
