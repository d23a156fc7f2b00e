// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/endrequest.h"

#include "bench/speed/options.h"

#include <poll.h>
#include <sys/signalfd.h>

#include <csignal>

namespace parapet::speed {

EndRequest::EndRequest()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    check(sigprocmask(SIG_BLOCK, &signals, nullptr), "sigprocmask");
    m_fd = Descriptor(check(signalfd(-1, &signals, SFD_CLOEXEC), "signalfd"));
}

bool EndRequest::within(std::chrono::nanoseconds time) const
{
    pollfd wait{m_fd.get(), POLLIN, 0};
    const timespec limit{time.count() / 1'000'000'000, time.count() % 1'000'000'000};
    return ppoll(&wait, 1, &limit, nullptr) > 0;
}

}  // namespace parapet::speed
