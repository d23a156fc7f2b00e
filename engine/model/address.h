// SPDX-License-Identifier: GPL-2.0-or-later
// IpAddress: one 128-bit value for both families (IPv4 as ::ffff:a.b.c.d, RFC 4291 2.5.5.2), so that
// matcher, flow key and log have one path and no twins.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace parapet {

class IpAddress {
public:
    constexpr IpAddress() = default;  // the unspecified IPv6 address ::

    // Network byte order, as in the packet. 4 or 16 bytes.
    static IpAddress v4(std::span<const std::byte, 4> bytes);
    static IpAddress v6(std::span<const std::byte, 16> bytes);
    // Host byte order: 0xC0000207 is 192.0.2.7.
    static IpAddress v4(std::uint32_t hostOrder);

    // "192.0.2.7" or "2001:db8::7"; nothing else (no zone, no prefix, no blanks).
    static std::optional<IpAddress> parse(std::string_view text);
    std::string text() const;

    bool isV4() const;
    std::uint32_t asV4() const;  // host byte order; valid only if isV4()
    const std::array<std::uint8_t, 16> &bytes() const { return m_bytes; }

    bool isUnspecified() const;  // 0.0.0.0 or ::
    bool isLoopback() const;     // 127.0.0.0/8 or ::1
    bool isMulticast() const;    // 224.0.0.0/4 or ff00::/8
    bool isLinkLocal() const;    // 169.254.0.0/16 or fe80::/10

    auto operator<=>(const IpAddress &) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

}  // namespace parapet
