// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/explain.h"

#include "app/ctl/plaintext.h"
#include "engine/model/icmp.h"

#include <charconv>
#include <optional>
#include <sstream>

namespace parapet::ctl {

namespace {

Error problem(const std::string &text)
{
    return {ErrorKind::invalid, text + "\n\n" + std::string(explainUsage)};
}

template <class T> std::optional<T> number(std::string_view text)
{
    T value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// "192.0.2.7", "192.0.2.7:80", "[2001:db8::7]:80", "2001:db8::7": the address, and what stands behind it.
struct Endpoint {
    std::string address, rest;
};

Endpoint split(const std::string &text)
{
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string::npos)
            return {text, {}};
        const bool more = text.size() > end + 1 && text[end + 1] == ':';
        return {text.substr(1, end - 1), more ? text.substr(end + 2) : std::string()};
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || text.find(':', colon + 1) != std::string::npos)
        return {text, {}};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

// "->" may stand without blanks around it.
std::vector<std::string> separated(std::span<const std::string> words)
{
    std::string line;
    for (const std::string &word : words)
        line += word + " ";
    if (const std::size_t arrow = line.find("->"); arrow != std::string::npos)
        line.replace(arrow, 2, " -> ");
    std::istringstream stream(line);
    std::vector<std::string> parts;
    for (std::string part; stream >> part;)
        parts.push_back(part);
    return parts;
}

Outcome takeSource(NewFlow &flow, const std::string &text)
{
    const Endpoint source = split(text);
    const auto address = IpAddress::parse(source.address);
    if (!address)
        return problem(plain(text) + " is not an address.");
    flow.remote = *address;
    if (source.rest.empty())
        return Done{};
    const auto port = number<std::uint16_t>(source.rest);
    if (!port)
        return problem(plain(source.rest) + " is not a port.");
    flow.remotePort = *port;
    return Done{};
}

std::optional<std::uint8_t> icmpType(const std::string &text, bool v4)
{
    if (const auto item = icmpItemFromWord(text)) {
        const int type = v4 ? facts(*item).typeV4 : facts(*item).typeV6;
        return type < 0 ? std::nullopt : std::optional(static_cast<std::uint8_t>(type));
    }
    return number<std::uint8_t>(text);
}

Outcome takeTarget(NewFlow &flow, const std::string &protocol, const std::string &text)
{
    Endpoint target = split(text);
    if (target.rest.empty())  // a port alone
        target = {{}, target.address};
    if (!target.address.empty()) {
        const auto address = IpAddress::parse(target.address);
        if (!address)
            return problem(plain(target.address) + " is not an address.");
        flow.local = *address;
    }
    if (protocol == "icmp" || protocol == "icmpv6") {
        flow.icmpType = icmpType(target.rest, flow.remote.isV4());
        return flow.icmpType ? Outcome(Done{})
                             : Outcome(problem(plain(target.rest) + " is no type of ICMP message here."));
    }
    const auto known = portProtocolFromWord(protocol);
    if (!known)
        return problem(plain(protocol) + " is not one of tcp, udp, icmp.");
    const auto port = number<std::uint16_t>(target.rest);
    if (!port || *port == 0)
        return problem(plain(text) + " names no port from 1 to 65535.");
    flow.port = {*known, *port};
    return Done{};
}

std::string what(const NewFlow &flow)
{
    if (flow.icmpType)
        return "ICMP messages of type " + std::to_string(*flow.icmpType);
    return std::string(word(flow.port.protocol)) + " port " + std::to_string(flow.port.port);
}

std::string because(const NewFlow &flow, Reason reason)
{
    const std::string from = flow.remote.text();
    switch (reason) {
    case Reason::portException: return "An exception opens " + what(flow) + " to " + from + ".";
    case Reason::serviceException: return "A service that is allowed opens " + what(flow) + " to " + from + ".";
    case Reason::connectionPort: return "The connection by which it comes opens " + what(flow) + ".";
    case Reason::programException: return "The program that listens there is an exception.";
    case Reason::icmpSetting: return "The ICMP settings allow it.";
    case Reason::hostNeed: return "This computer cannot live in its network without it.";
    case Reason::firewallOff: return "There is no firewall there: it is off, or off for this connection.";
    case Reason::noException: return "No exception allows " + what(flow) + ".";
    case Reason::exceptionsOff: return "Exceptions are not allowed now.";
    case Reason::outOfScope: return "An exception opens " + what(flow) + ", but not to " + from + ".";
    case Reason::icmpNotAllowed: return "The ICMP settings do not allow it.";
    case Reason::notFromHost: return from + " cannot be a sender.";
    default: return {};
    }
}

}  // namespace

Result<NewFlow> readFlow(std::span<const std::string> words)
{
    const std::vector<std::string> parts = separated(words);
    const bool hasInterface = parts.size() == 6 && parts[4] == "in";
    if ((parts.size() != 4 && !hasInterface) || parts[2] != "->")
        return problem("This is not a question that can be answered.");
    NewFlow flow;
    if (const Outcome taken = takeSource(flow, parts[1]); !taken)
        return taken.error();
    if (const Outcome taken = takeTarget(flow, parts[0], parts[3]); !taken)
        return taken.error();
    if (hasInterface)
        flow.interface = parts[5];
    return flow;
}

std::string answerText(const NewFlow &flow, const Decision &decision)
{
    const std::string sentence = because(flow, decision.reason);
    const std::string rule = decision.rule.kind == RuleId::Kind::none ? "none" : plain(text(decision.rule));
    return std::string(decision.verdict == Verdict::accept ? "It would be let in." : "It would be dropped.")
        + (sentence.empty() ? "" : " " + sentence) + "\n\nReason: " + std::string(word(decision.reason))
        + "\nRule:   " + rule + "\n";
}

Report runExplain(std::span<const std::string> words, const FirewallProxy &firewall)
{
    if (words.size() == 1 && (words[0] == "?" || words[0] == "--help"))
        return {exitOk, std::string(explainUsage), {}};
    const Result<NewFlow> flow = readFlow(words);
    if (!flow)
        return {exitSyntax, {}, flow.error().text};
    const Result<Foresight> foresight = firewall.explain({}, *flow);
    if (!foresight)
        return {exitFailed, {}, foresight.error().text + "\n"};
    return {exitOk, answerText(*flow, foresight->now), {}};
}

}  // namespace parapet::ctl
