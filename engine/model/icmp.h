// SPDX-License-Identifier: GPL-2.0-or-later
// IcmpItem: the ten rows of "ICMP Settings" (xp-reference 1.12), and the messages that each stands for. ICMP settings
// have no scope: they hold for any address.
#pragma once

#include "engine/model/verdict.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace parapet {

// In the order of the dialog. The numbers are stored in events.db: append only.
enum class IcmpItem : std::uint8_t {
    echoRequest,
    timestampRequest,
    maskRequest,
    routerRequest,
    destinationUnreachable,
    sourceQuench,
    parameterProblem,
    timeExceeded,
    redirect,
    packetTooBig,
};

struct IcmpItemFacts {
    IcmpItem item;
    std::string_view word;     // in the store, on D-Bus
    std::uint8_t number;       // how `netsh firewall set icmpsetting` calls it
    Direction direction;       // outbound: an error message of this computer
    std::int16_t typeV4 = -1;  // -1: the protocol has no such message
    std::int16_t typeV6 = -1;
    bool perConnection = true;  // packet too big is global only
};

// Router request: netsh calls it 9, what is received is 10 (solicitation, RFC 1256); both are taken.
inline constexpr std::array icmpItems{
    IcmpItemFacts{IcmpItem::echoRequest, "echo-request", 8, Direction::inbound, 8, 128},
    IcmpItemFacts{IcmpItem::timestampRequest, "timestamp-request", 13, Direction::inbound, 13},
    IcmpItemFacts{IcmpItem::maskRequest, "mask-request", 17, Direction::inbound, 17},
    IcmpItemFacts{IcmpItem::routerRequest, "router-request", 9, Direction::inbound, 10},
    IcmpItemFacts{IcmpItem::destinationUnreachable, "destination-unreachable", 3, Direction::outbound, 3, 1},
    IcmpItemFacts{IcmpItem::sourceQuench, "source-quench", 4, Direction::outbound, 4},
    IcmpItemFacts{IcmpItem::parameterProblem, "parameter-problem", 12, Direction::outbound, 12, 4},
    IcmpItemFacts{IcmpItem::timeExceeded, "time-exceeded", 11, Direction::outbound, 11, 3},
    IcmpItemFacts{IcmpItem::redirect, "redirect", 5, Direction::inbound, 5, 137},
    IcmpItemFacts{IcmpItem::packetTooBig, "packet-too-big", 2, Direction::outbound, -1, 2, false},
};

inline constexpr std::uint8_t icmpRouterAdvertisement = 9;  // RFC 1256

const IcmpItemFacts &facts(IcmpItem item);
std::string_view word(IcmpItem item);
std::optional<IcmpItem> icmpItemFromWord(std::string_view text);
// The row that speaks of this message when it comes in (or goes out); version 4 or 6.
std::optional<IcmpItem> icmpItemOf(std::uint8_t version, std::uint8_t type, Direction direction);

// Which rows are checked. None is the default.
class IcmpSettings {
public:
    bool allows(IcmpItem item) const { return m_bits & bit(item); }
    void set(IcmpItem item, bool allowed)
    {
        m_bits = static_cast<std::uint16_t>(allowed ? m_bits | bit(item) : m_bits & ~bit(item));
    }
    bool operator==(const IcmpSettings &) const = default;

private:
    static std::uint16_t bit(IcmpItem item) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(item)); }
    std::uint16_t m_bits = 0;
};

}  // namespace parapet
