// SPDX-License-Identifier: GPL-2.0-or-later
// Protocol numbers that have a meaning to us (IANA), and the two that carry port exceptions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace parapet {

namespace ipproto {
inline constexpr std::uint8_t hopByHop = 0;
inline constexpr std::uint8_t icmp = 1;
inline constexpr std::uint8_t igmp = 2;
inline constexpr std::uint8_t tcp = 6;
inline constexpr std::uint8_t udp = 17;
inline constexpr std::uint8_t dccp = 33;
inline constexpr std::uint8_t routing = 43;
inline constexpr std::uint8_t fragment = 44;
inline constexpr std::uint8_t esp = 50;
inline constexpr std::uint8_t ah = 51;
inline constexpr std::uint8_t icmpv6 = 58;
inline constexpr std::uint8_t none = 59;
inline constexpr std::uint8_t destinationOptions = 60;
inline constexpr std::uint8_t sctp = 132;
inline constexpr std::uint8_t udpLite = 136;
}  // namespace ipproto

enum class PortProtocol : std::uint8_t { tcp = ipproto::tcp, udp = ipproto::udp };

// "TCP" / "UDP": the words of the settings, the dialogs and the command line.
std::string_view word(PortProtocol protocol);
std::optional<PortProtocol> portProtocolFromWord(std::string_view text);  // any case

}  // namespace parapet
