// SPDX-License-Identifier: GPL-2.0-or-later
// NewFlow: a conversation that another computer might begin with this one; what an explanation is asked about.
#pragma once

#include "engine/model/address.h"
#include "engine/model/portkey.h"
#include "engine/model/verdict.h"

#include <cstdint>
#include <optional>
#include <string>

namespace parapet {

struct NewFlow {
    IpAddress remote;  // who begins it
    IpAddress local;   // the address of ours that it is for; it says the interface, if that is not given
    PortKey port;      // ours
    std::uint16_t remotePort = 50'000;       // theirs; most senders take some free one
    std::optional<std::uint8_t> icmpType{};  // a message of ICMP (or ICMPv6) instead
    std::string interface {
    };  // by which it comes; empty: the one that has `local`
    bool operator==(const NewFlow &) const = default;
};

// What would be decided on its first packet, now and after some change of the settings.
struct Foresight {
    Decision now, then;
    bool operator==(const Foresight &) const = default;
};

}  // namespace parapet
