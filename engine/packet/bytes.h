// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes: a packet as far as it was captured, with its whole length. Numbers are in network byte order.
// Whoever reads asks has() first; reading outside of what was captured is a broken invariant.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

namespace parapet {

class Bytes {
public:
    // length: of the whole, of which `captured` is the first part.
    constexpr Bytes(std::span<const std::byte> captured, std::size_t length)
        : m_captured(captured), m_length(std::max(length, captured.size()))
    {
    }

    // Of the whole; what lies behind the captured part counts too.
    std::size_t length() const { return m_length; }

    // Were these bytes captured?
    bool has(std::size_t offset, std::size_t count) const
    {
        return offset <= m_captured.size() && count <= m_captured.size() - offset;
    }

    std::uint8_t u8(std::size_t offset) const
    {
        assert(has(offset, 1));
        return std::to_integer<std::uint8_t>(m_captured[offset]);
    }
    std::uint16_t u16(std::size_t offset) const { return std::uint16_t(u8(offset) << 8 | u8(offset + 1)); }
    std::uint32_t u32(std::size_t offset) const { return std::uint32_t{u16(offset)} << 16 | u16(offset + 2); }

    template <std::size_t count> std::span<const std::byte, count> fixed(std::size_t offset) const
    {
        assert(has(offset, count));
        return m_captured.subspan(offset).first<count>();
    }

    // The packet from `offset` on; has(offset, 0) must hold.
    Bytes from(std::size_t offset) const
    {
        assert(has(offset, 0));
        return {m_captured.subspan(offset), m_length - offset};
    }

    // Without what lies behind `length`.
    Bytes upTo(std::size_t length) const
    {
        return {m_captured.first(std::min(length, m_captured.size())), std::min(length, m_length)};
    }

private:
    std::span<const std::byte> m_captured;
    std::size_t m_length;
};

}  // namespace parapet
