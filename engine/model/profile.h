// SPDX-License-Identifier: GPL-2.0-or-later
// The two profiles and the three operating states, and their words in the store, on D-Bus and on the command line.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parapet {

// Domain: settings for the network of one's organisation; standard: everywhere else (xp-reference 3.9).
enum class ProfileId : std::uint8_t { domain, standard };
inline constexpr std::array allProfiles{ProfileId::domain, ProfileId::standard};

// The three operating states of xp-reference 3.3.
enum class Opmode : std::uint8_t { off, on, onWithoutExceptions };

std::string_view word(ProfileId id);  // "domain", "standard"
std::string_view word(Opmode mode);   // "off", "on", "on-without-exceptions"
std::optional<ProfileId> profileFromWord(std::string_view text);
std::optional<Opmode> opmodeFromWord(std::string_view text);

}  // namespace parapet
