// SPDX-License-Identifier: GPL-2.0-or-later
// PacketBuilder: honest packets, written byte by byte from the RFCs, and some with one stated lie. It shares no
// constant with the parser, so that a wrong offset there cannot hide here. Checksums are left zero: nobody below the
// kernel looks at them.
//
//     PacketBuilder("192.0.2.7", "192.0.2.1").tcp(40000, 80, flag::syn).bytes()
//     PacketBuilder("2001:db8::7", "2001:db8::1").hopByHop().fragment(0, true).udp(53, 40000, text("hello")).bytes()
#pragma once

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parapet::test {

using PacketBytes = std::vector<std::byte>;

namespace flag {
inline constexpr std::uint8_t fin = 1, syn = 2, rst = 4, psh = 8, ack = 16, urg = 32, ece = 64, cwr = 128;
}

inline PacketBytes text(std::string_view payload)
{
    PacketBytes bytes(payload.size());
    std::ranges::transform(payload, bytes.begin(), [](char c) { return std::byte(c); });
    return bytes;
}

// Numbers in network byte order, one behind the other.
class ByteWriter {
public:
    ByteWriter &u8(std::uint32_t value)
    {
        m_bytes.push_back(std::byte(value));
        return *this;
    }
    ByteWriter &u16(std::uint32_t value) { return u8(value >> 8 & 0xff).u8(value & 0xff); }
    ByteWriter &u32(std::uint32_t value) { return u16(value >> 16).u16(value & 0xffff); }
    ByteWriter &zeros(std::size_t count)
    {
        m_bytes.resize(m_bytes.size() + count);
        return *this;
    }
    ByteWriter &append(const PacketBytes &bytes)
    {
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
        return *this;
    }
    PacketBytes take() { return std::move(m_bytes); }

private:
    PacketBytes m_bytes;
};

class PacketBuilder {
public:
    // Two addresses of one family, as text; a colon makes it IPv6.
    PacketBuilder(std::string_view source, std::string_view destination)
        : m_v6(source.find(':') != std::string_view::npos), m_source(address(source)),
          m_destination(address(destination))
    {
    }

    // ---- the network header
    PacketBuilder &hopLimit(std::uint8_t value) { return set(m_hopLimit, value); }
    PacketBuilder &options(std::size_t words) { return set(m_optionWords, words); }  // IPv4, words of four bytes
    PacketBuilder &moreFragments() { return set(m_fragmentField, 0x2000U); }         // IPv4, the first fragment
    PacketBuilder &fragmentAt(std::size_t offset, bool more)                         // IPv4, offset in bytes
    {
        return set(m_fragmentField, std::uint32_t(offset / 8) | (more ? 0x2000U : 0U));
    }

    // ---- IPv6 extension headers, in the order of the calls
    PacketBuilder &extension(std::uint8_t kind, PacketBytes behindNextHeader)
    {
        m_extensions.emplace_back(kind, std::move(behindNextHeader));
        return *this;
    }
    PacketBuilder &hopByHop(std::size_t units = 0) { return optionHeader(0, units); }
    PacketBuilder &routing(std::size_t units = 0) { return optionHeader(43, units); }
    PacketBuilder &destinationOptions(std::size_t units = 0) { return optionHeader(60, units); }
    PacketBuilder &fragment(std::size_t offset, bool more)
    {
        return extension(44, ByteWriter().u8(0).u16(std::uint32_t(offset) | (more ? 1U : 0U)).u32(0x1234).take());
    }
    // checkWords: words of four bytes of the integrity value.
    PacketBuilder &authentication(std::size_t checkWords = 3)
    {
        const auto length = std::uint32_t(3 + checkWords - 2);
        return extension(51, ByteWriter().u8(length).u16(0).u32(7).u32(1).zeros(checkWords * 4).take());
    }

    // ---- the transport, one of
    PacketBuilder &tcp(std::uint16_t from, std::uint16_t to, std::uint8_t flags, PacketBytes payload = {},
                       std::size_t tcpOptionWords = 0)
    {
        const auto offset = std::uint32_t(5 + tcpOptionWords);
        return raw(6,
                   ByteWriter()
                       .u16(from)
                       .u16(to)
                       .u32(m_sequence)
                       .u32(m_acknowledgement)
                       .u8(offset << 4)
                       .u8(flags)
                       .u16(m_window)
                       .u16(0)
                       .u16(0)
                       .zeros(tcpOptionWords * 4)
                       .append(payload)
                       .take());
    }
    // For the tcp() that follows.
    PacketBuilder &numbers(std::uint32_t sequence, std::uint32_t acknowledgement, std::uint16_t window)
    {
        m_sequence = sequence;
        m_acknowledgement = acknowledgement;
        return set(m_window, window);
    }
    PacketBuilder &udp(std::uint16_t from, std::uint16_t to, PacketBytes payload = {})
    {
        return udpClaiming(std::uint32_t(8 + payload.size()), from, to, std::move(payload));
    }
    // A UDP header whose length field says `length`, whatever follows.
    PacketBuilder &udpClaiming(std::uint32_t length, std::uint16_t from, std::uint16_t to, PacketBytes payload = {})
    {
        return raw(17, ByteWriter().u16(from).u16(to).u16(length).u16(0).append(payload).take());
    }
    // SCTP (132), DCCP (33), UDP-Lite (136): ports in front, zeros behind.
    PacketBuilder &ports(std::uint8_t protocol, std::uint16_t from, std::uint16_t to, std::size_t headerSize)
    {
        return raw(protocol, ByteWriter().u16(from).u16(to).zeros(headerSize - 4).take());
    }
    // ICMP or ICMPv6 by the family: echo, timestamp, mask, and whatever else has an identifier in that place.
    PacketBuilder &icmp(std::uint8_t type, std::uint8_t code, std::uint16_t id = 0, PacketBytes payload = {})
    {
        return raw(m_v6 ? 58 : 1, ByteWriter().u8(type).u8(code).u16(0).u16(id).u16(1).append(payload).take());
    }
    PacketBuilder &icmpError(std::uint8_t type, std::uint8_t code, const PacketBytes &quoted)
    {
        return raw(m_v6 ? 58 : 1, ByteWriter().u8(type).u8(code).u16(0).u32(0).append(quoted).take());
    }
    PacketBuilder &echoRequest(std::uint16_t id) { return icmp(m_v6 ? 128 : 8, 0, id, text("ping")); }
    PacketBuilder &echoReply(std::uint16_t id) { return icmp(m_v6 ? 129 : 0, 0, id, text("ping")); }
    PacketBuilder &raw(std::uint8_t protocol, PacketBytes payload)
    {
        m_protocol = protocol;
        return set(m_transport, std::move(payload));
    }

    // ---- lies and noise
    // What the length field says: the total for IPv4, the payload for IPv6.
    PacketBuilder &claimLength(std::uint32_t length) { return set(m_claimedLength, long{length}); }
    PacketBuilder &claimHeaderWords(std::uint32_t words) { return set(m_claimedHeaderWords, long{words}); }
    PacketBuilder &claimVersion(std::uint32_t version) { return set(m_claimedVersion, long{version}); }
    PacketBuilder &trailing(std::size_t count) { return set(m_trailing, count); }  // padding of the link

    PacketBytes bytes() const
    {
        const PacketBytes body = ByteWriter().append(extensionBytes()).append(m_transport).take();
        return ByteWriter()
            .append(m_v6 ? headerV6(body.size()) : headerV4(body.size()))
            .append(body)
            .zeros(m_trailing)
            .take();
    }

private:
    PacketBytes headerV4(std::size_t bodySize) const
    {
        const std::size_t words = 5 + m_optionWords;
        const auto first = either(m_claimedVersion, 4) << 4 | either(m_claimedHeaderWords, words);
        return ByteWriter()
            .u8(first)
            .u8(0)
            .u16(either(m_claimedLength, words * 4 + bodySize))
            .u16(0x4242)
            .u16(m_fragmentField)
            .u8(m_hopLimit)
            .u8(m_protocol)
            .u16(0)
            .append(m_source)
            .append(m_destination)
            .zeros(m_optionWords * 4)
            .take();
    }
    PacketBytes headerV6(std::size_t bodySize) const
    {
        const std::uint32_t next = m_extensions.empty() ? m_protocol : m_extensions.front().first;
        return ByteWriter()
            .u32(either(m_claimedVersion, 6) << 28)
            .u16(either(m_claimedLength, bodySize))
            .u8(next)
            .u8(m_hopLimit)
            .append(m_source)
            .append(m_destination)
            .take();
    }
    PacketBytes extensionBytes() const
    {
        ByteWriter writer;
        for (std::size_t i = 0; i < m_extensions.size(); ++i) {
            const bool last = i + 1 == m_extensions.size();
            writer.u8(last ? m_protocol : m_extensions[i + 1].first).append(m_extensions[i].second);
        }
        return writer.take();
    }
    PacketBuilder &optionHeader(std::uint8_t kind, std::size_t units)
    {
        return extension(kind, ByteWriter().u8(std::uint32_t(units)).zeros(6 + units * 8).take());
    }

    PacketBytes address(std::string_view text) const
    {
        std::array<std::byte, 16> bytes{};
        const bool good = inet_pton(m_v6 ? AF_INET6 : AF_INET, std::string(text).c_str(), bytes.data()) == 1;
        assert(good);
        (void)good;
        return PacketBytes(bytes.begin(), bytes.begin() + (m_v6 ? 16 : 4));
    }
    static std::uint32_t either(long claimed, std::size_t honest)
    {
        return std::uint32_t(claimed >= 0 ? std::size_t(claimed) : honest);
    }
    template <class T> PacketBuilder &set(T &field, T value)
    {
        field = std::move(value);
        return *this;
    }

    bool m_v6;
    PacketBytes m_source, m_destination;
    std::uint8_t m_hopLimit = 64;
    std::size_t m_optionWords = 0;
    std::uint32_t m_fragmentField = 0;
    std::vector<std::pair<std::uint8_t, PacketBytes>> m_extensions;
    std::uint32_t m_sequence = 1000, m_acknowledgement = 2000;
    std::uint16_t m_window = 64000;
    std::uint8_t m_protocol = 59;
    PacketBytes m_transport;
    long m_claimedLength = -1, m_claimedHeaderWords = -1, m_claimedVersion = -1;
    std::size_t m_trailing = 0;
};

}  // namespace parapet::test
