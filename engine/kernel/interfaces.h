// SPDX-License-Identifier: GPL-2.0-or-later
// The host's network interfaces as they are now, and word when they change.
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/netlink.h"
#include "engine/model/interface.h"

namespace parapet {

// Every interface, with loopback; its connection is its own name.
Result<Interfaces> listInterfaces();

// Readable when interfaces or addresses came or went. One thread.
class InterfaceChanges {
public:
    static Result<InterfaceChanges> open();
    int fd() const { return m_socket.fd(); }
    // Reads away what was told; what is true now, listInterfaces() says.
    void take();

private:
    explicit InterfaceChanges(NetlinkSocket socket) : m_socket(std::move(socket)) { }
    NetlinkSocket m_socket;
};

}  // namespace parapet
