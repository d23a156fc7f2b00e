// SPDX-License-Identifier: GPL-2.0-or-later
// Readiness: which of several descriptors can be read now. Each is called by a bit of its own. Cheaper than poll() where one thread
// waits again and again for the same few. One thread.
#pragma once

#include "engine/base/descriptor.h"

#include <chrono>
#include <cstdint>

namespace parapet {

class Readiness {
public:
    Readiness();

    // The descriptors outlive this.
    void watch(int fd, std::uint32_t bit);
    // Whether this one is heard of; the others go on.
    void hear(int fd, std::uint32_t bit, bool heard);
    // The bits of those that can be read; none when the time is up.
    std::uint32_t wait(std::chrono::milliseconds atMost);

private:
    void control(int operation, int fd, std::uint32_t bit, bool heard);

    Descriptor m_epoll;
};

}  // namespace parapet
