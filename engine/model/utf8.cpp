// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/utf8.h"

#include <array>
#include <cstddef>

namespace parapet {

namespace {

// What a first byte says (RFC 3629 3): how long the sequence is, the bits it gives, the least value of that length.
struct Lead {
    unsigned char mask, pattern;
    std::size_t length;
    char32_t least;
};
constexpr std::array leads{
    Lead{0x80, 0x00, 1, 0},
    Lead{0xe0, 0xc0, 2, 0x80},
    Lead{0xf0, 0xe0, 3, 0x800},
    Lead{0xf8, 0xf0, 4, 0x10000},
};

bool isScalarValue(char32_t code)
{
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

std::optional<char32_t> decode(std::string_view sequence, const Lead &lead)
{
    char32_t code = static_cast<unsigned char>(sequence[0]) & static_cast<unsigned char>(~lead.mask);
    for (const char c : sequence.substr(1)) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0) != 0x80)
            return std::nullopt;
        code = code << 6 | (byte & 0x3f);
    }
    if (code < lead.least || !isScalarValue(code))
        return std::nullopt;
    return code;
}

}  // namespace

std::optional<char32_t> takeCodePoint(std::string_view &text)
{
    if (text.empty())
        return std::nullopt;
    const auto first = static_cast<unsigned char>(text[0]);
    for (const Lead &lead : leads) {
        if ((first & lead.mask) != lead.pattern || text.size() < lead.length)
            continue;
        const auto code = decode(text.substr(0, lead.length), lead);
        if (code)
            text.remove_prefix(lead.length);
        return code;
    }
    return std::nullopt;
}

}  // namespace parapet
