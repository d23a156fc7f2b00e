// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/bootexclusions.h"

#include "engine/base/trimmed.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace parapet {

namespace {

constexpr std::size_t problemsMax = 20;  // a file that is none of ours must not fill the journal
constexpr std::string_view blanks = " \t\r";

std::optional<std::uint16_t> portFrom(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool whole = code == std::errc() && end == text.data() + text.size();
    return whole && port != 0 ? std::optional(port) : std::nullopt;
}

std::optional<PortKey> portKeyFrom(std::string_view line)
{
    const std::size_t slash = line.find('/');
    if (slash == line.npos)
        return std::nullopt;
    const auto port = portFrom(trimmed(line.substr(0, slash), blanks));
    const auto protocol = portProtocolFromWord(trimmed(line.substr(slash + 1), blanks));
    if (!port || !protocol)
        return std::nullopt;
    return PortKey{*protocol, *port};
}

}  // namespace

BootExclusions BootExclusions::parse(std::string_view text)
{
    BootExclusions exclusions;
    std::size_t number = 0;
    while (!text.empty()) {
        ++number;
        const std::string_view whole = text.substr(0, text.find('\n'));
        const std::string_view line = trimmed(whole.substr(0, whole.find('#')), blanks);
        text.remove_prefix(std::min(whole.size() + 1, text.size()));
        if (line.empty())
            continue;
        if (const auto key = portKeyFrom(line))
            exclusions.ports.push_back(*key);
        else if (exclusions.problems.size() < problemsMax)
            exclusions.problems.push_back(
                "Line " + std::to_string(number)
                + " of boot-exclusions is left out: it must be a port from 1 to 65535, a slash,"
                  " and tcp or udp, such as 5060/udp.");
    }
    std::ranges::sort(exclusions.ports);
    exclusions.ports.erase(std::unique(exclusions.ports.begin(), exclusions.ports.end()), exclusions.ports.end());
    return exclusions;
}

}  // namespace parapet
