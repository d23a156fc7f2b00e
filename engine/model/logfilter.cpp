// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/logfilter.h"

#include "engine/model/protocol.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace parapet {

namespace {

constexpr std::array<std::pair<std::uint8_t, std::string_view>, 4> named{
    {{ipproto::tcp, "TCP"}, {ipproto::udp, "UDP"}, {ipproto::icmp, "ICMP"}, {ipproto::icmpv6, "ICMPv6"}}};

constexpr std::uint16_t firstFreePort = 1024;  // from here on senders take what they like

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

bool sameText(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, {}, lower, lower);
}

template <class T> bool among(const std::vector<T> &wanted, const T &value)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool hasEndpoints(const LogRecord &record)
{
    return record.action != LogAction::eventsLost;
}

bool matchesPacket(const LogFilter &filter, const LogRecord &record)
{
    const bool known = hasEndpoints(record);
    if (!filter.protocols.empty() && !(known && among(filter.protocols, record.protocol)))
        return false;
    if (filter.address
        && !(known && (filter.address->contains(record.source) || filter.address->contains(record.destination))))
        return false;
    const bool isSource = filter.port == record.sourcePort && record.sourcePort < firstFreePort;
    return !filter.port || (known && record.hasPorts && (filter.port == record.destinationPort || isSource));
}

void add(std::string &text, std::string_view word)
{
    if (!word.empty())
        text.append(text.empty() ? "" : " ").append(word);
}

}  // namespace

bool matches(const LogFilter &filter, const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    const bool reasonFits =
        filter.reasons.empty() || (record.action == LogAction::drop && among(filter.reasons, record.reason));
    return stored.id > filter.after && among(filter.actions, record.action) && reasonFits
        && matchesPacket(filter, record) && (filter.program.empty() || filter.program == stored.program)
        && (filter.interface.empty() || filter.interface == stored.interface)
        && (!filter.from || *filter.from <= record.time) && (!filter.to || record.time <= *filter.to)
        && (filter.text.empty() || holdsText(stored, filter.text));
}

std::string recordText(const StoredRecord &stored)
{
    const LogRecord &record = stored.record;
    std::string text(word(record.action));
    if (!hasEndpoints(record))
        return text;
    add(text, protocolText(record.protocol));
    add(text, record.source.text());
    add(text, record.hasPorts ? std::to_string(record.sourcePort) : std::string());
    add(text, record.destination.text());
    add(text, record.hasPorts ? std::to_string(record.destinationPort) : std::string());
    add(text, record.action == LogAction::drop ? word(record.reason) : std::string_view());
    add(text, parapet::text(record.rule));
    add(text, stored.interface);
    add(text, stored.program);
    return text;
}

bool holdsText(const StoredRecord &record, std::string_view text)
{
    const std::string all = recordText(record);
    const auto same = [](char one, char other) { return lower(one) == lower(other); };
    return text.empty() || std::search(all.begin(), all.end(), text.begin(), text.end(), same) != all.end();
}

std::string protocolText(std::uint8_t protocol)
{
    for (const auto &[number, name] : named) {
        if (number == protocol)
            return std::string(name);
    }
    return std::to_string(protocol);
}

std::optional<std::uint8_t> protocolFromText(std::string_view text)
{
    for (const auto &[number, name] : named) {
        if (sameText(text, name))
            return number;
    }
    std::uint8_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace parapet
