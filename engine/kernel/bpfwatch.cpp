// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/bpfwatch.h"

#include "engine/base/descriptor.h"
#include "engine/kernel/cgroups.h"
#include "engine/kernel/listeners.h"
#include "engine/kernel/netlink.h"
#include "engine/kernel/timer.h"
#include "engine/kernel/wakeup.h"

#include <bpf/bpf.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>

extern "C" {
extern const std::byte listenwatch_bpf_begin[], listenwatch_bpf_end[];
}

namespace parapet {

namespace {

using namespace std::chrono_literals;

constexpr auto pauseAfterLook = 50ms;  // twenty looks a second

// The hooks run in the middle of the system calls: a socket may not be in the kernel's lists when the owner looks. So he
// looks again after the first pause, and once more when a process that was put to sleep in the middle must be through.
constexpr int looksToSettle = 2;
constexpr auto beforeLastLook = 1s;

class BpfWatch final : public ListenWatch {
public:
    BpfWatch(BpfObject programs, Wakeup wakeup, Timer timer, Descriptor epoll)
        : m_programs(std::move(programs)), m_wakeup(std::move(wakeup)), m_timer(std::move(timer)),
          m_epoll(std::move(epoll))
    {
    }

    // From here on events count. UDP sockets that are bound already are remembered, so that their end is told.
    Outcome start();
    int fd() const override { return m_epoll.get(); }
    bool take() override;
    bool boundByHand(std::uint64_t cookie) const override;
    std::string_view name() const override { return "bpf"; }
    std::function<std::uint32_t()> tcpListens() const override { return m_wakeup.listens(); }

private:
    bool look();
    bool takeAfterPause();
    bool fallAsleep();
    Outcome remember(const Listener &listener);

    BpfObject m_programs;
    Wakeup m_wakeup;
    Timer m_timer;
    Descriptor m_epoll;
    bool m_pausing = false;  // else asleep
    int m_looksDue = 0;
};

Outcome BpfWatch::start()
{
    for (int fd : {m_wakeup.fd(), m_timer.fd()}) {
        epoll_event event{EPOLLIN, {}};
        if (epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) < 0)
            return systemError("The kernel did not watch a BPF program", errno);
    }
    m_wakeup.sleep();
    Result<Listeners> listeners = Listeners::open();
    if (!listeners)
        return listeners.error();
    Result<std::vector<Listener>> present = listeners->list();
    if (!present)
        return present.error();
    for (const Listener &listener : *present) {
        if (listener.port.protocol == PortProtocol::udp) {
            if (Outcome remembered = remember(listener); !remembered)
                return remembered;
        }
    }
    return Done{};
}

Outcome BpfWatch::remember(const Listener &listener)
{
    const std::uint8_t byHand = listener.automatic ? 0 : 1;
    if (bpf_map_update_elem(m_programs.map("bound"), &listener.cookie, &byHand, BPF_ANY) < 0)
        return systemError("The kernel did not store the number of a socket", errno);
    return Done{};
}

bool BpfWatch::boundByHand(std::uint64_t cookie) const
{
    std::uint8_t byHand = 0;
    return bpf_map_lookup_elem(m_programs.map("bound"), &cookie, &byHand) == 0 && byHand != 0;
}

bool BpfWatch::take()
{
    const bool elapsed = m_timer.take();
    if (m_pausing)
        return elapsed && takeAfterPause();
    if (m_wakeup.take()) {
        m_looksDue = looksToSettle;
        return look();
    }
    if (!elapsed)
        return false;
    m_looksDue = 0;
    return look();
}

bool BpfWatch::takeAfterPause()
{
    if (m_wakeup.take())
        m_looksDue = looksToSettle;
    else if (m_looksDue == looksToSettle)
        --m_looksDue;
    else
        return fallAsleep();
    return look();
}

bool BpfWatch::look()
{
    m_wakeup.wake();
    m_pausing = true;
    m_timer.once(pauseAfterLook);
    return true;
}

bool BpfWatch::fallAsleep()
{
    m_pausing = false;
    if (m_looksDue > 0)
        m_timer.once(beforeLastLook);
    m_wakeup.sleep();
    // What came after the last take() and before sleep() wakes nobody.
    return m_wakeup.take() && (m_looksDue = looksToSettle, look());
}

// The kernel's number for our network namespace, which the programs compare with.
Result<std::uint64_t> namespaceCookie()
{
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    std::uint64_t cookie = 0;
    socklen_t size = sizeof cookie;
    if (getsockopt(socket.get(), SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size) < 0)
        return Error{ErrorKind::unsupported, "This kernel does not number network namespaces: Linux 5.14 does."};
    return cookie;
}

Result<BpfObject> attachedPrograms()
{
    const Result<std::uint64_t> ourNamespace = namespaceCookie();
    if (!ourNamespace)
        return ourNamespace.error();
    Result<Descriptor> cgroup = openCgroupRoot();
    if (!cgroup)
        return cgroup.error();
    Result<BpfObject> programs = BpfObject::load({listenwatch_bpf_begin, listenwatch_bpf_end}, &*ourNamespace);
    if (!programs)
        return programs;
    if (Outcome attached = programs->attach("stateChanged"); !attached)
        return attached.error();
    for (const char *name : {"boundV4", "boundV6", "released"}) {
        if (Outcome attached = programs->attachToCgroup(name, cgroup->get()); !attached)
            return attached.error();
    }
    return programs;
}

}  // namespace

Result<std::unique_ptr<ListenWatch>> openBpfWatch()
{
    Result<BpfObject> programs = attachedPrograms();
    if (!programs)
        return programs.error();
    Result<Wakeup> wakeup = Wakeup::open(*programs);
    if (!wakeup)
        return wakeup.error();
    Result<Timer> timer = Timer::open();
    if (!timer)
        return timer.error();
    auto watch = std::make_unique<BpfWatch>(std::move(*programs), std::move(*wakeup), std::move(*timer),
                                            Descriptor(epoll_create1(EPOLL_CLOEXEC)));
    if (Outcome started = watch->start(); !started)
        return started.error();
    return std::unique_ptr<ListenWatch>(std::move(watch));
}

}  // namespace parapet
