// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/address.h"

#include <algorithm>
#include <arpa/inet.h>

namespace parapet {

namespace {

constexpr std::size_t v4At = 12;  // where the IPv4 address stands in ::ffff:a.b.c.d
constexpr std::array<std::uint8_t, v4At> v4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

IpAddress IpAddress::v4(std::span<const std::byte, 4> bytes)
{
    IpAddress address;
    std::ranges::copy(v4Prefix, address.m_bytes.begin());
    std::ranges::transform(bytes, address.m_bytes.begin() + v4At, std::to_integer<std::uint8_t>);
    return address;
}

IpAddress IpAddress::v6(std::span<const std::byte, 16> bytes)
{
    IpAddress address;
    std::ranges::transform(bytes, address.m_bytes.begin(), std::to_integer<std::uint8_t>);
    return address;
}

IpAddress IpAddress::v4(std::uint32_t hostOrder)
{
    const std::array bytes{std::byte(hostOrder >> 24), std::byte(hostOrder >> 16), std::byte(hostOrder >> 8),
                           std::byte(hostOrder)};
    return v4(std::span(bytes));
}

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    // inet_pton() stops at a NUL: what stands behind it must not slip through.
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size() || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    std::ranges::copy(text, terminated.begin());

    std::array<std::byte, 16> bytes{};
    if (inet_pton(AF_INET, terminated.data(), bytes.data()) == 1)
        return v4(std::span(bytes).first<4>());
    if (inet_pton(AF_INET6, terminated.data(), bytes.data()) == 1)
        return v6(bytes);
    return std::nullopt;
}

std::string IpAddress::text() const
{
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (isV4())
        inet_ntop(AF_INET, m_bytes.data() + v4At, buffer.data(), buffer.size());
    else
        inet_ntop(AF_INET6, m_bytes.data(), buffer.data(), buffer.size());
    return buffer.data();
}

bool IpAddress::isV4() const
{
    return std::equal(v4Prefix.begin(), v4Prefix.end(), m_bytes.begin());
}

std::uint32_t IpAddress::asV4() const
{
    return std::uint32_t{m_bytes[12]} << 24 | std::uint32_t{m_bytes[13]} << 16 | std::uint32_t{m_bytes[14]} << 8
        | m_bytes[15];
}

bool IpAddress::isUnspecified() const
{
    return *this == IpAddress() || *this == v4(0);
}

bool IpAddress::isLoopback() const
{
    if (isV4())
        return m_bytes[v4At] == 127;
    return std::all_of(m_bytes.begin(), m_bytes.end() - 1, [](auto byte) { return byte == 0; }) && m_bytes[15] == 1;
}

bool IpAddress::isMulticast() const
{
    return isV4() ? (m_bytes[v4At] & 0xf0) == 0xe0 : m_bytes[0] == 0xff;
}

bool IpAddress::isLinkLocal() const
{
    if (isV4())
        return m_bytes[v4At] == 169 && m_bytes[v4At + 1] == 254;
    return m_bytes[0] == 0xfe && (m_bytes[1] & 0xc0) == 0x80;
}

}  // namespace parapet
