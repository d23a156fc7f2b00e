// SPDX-License-Identifier: GPL-2.0-or-later
// EndRequest: SIGTERM and SIGINT as something to wait for. One; the thread that makes it must be the only one then.
#pragma once

#include "engine/base/descriptor.h"

#include <chrono>

namespace parapet::speed {

class EndRequest {
public:
    EndRequest();
    int fd() const { return m_fd.get(); }  // readable when the program is asked to end
    // Waits that long; true at once when the program is asked to end.
    bool within(std::chrono::nanoseconds time) const;

private:
    Descriptor m_fd;
};

}  // namespace parapet::speed
