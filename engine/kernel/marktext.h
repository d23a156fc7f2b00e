// SPDX-License-Identifier: GPL-2.0-or-later
// What rules say about the conntrack mark (marks.h), as nft text. Pure; any thread.
#pragma once

#include "engine/kernel/marks.h"

#include <cstdint>
#include <cstdio>
#include <string>

namespace parapet {

inline std::string hex(std::uint32_t value)
{
    char text[16];
    std::snprintf(text, sizeof text, "0x%08x", value);
    return text;
}

// Keeps what is not ours and the origin bit, and writes what is known now.
inline std::string setMark(std::uint32_t ours)
{
    return "ct mark set ct mark & " + hex(~marks::judgedMask) + " | " + hex(ours);
}

// What was judged, or let in by the sets of this generation.
inline std::string mayPass(std::uint32_t generation)
{
    return "ct mark & " + hex(marks::passMask(generation)) + " == " + hex(marks::judged);
}

// conntrack would make an event of each answer, each step of TCP and each mark that we write: five to a short connection. When
// connections are logged, the engine hears of all of them. Else it hears the end of those that it has judged; the sets follow the
// policy by their generation, and a change of the policy never reaches what this host begins (0020, 0021).
inline constexpr char allEvents[] = "ct event set new,destroy,protoinfo", noEvents[] = "ct event set 0x0";

}  // namespace parapet
