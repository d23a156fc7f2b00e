// SPDX-License-Identifier: GPL-2.0-or-later
// Listener: a socket of this network namespace that may receive new flows: TCP in LISTEN, or UDP that is bound and not
// connected. Plain data.
#pragma once

#include "engine/model/address.h"
#include "engine/model/portkey.h"
#include "engine/model/process.h"
#include "engine/model/verdict.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet {

struct Listener {
    PortKey port;
    IpAddress local;              // unspecified (0.0.0.0 or ::): every address
    bool v6Only = false;          // meaningful for "::": no IPv4
    std::uint32_t interface = 0;  // bound to this device alone; 0: any
    std::uint32_t uid = 0;        // of the socket
    std::uint64_t inode = 0;
    std::uint64_t cookie = 0;        // the kernel's name for the socket, never used twice
    std::uint64_t controlGroup = 0;  // in which it was made; 0: not known
    bool automatic = false;  // UDP: the port was given by a send or by asking for any (not by a bind to this port)
    bool operator==(const Listener &) const = default;
};

// One row of "who listens": a socket, who holds it, and what the policy says of a new flow to it.
struct ListeningProgram {
    Listener listener;
    std::string user;             // name of listener.uid; its number where there is no name
    std::string interface;        // name of listener.interface; empty: any
    std::vector<Process> owners;  // all processes that hold the socket; empty: not known
    // open: an exception lets some or all senders in (`rule` says which); blocked: nothing does; local: bound to loopback;
    // unfiltered: the firewall is off.
    enum class Reach : std::uint8_t { blocked, open, local, unfiltered };
    Reach reach = Reach::blocked;
    RuleId rule;
    std::string program;  // the key of the program exception, if `rule` is one
    // No socket: rules of others redirect the port, as container engines do it. listener.cookie is a number of ours.
    bool published = false;
    bool operator==(const ListeningProgram &) const = default;
};
std::string_view word(ListeningProgram::Reach reach);  // "blocked", "open", "local", "unfiltered"
std::optional<ListeningProgram::Reach> reachFromWord(std::string_view text);

}  // namespace parapet
