// SPDX-License-Identifier: GPL-2.0-or-later
// RuleId as text and back.
#include "engine/model/icmp.h"
#include "engine/model/service.h"
#include "engine/model/verdict.h"

#include <charconv>

namespace parapet {

namespace {

constexpr std::string_view portWord = "port", serviceWord = "service", icmpWord = "icmp",
                           connectionPortWord = "connection-port", programWord = "program";

std::string text(std::string_view kind, const PortKey &key)
{
    return std::string(kind) + " " + std::string(word(key.protocol)) + ":" + std::to_string(key.port);
}

// Takes the first word off.
std::string_view takeWord(std::string_view &text)
{
    const std::size_t blank = text.find(' ');
    const std::string_view first = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    return first;
}

std::optional<PortKey> portFromText(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto protocol = portProtocolFromWord(text.substr(0, colon));
    PortKey key;
    const char *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + colon + 1, end, key.port);
    if (!protocol || parsed.ec != std::errc() || parsed.ptr != end || key.port == 0)
        return std::nullopt;
    key.protocol = *protocol;
    return key;
}

std::optional<RuleId> portRule(RuleId::Kind kind, std::string_view rest, std::uint8_t index = 0)
{
    const auto key = portFromText(rest);
    return key ? std::optional(RuleId{kind, index, *key}) : std::nullopt;
}

std::optional<RuleId> serviceRule(std::string_view rest)
{
    const Service *service = findService(takeWord(rest));
    if (!service)
        return std::nullopt;
    const auto index = static_cast<std::uint8_t>(service - serviceCatalogue().data());
    return portRule(RuleId::Kind::service, rest, index);
}

std::optional<RuleId> icmpRule(std::string_view rest)
{
    const auto item = icmpItemFromWord(rest);
    return item ? std::optional(RuleId{RuleId::Kind::icmp, static_cast<std::uint8_t>(*item), {}}) : std::nullopt;
}

}  // namespace

std::string text(const RuleId &rule)
{
    switch (rule.kind) {
    case RuleId::Kind::none: return {};
    case RuleId::Kind::port: return text(portWord, rule.port);
    case RuleId::Kind::connectionPort: return text(connectionPortWord, rule.port);
    case RuleId::Kind::program: return text(programWord, rule.port);
    case RuleId::Kind::icmp: return std::string(icmpWord) + " " + std::string(word(static_cast<IcmpItem>(rule.index)));
    case RuleId::Kind::service:
        return std::string(serviceWord) + " " + text(serviceCatalogue()[rule.index].id, rule.port);
    }
    return {};
}

std::optional<RuleId> ruleFromText(std::string_view text)
{
    const std::string_view kind = takeWord(text);
    if (kind == portWord)
        return portRule(RuleId::Kind::port, text);
    if (kind == connectionPortWord)
        return portRule(RuleId::Kind::connectionPort, text);
    if (kind == programWord)
        return portRule(RuleId::Kind::program, text);
    if (kind == serviceWord)
        return serviceRule(text);
    if (kind == icmpWord)
        return icmpRule(text);
    return std::nullopt;
}

}  // namespace parapet
