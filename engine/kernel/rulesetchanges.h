// SPDX-License-Identifier: GPL-2.0-or-later
// RulesetChanges: word that somebody has changed the rules of nftables in this network namespace, whoever it was and
// whichever tables. One thread.
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/netlink.h"

#include <optional>
#include <string>

namespace parapet {

class RulesetChanges {
public:
    static Result<RulesetChanges> open();
    int fd() const { return m_socket.fd(); }

    // Reads away what was told. Nothing: all of it was done by this process. Else the name of the last other program, as it
    // calls itself; empty if it is not known.
    std::optional<std::string> take();

private:
    explicit RulesetChanges(NetlinkSocket socket) : m_socket(std::move(socket)) { }
    NetlinkSocket m_socket;
};

}  // namespace parapet
