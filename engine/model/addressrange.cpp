// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/addressrange.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace parapet {

namespace {

int widthOf(const IpAddress &address)
{
    return address.isV4() ? 32 : 128;
}

// Bits counted in the 128-bit form, so that both families share the arithmetic.
int bitsBefore(const IpAddress &address)
{
    return address.isV4() ? 96 : 0;
}

IpAddress withHostBits(const IpAddress &address, int bits, bool ones)
{
    std::array<std::byte, 16> bytes;
    for (int index = 0; index < 16; ++index) {
        const int fixed = std::clamp(bits - index * 8, 0, 8);
        const auto host = static_cast<std::uint8_t>(0xff >> fixed);
        const std::uint8_t value = address.bytes()[static_cast<std::size_t>(index)];
        bytes[static_cast<std::size_t>(index)] = std::byte(ones ? value | host : value & ~host);
    }
    return IpAddress::v6(bytes);
}

Error invalid(std::string_view text, std::string_view why)
{
    return {ErrorKind::invalid, "\"" + std::string(text) + "\" " + std::string(why)};
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                    : std::nullopt;
}

// The length of a mask such as 255.255.255.0; nothing if its ones are not all in front.
std::optional<int> maskLength(const IpAddress &mask)
{
    const std::uint32_t bits = mask.asV4();
    const int ones = std::countl_one(bits);
    return std::popcount(bits) == ones ? std::optional(ones) : std::nullopt;
}

// IPv4 written as IPv6 could hide what it means.
std::optional<IpAddress> plainAddress(std::string_view text)
{
    const auto address = IpAddress::parse(text);
    return address && address->isV4() == (text.find(':') == std::string_view::npos) ? address : std::nullopt;
}

Result<AddressRange> parsePrefix(std::string_view text, const IpAddress &address, std::string_view behind)
{
    if (const auto length = number(behind)) {
        if (*length < 0 || *length > widthOf(address))
            return invalid(text,
                           "has a prefix length that is not between 0 and " + std::to_string(widthOf(address)) + ".");
        return AddressRange::prefix(address, *length);
    }
    const auto mask = plainAddress(behind);
    const auto length = mask && mask->isV4() && address.isV4() ? maskLength(*mask) : std::nullopt;
    if (!length)
        return invalid(text, "has no valid subnet mask. Examples: 192.168.114.0/255.255.255.0, 192.168.114.0/24.");
    return AddressRange::prefix(address, *length);
}

Result<AddressRange> parseSpan(std::string_view text, const IpAddress &first, std::string_view behind)
{
    const auto last = plainAddress(behind);
    if (!last || last->isV4() != first.isV4())
        return invalid(text, "is not a range of addresses of one kind. Example: 192.168.114.10-192.168.114.20.");
    if (*last < first)
        return invalid(text, "is a range that ends before it begins.");
    return AddressRange{first, *last};
}

}  // namespace

AddressRange AddressRange::prefix(const IpAddress &address, int bits)
{
    const int fixed = bitsBefore(address) + bits;
    return {withHostBits(address, fixed, false), withHostBits(address, fixed, true)};
}

Result<AddressRange> AddressRange::parse(std::string_view text)
{
    const std::size_t at = text.find_first_of("/-");
    const auto address = plainAddress(text.substr(0, at));
    if (!address)
        return invalid(text, "is not an IP address or subnet.");
    if (at == std::string_view::npos)
        return AddressRange{*address, *address};
    const std::string_view behind = text.substr(at + 1);
    return text[at] == '/' ? parsePrefix(text, *address, behind) : parseSpan(text, *address, behind);
}

int AddressRange::prefixLength() const
{
    for (int bits = widthOf(first); bits >= 0; --bits) {
        if (prefix(first, bits) == *this)
            return bits;
    }
    return -1;
}

std::string AddressRange::text() const
{
    const int bits = prefixLength();
    if (bits < 0)
        return first.text() + "-" + last.text();
    if (!first.isV4())
        return first.text() + "/" + std::to_string(bits);
    const std::uint32_t mask = bits == 0 ? 0 : 0xffffffffU << (32 - bits);
    return first.text() + "/" + IpAddress::v4(mask).text();
}

}  // namespace parapet
