// SPDX-License-Identifier: GPL-2.0-or-later
// Timer: RAII over a timerfd on the monotonic clock. One thread. It does not wake a sleeping computer.
#pragma once

#include "engine/base/descriptor.h"
#include "engine/base/result.h"

#include <chrono>

namespace parapet {

class Timer {
public:
    static Result<Timer> open();
    int fd() const { return m_fd.get(); }  // readable when it has elapsed
    void once(std::chrono::milliseconds after);
    // Whether it has elapsed since the last call; does not wait.
    bool take();

private:
    explicit Timer(Descriptor fd) : m_fd(std::move(fd)) { }
    Descriptor m_fd;
};

}  // namespace parapet
