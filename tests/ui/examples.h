// SPDX-License-Identifier: GPL-2.0-or-later
// Settings and log records that tests and screenshots show.
#pragma once

#include "engine/model/logrecord.h"
#include "engine/model/protocol.h"
#include "engine/model/settings.h"

#include <vector>

namespace parapet {

inline constexpr PortKey http{PortProtocol::tcp, 80};
inline constexpr PortKey ssh{PortProtocol::tcp, 22};
inline constexpr PortKey dns{PortProtocol::udp, 53};

inline Settings exampleSettings()
{
    Settings settings;
    settings.profile(ProfileId::standard).ports = {
        {http, {"Web server", true}}, {ssh, {"Secure shell", true}}, {dns, {"Name server", false}}};
    return settings;
}

inline LogRecord droppedPacket(std::uint8_t protocol, std::uint16_t port)
{
    LogRecord record;
    record.time = std::chrono::seconds(1'093'000'000);
    record.protocol = protocol;
    record.source = *IpAddress::parse("192.0.2.7");
    record.destination = *IpAddress::parse("192.0.2.1");
    record.hasPorts = record.hasTransport = true;
    record.sourcePort = 49'152;
    record.destinationPort = port;
    record.tcpFlags = protocol == ipproto::tcp ? tcpflag::syn : 0;
    record.size = 60;
    return record;
}

// `count` dropped packets with ids from `first`, oldest first.
inline std::vector<StoredRecord> exampleRecords(std::int64_t first, int count)
{
    std::vector<StoredRecord> records;
    for (std::int64_t id = first; id < first + count; ++id) {
        LogRecord record = id % 3 ? droppedPacket(ipproto::tcp, 445) : droppedPacket(ipproto::udp, 137);
        record.time += std::chrono::seconds(id);
        records.push_back({id, record, "eth0"});
    }
    return records;
}

}  // namespace parapet
