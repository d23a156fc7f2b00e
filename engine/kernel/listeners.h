// SPDX-License-Identifier: GPL-2.0-or-later
// Listeners: the kernel's own list of who may receive new flows, in the network namespace where it was opened. One
// thread; keeps its netlink socket for the next time. A list is never one moment's: sockets may come and go while the
// kernel tells it.
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/netlink.h"
#include "engine/model/listener.h"

#include <cstdint>
#include <vector>

namespace parapet {

class Listeners {
public:
    static Result<Listeners> open();

    // All of them, in no order.
    Result<std::vector<Listener>> list();
    // A number that changes when a listener comes, goes or gets another port: list() for those who only want to know
    // whether to call it. Makes no list; the kernel's part of the cost (0.5 us a socket) is the same.
    Result<std::uint64_t> fingerprint();

private:
    explicit Listeners(NetlinkSocket kernel);
    NetlinkSocket m_kernel;
};

}  // namespace parapet
