// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/frames.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/if.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace parapet::speed {

namespace {

// RFC 1071. The length is even.
std::uint32_t sum(const void *data, std::size_t length, std::uint32_t start)
{
    const auto *bytes = static_cast<const unsigned char *>(data);
    for (std::size_t at = 0; at < length; at += 2)
        start += std::uint32_t(bytes[at] << 8 | bytes[at + 1]);
    return start;
}

std::uint16_t folded(std::uint32_t value)
{
    while (value >> 16)
        value = (value & 0xffff) + (value >> 16);
    return htons(static_cast<std::uint16_t>(~value));
}

void parseMac(const std::string &text, unsigned char *mac)
{
    std::array<unsigned, 6> bytes{};
    if (std::sscanf(text.c_str(), "%x:%x:%x:%x:%x:%x", &bytes[0], &bytes[1], &bytes[2], &bytes[3], &bytes[4], &bytes[5])
        != 6) {
        std::fprintf(stderr, "%s is no hardware address\n", text.c_str());
        std::exit(2);
    }
    for (std::size_t at = 0; at < bytes.size(); ++at)
        mac[at] = static_cast<unsigned char>(bytes[at]);
}

}  // namespace

Frames::Frames(const Options &options)
    : m_socket(check(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0), "socket")), m_frames(batch), m_places(batch),
      m_messages(batch)
{
    sockaddr_ll device{};
    device.sll_family = AF_PACKET;
    device.sll_ifindex = static_cast<int>(if_nametoindex(options.text("device").c_str()));
    check(bind(m_socket.get(), reinterpret_cast<const sockaddr *>(&device), sizeof device), "bind to the device");
    const int on = 1;
    check(setsockopt(m_socket.get(), SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on), "PACKET_QDISC_BYPASS");
    parseMac(options.text("to"), m_ether.h_dest);
    m_ether.h_source[0] = 2;  // locally administered
    m_ether.h_proto = htons(ETH_P_IP);
    if (inet_pton(AF_INET, options.text("address").c_str(), &m_to) != 1)
        fail("address");
    for (std::size_t at = 0; at < batch; ++at) {
        m_places[at].iov_base = &m_frames[at];
        m_messages[at].msg_hdr.msg_iov = &m_places[at];
        m_messages[at].msg_hdr.msg_iovlen = 1;
    }
}

iphdr Frames::header(const Sender &from, std::uint8_t protocol, std::size_t length) const
{
    iphdr ip{};
    ip.version = 4;
    ip.ihl = 5;
    ip.tot_len = htons(static_cast<std::uint16_t>(length));
    ip.ttl = 64;
    ip.protocol = protocol;
    ip.saddr = htonl(from.address);
    ip.daddr = m_to;
    ip.check = folded(sum(&ip, sizeof ip, 0));
    return ip;
}

void Frames::putSyn(int at, const Sender &from, std::uint16_t port, std::uint32_t sequence)
{
    tcphdr tcp{};
    tcp.source = htons(from.port);
    tcp.dest = htons(port);
    tcp.seq = htonl(sequence);
    tcp.doff = 5;
    tcp.syn = 1;
    tcp.window = htons(65535);
    const iphdr ip = header(from, IPPROTO_TCP, sizeof ip + sizeof tcp);
    const std::uint32_t pseudo = sum(&ip.saddr, 8, IPPROTO_TCP + sizeof tcp);
    tcp.check = folded(sum(&tcp, sizeof tcp, pseudo));
    m_frames[std::size_t(at)].syn = {m_ether, ip, tcp};
    m_places[std::size_t(at)].iov_len = sizeof(Syn);
}

// Without a checksum, which IPv4 allows.
void Frames::putDatagram(int at, const Sender &from, std::uint16_t port, const Note &note)
{
    udphdr udp{};
    udp.source = htons(from.port);
    udp.dest = htons(port);
    udp.len = htons(sizeof udp + sizeof note);
    m_frames[std::size_t(at)].datagram = {m_ether, header(from, IPPROTO_UDP, sizeof(iphdr) + sizeof udp + sizeof note),
                                          udp, note};
    m_places[std::size_t(at)].iov_len = sizeof(Datagram);
}

int Frames::send(int count)
{
    return std::max(sendmmsg(m_socket.get(), m_messages.data(), static_cast<unsigned>(count), 0), 0);
}

}  // namespace parapet::speed
