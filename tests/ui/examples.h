// SPDX-License-Identifier: GPL-2.0-or-later
// Settings and log records that tests and screenshots show.
#pragma once

#include "engine/model/alert.h"
#include "engine/model/listener.h"
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

inline Process exampleProcess(std::int32_t pid, const std::string &path, bool session)
{
    Process process;
    process.pid = pid;
    process.uid = session ? 1000 : 33;
    process.keys = {path};
    process.path = path;
    process.name = path.substr(path.rfind('/') + 1);
    process.unit = session ? "app-" + process.name + ".scope" : process.name + ".service";
    process.session = session;
    return process;
}

inline Alert exampleAlert(std::uint64_t id = 1)
{
    Alert alert;
    alert.id = id;
    alert.time = std::chrono::seconds(1'093'000'000);
    alert.process = exampleProcess(4711, "/usr/games/battle", true);
    alert.user = "anna";
    alert.publisher = "Debian Games Team";
    alert.package = "battle 2.4-1";
    alert.ports = {{PortProtocol::tcp, 6112}, {PortProtocol::udp, 6112}};
    alert.knocks = {{*IpAddress::parse("192.0.2.7"), {PortProtocol::tcp, 6112}, std::chrono::seconds(1'093'000'010)}};
    return alert;
}

inline ListeningProgram exampleListener(std::uint64_t cookie, PortKey port, const char *address, const Process &owner,
                                        ListeningProgram::Reach reach)
{
    ListeningProgram row;
    row.listener.cookie = cookie;
    row.listener.port = port;
    row.listener.local = *IpAddress::parse(address);
    row.listener.uid = owner.uid;
    row.user = owner.session ? "anna" : "www-data";
    row.owners = {owner};
    row.reach = reach;
    return row;
}

// A web server that a port exception opens, a game and a database that nothing opens, a printer service on loopback.
inline std::vector<ListeningProgram> exampleListening()
{
    using enum ListeningProgram::Reach;
    std::vector<ListeningProgram> rows;
    rows.push_back(exampleListener(1, http, "0.0.0.0", exampleProcess(812, "/usr/sbin/nginx", false), open));
    rows.back().owners.push_back(exampleProcess(813, "/usr/sbin/nginx", false));
    rows.back().rule = {RuleId::Kind::port, 0, http};
    rows.push_back(
        exampleListener(2, {PortProtocol::udp, 6112}, "::", exampleProcess(4711, "/usr/games/battle", true), blocked));
    rows.push_back(exampleListener(3, {PortProtocol::tcp, 5432}, "192.0.2.1",
                                   exampleProcess(640, "/usr/lib/postgresql/15/bin/postgres", false), blocked));
    rows.push_back(exampleListener(4, {PortProtocol::tcp, 631}, "127.0.0.1",
                                   exampleProcess(598, "/usr/sbin/cupsd", false), local));
    return rows;
}

}  // namespace parapet
