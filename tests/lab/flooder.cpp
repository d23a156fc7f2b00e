// SPDX-License-Identifier: GPL-2.0-or-later
// A flood of packets for the lab: from many senders, as fast as it goes or at a rate, and never without an end.
//
//   flooder device=IF to=MAC protocol=tcp|udp|ack|echo address=A [option]...
//     ports=FIRST-LAST    of the destination, in turn; default 1-1023
//     senders=N           how many addresses it claims to come from; default 60000
//     from=A              the first of these; default 198.18.0.1 or 2001:db8:18::1
//     count=N  seconds=S  ends after so many packets or seconds; default 5 seconds, at most 120
//     rate=N              packets a second; default: as many as it can
//
// tcp: SYN; ack: ACK without a connection; echo: ICMP echo requests (IPv4). Writes "sent N in S seconds" at the end.
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Options = std::map<std::string, std::string>;

constexpr std::size_t ethernet = 14, batch = 64;

[[noreturn]] void fail(const char *doing)
{
    std::perror(doing);
    std::exit(1);
}

Options optionsFrom(int argc, char **argv)
{
    Options options{{"protocol", "tcp"}, {"ports", "1-1023"}, {"senders", "60000"},
                    {"count", "0"},      {"seconds", "5"},    {"rate", "0"}};
    for (int at = 1; at < argc; ++at) {
        const std::string word = argv[at];
        options[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
    }
    return options;
}

// RFC 1071, over what was summed before.
std::uint32_t sum(const std::uint8_t *bytes, std::size_t length, std::uint32_t before = 0)
{
    for (std::size_t at = 0; at + 1 < length; at += 2)
        before += std::uint32_t(bytes[at] << 8 | bytes[at + 1]);
    return before;
}

std::uint16_t folded(std::uint32_t total)
{
    while (total >> 16)
        total = (total & 0xffff) + (total >> 16);
    return std::uint16_t(~total);
}

void put16(std::uint8_t *at, std::uint32_t value)
{
    at[0] = std::uint8_t(value >> 8);
    at[1] = std::uint8_t(value);
}

class Packets {
public:
    explicit Packets(Options options)
        : m_v6(options["address"].find(':') != std::string::npos), m_protocol(options["protocol"]),
          m_senders(std::uint32_t(std::max(1, std::atoi(options["senders"].c_str()))))
    {
        const int family = m_v6 ? AF_INET6 : AF_INET;
        const std::string from = options.count("from") != 0 ? options["from"] : m_v6 ? "2001:db8:18::1" : "198.18.0.1";
        if (inet_pton(family, options["address"].c_str(), m_destination.data()) != 1
            || inet_pton(family, from.c_str(), m_source.data()) != 1)
            fail("address");
        if (std::sscanf(options["ports"].c_str(), "%u-%u", &m_firstPort, &m_lastPort) < 2)
            m_lastPort = m_firstPort;
        std::array<unsigned, 6> mac{};
        if (std::sscanf(options["to"].c_str(), "%x:%x:%x:%x:%x:%x", &mac[0], &mac[1], &mac[2], &mac[3], &mac[4],
                        &mac[5])
            != 6)
            fail("to");
        std::copy(mac.begin(), mac.end(), m_mac.begin());
    }

    std::size_t make(std::uint8_t *frame)
    {
        std::copy(m_mac.begin(), m_mac.end(), frame);
        std::fill(frame + 6, frame + 12, 2);
        put16(frame + 12, m_v6 ? 0x86dd : 0x0800);
        const std::size_t payload = m_protocol == "udp" || m_protocol == "echo" ? 8 : 20;
        std::uint8_t *const ip = frame + ethernet, *const transport = ip + (m_v6 ? 40 : 20);
        ++m_number;
        putIp(ip, payload);
        putTransport(ip, transport, payload);
        return ethernet + (m_v6 ? 40 : 20) + payload;
    }

private:
    std::uint8_t protocolNumber() const
    {
        return m_protocol == "udp" ? IPPROTO_UDP : m_protocol == "echo" ? IPPROTO_ICMP : IPPROTO_TCP;
    }

    void putIp(std::uint8_t *ip, std::size_t payload) const
    {
        const std::size_t address = m_v6 ? 16 : 4, source = m_v6 ? 8 : 12;
        std::memset(ip, 0, m_v6 ? 40 : 20);
        ip[0] = m_v6 ? 0x60 : 0x45;
        put16(ip + (m_v6 ? 4 : 2), std::uint32_t(payload + (m_v6 ? 0 : 20)));
        ip[m_v6 ? 6 : 9] = protocolNumber();
        ip[m_v6 ? 7 : 8] = 64;
        std::memcpy(ip + source, m_source.data(), address);
        std::memcpy(ip + source + address, m_destination.data(), address);
        std::uint32_t sender = m_number % m_senders;
        for (std::size_t at = source + address; sender > 0 && at > source; sender >>= 8) {
            sender += ip[--at];
            ip[at] = std::uint8_t(sender);
        }
        if (!m_v6)
            put16(ip + 10, folded(sum(ip, 20)));
    }

    void putTransport(const std::uint8_t *ip, std::uint8_t *transport, std::size_t payload) const
    {
        std::memset(transport, 0, payload);
        std::size_t checksum = 2;
        if (m_protocol == "echo") {
            transport[0] = 8;
            put16(transport + 4, m_number);
            put16(transport + checksum, folded(sum(transport, payload)));
            return;
        }
        put16(transport, 1024 + m_number * 7919 % 64000);
        put16(transport + 2, m_firstPort + m_number % (m_lastPort - m_firstPort + 1));
        if (m_protocol == "udp") {
            put16(transport + 4, 8);
            checksum = 6;
        } else {
            put16(transport + 4, m_number);
            put16(transport + 6, m_number * 31);
            transport[12] = 0x50;
            transport[13] = m_protocol == "ack" ? 0x10 : 0x02;
            put16(transport + 14, 0xffff);
            checksum = 16;
        }
        const std::uint32_t pseudo =
            sum(ip + (m_v6 ? 8 : 12), m_v6 ? 32 : 8) + protocolNumber() + std::uint32_t(payload);
        put16(transport + checksum, folded(sum(transport, payload, pseudo)));
    }

    bool m_v6;
    std::string m_protocol;
    std::uint32_t m_senders, m_number = 0;
    unsigned m_firstPort = 1, m_lastPort = 1;
    std::array<std::uint8_t, 16> m_source{}, m_destination{};
    std::array<std::uint8_t, 6> m_mac{};
};

int openDevice(const std::string &name)
{
    const int device = socket(AF_PACKET, SOCK_RAW, 0);
    sockaddr_ll where{};
    where.sll_family = AF_PACKET;
    where.sll_ifindex = int(if_nametoindex(name.c_str()));
    if (device < 0 || bind(device, reinterpret_cast<const sockaddr *>(&where), sizeof where) < 0)
        fail("device");
    const int on = 1;
    setsockopt(device, SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on);
    return device;
}

std::uint64_t flood(int device, Packets &packets, std::uint64_t count, double seconds, double rate)
{
    std::array<std::array<std::uint8_t, 128>, batch> frames;
    std::array<iovec, batch> pieces;
    std::array<mmsghdr, batch> messages{};
    for (std::size_t at = 0; at < batch; ++at) {
        pieces[at].iov_base = frames[at].data();
        messages[at].msg_hdr.msg_iov = &pieces[at];
        messages[at].msg_hdr.msg_iovlen = 1;
    }
    const auto start = Clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    std::uint64_t sent = 0;
    while (passed() < seconds && (count == 0 || sent < count)) {
        const std::size_t most = count == 0 ? batch : std::size_t(std::min<std::uint64_t>(batch, count - sent));
        for (std::size_t at = 0; at < most; ++at)
            pieces[at].iov_len = packets.make(frames[at].data());
        const int done = sendmmsg(device, messages.data(), unsigned(most), 0);
        sent += done > 0 ? std::uint64_t(done) : 0;
        if (const double ahead = rate > 0 ? double(sent) / rate - passed() : 0; ahead > 0)
            std::this_thread::sleep_for(std::chrono::duration<double>(ahead));
    }
    std::printf("sent %llu in %.3f seconds\n", static_cast<unsigned long long>(sent), passed());
    return sent;
}

}  // namespace

int main(int argc, char **argv)
{
    Options options = optionsFrom(argc, argv);
    Packets packets(options);
    const int device = openDevice(options["device"]);
    const double seconds = std::min(120.0, std::atof(options["seconds"].c_str()));
    flood(device, packets, std::strtoull(options["count"].c_str(), nullptr, 10), seconds,
          std::atof(options["rate"].c_str()));
    return 0;
}
