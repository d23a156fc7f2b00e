// SPDX-License-Identifier: GPL-2.0-or-later
// A history as large as one likes, the same each time, for the programs that measure what is done with it.
#pragma once

#include "engine/log/eventstore.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace parapet::bench {

inline constexpr std::size_t batch = 10'000;
inline constexpr std::int64_t endTime = 1'800'000'000'000'000;  // microseconds; the time of the newest row
inline constexpr std::int64_t days30 = std::int64_t{30} * 86'400'000'000;

inline double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline IpAddress address(const char *text)
{
    return *IpAddress::parse(text);
}

// As a machine in the open meets it: many strangers, few of their ports, two addresses of ours, some of our own traffic.
class Traffic {
public:
    explicit Traffic(std::int64_t rows) : m_step(days30 / rows), m_time(endTime - days30) { }

    LogRecord next(std::int64_t number)
    {
        LogRecord record;
        record.time = WallTime(m_time += m_step);
        record.protocol = ipproto::tcp;
        record.hasPorts = record.hasTransport = true;
        record.source = IpAddress::v4(0x0b000000U + std::uint32_t(m_strangers(m_random)));
        record.destination = IpAddress::v4(0xc0000201U + std::uint32_t(m_random() % 2));
        record.sourcePort = std::uint16_t(1024 + m_random() % 64'000);
        record.destinationPort = ports[m_random() % std::size(ports)];
        record.tcpFlags = tcpflag::syn;
        record.tcpSequence = std::uint32_t(m_random());
        record.tcpWindow = 64240;
        record.size = 60;
        record.interface = 2;
        if (number % 10 == 0)
            open(record);
        if (number % 50'000 == 7)  // 200 rare ones in ten million
            rare(record);
        return record;
    }

private:
    static constexpr std::uint16_t ports[] = {22, 23, 80, 443, 445, 1433, 3306, 3389, 5900, 8080};

    void open(LogRecord &record)
    {
        record.action = m_random() % 2 ? LogAction::open : LogAction::close;
        record.direction = Direction::outbound;
        std::swap(record.source, record.destination);
        record.destinationPort = 443;
    }
    static void rare(LogRecord &record)
    {
        record.action = LogAction::drop;
        record.reason = Reason::impossibleFlags;
        record.source = address("2001:db8::7");
        record.destination = address("2001:db8::1");
        record.destinationPort = 31337;
        record.protocol = ipproto::udp;
        record.interface = 3;
        record.rule = {RuleId::Kind::port, 0, {PortProtocol::udp, 9}};
    }

    std::mt19937_64 m_random{0x5eed};
    std::geometric_distribution<std::uint64_t> m_strangers{1.0 / 20'000};
    std::int64_t m_step, m_time;
};

inline std::string nameOf(std::uint32_t index)
{
    return index == 3 ? "wlan0" : "eth0";
}

inline std::string programOf(const RuleId &rule)
{
    return rule.port.port == 9 ? "/usr/sbin/rare" : "";
}

inline bool fill(EventStore &store, std::int64_t rows, const std::string &path)
{
    Traffic traffic(rows);
    const auto start = std::chrono::steady_clock::now();
    auto last = start;
    std::vector<LogRecord> records;
    for (std::int64_t number = 0; number < rows; ++number) {
        records.push_back(traffic.next(number));
        if (records.size() < batch)
            continue;
        if (const auto stored = store.append(records, {nameOf, programOf}); !stored) {
            std::fprintf(stderr, "%s\n", stored.error().text.c_str());
            return false;
        }
        records.clear();
        if ((number + 1) % 1'000'000 == 0) {
            const double size = double(std::filesystem::file_size(path)) / double(number + 1);
            std::printf("%3lld million rows: %6.0f rows/s, %.0f bytes a row\n", (long long)(number + 1) / 1'000'000,
                        1e6 / secondsSince(last), size);
            std::fflush(stdout);
            last = std::chrono::steady_clock::now();
        }
    }
    std::printf("all: %.0f rows/s\n", double(rows) / secondsSince(start));
    return true;
}

}  // namespace parapet::bench
