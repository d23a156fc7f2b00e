// SPDX-License-Identifier: GPL-2.0-or-later
// LogRecord: one event of the security log as engine, store, log file and dialogs see it. Plain data of a
// fixed size: it is made on the verdict path, which never allocates.
#pragma once

#include "engine/base/clock.h"
#include "engine/model/address.h"
#include "engine/model/protocol.h"
#include "engine/model/verdict.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parapet {

// The numbers are stored in events.db: append only.
enum class LogAction : std::uint8_t { open = 0, openInbound = 1, close = 2, drop = 3, eventsLost = 4 };

// TCP flag bits as in the header (RFC 9293 3.1).
namespace tcpflag {
inline constexpr std::uint8_t fin = 0x01, syn = 0x02, rst = 0x04, psh = 0x08, ack = 0x10, urg = 0x20;
inline constexpr std::uint8_t all = 0x3f;
}  // namespace tcpflag

struct LogRecord {
    WallTime time{};
    LogAction action = LogAction::drop;
    Direction direction = Direction::inbound;
    Reason reason = Reason::noException;  // valid for drop
    RuleId rule;
    std::uint8_t protocol = 0;                          // IANA number
    std::uint8_t tcpFlags = 0;                          // valid if protocol is TCP and action is drop
    std::uint8_t icmpType = 0, icmpCode = 0;            // valid if ICMP(v6) and drop
    IpAddress source, destination;                      // not valid for eventsLost
    std::uint16_t sourcePort = 0, destinationPort = 0;  // valid if TCP or UDP and hasPorts
    bool hasPorts = false;                              // false also for a TCP packet too short to hold them
    bool hasTransport = false;                          // TCP fields or ICMP type and code could be read
    std::uint32_t size = 0;                             // bytes of the IP packet; drop only
    std::uint32_t tcpSequence = 0, tcpAcknowledgement = 0;
    std::uint16_t tcpWindow = 0;
    std::uint32_t interface = 0;  // index; 0 when not known
    std::uint64_t lost = 0;       // eventsLost: how many events were not recorded
};

// A dropped packet whose fields of this kind could be read.
inline bool hasTcpFields(const LogRecord &record)
{
    return record.action == LogAction::drop && record.hasTransport && record.protocol == ipproto::tcp;
}
inline bool hasIcmpFields(const LogRecord &record)
{
    const bool icmp = record.protocol == ipproto::icmp || record.protocol == ipproto::icmpv6;
    return record.action == LogAction::drop && record.hasTransport && icmp;
}

// A record as the store and the windows know it.
struct StoredRecord {
    std::int64_t id = 0;  // grows with every record
    LogRecord record;
    std::string interface;  // name; empty when not known
    std::string program{};  // its path or name, where the rule of the record names one; text to show
};

inline constexpr std::array allLogActions{LogAction::open, LogAction::openInbound, LogAction::close, LogAction::drop,
                                          LogAction::eventsLost};
std::optional<LogAction> logActionFromWord(std::string_view text);
std::string_view word(LogAction action);  // "OPEN", "OPEN-INBOUND", "CLOSE", "DROP", "INFO-EVENTS-LOST"

}  // namespace parapet
