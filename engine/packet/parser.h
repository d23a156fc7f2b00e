// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes -> ParsedPacket. Pure; any thread; never throws, never allocates, never reads past `captured`.
#pragma once

#include "engine/packet/parsedpacket.h"

#include <cstddef>
#include <span>

namespace parapet {

inline constexpr int extensionHeadersMax = 8;

// captured:     the packet from its IP header on, or the first part of it.
// packetLength: its length on the interface, >= captured.size(). What lies beyond `captured` is taken as
//               there, not as truncated; headers must be inside `captured`.
// RFC 791, RFC 8200 (4.1 order of extension headers), RFC 9293 3.1, RFC 768, RFC 792, RFC 4443.
ParsedPacket parse(std::span<const std::byte> captured, std::size_t packetLength);

}  // namespace parapet
