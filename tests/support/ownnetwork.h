// SPDX-License-Identifier: GPL-2.0-or-later
// enterOwnNetwork(): moves this process into a network namespace of its own, with loopback up, so that the machine's
// sockets do not disturb a test and it does not disturb them. Before the first thread. False: not permitted here.
#pragma once

#include <net/if.h>
#include <sched.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace parapet::test {

inline bool bringUp(const std::string &device)
{
    ifreq request{};
    device.copy(request.ifr_name, IFNAMSIZ - 1);
    request.ifr_flags = IFF_UP;
    const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const bool up = ioctl(fd, SIOCSIFFLAGS, &request) == 0;
    close(fd);
    return up;
}

inline bool enterOwnNetwork()
{
    return (unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0) && bringUp("lo");
}

}  // namespace parapet::test
