// SPDX-License-Identifier: GPL-2.0-or-later
// The words of every enumeration of the model, in one place: they are a contract with the store, D-Bus, the
// command line and the log file.
#include "engine/model/alert.h"
#include "engine/model/listener.h"
#include "engine/model/logrecord.h"
#include "engine/model/profile.h"
#include "engine/model/protocol.h"
#include "engine/model/status.h"
#include "engine/model/verdict.h"

#include <algorithm>
#include <array>

namespace parapet {

namespace {

// The value among `values` whose word is `text`.
template <class T, std::size_t n> std::optional<T> fromWord(const std::array<T, n> &values, std::string_view text)
{
    const auto found = std::ranges::find_if(values, [&](T value) { return word(value) == text; });
    return found == values.end() ? std::nullopt : std::optional(*found);
}

// Without the locale: these are words of a protocol, not of a language.
constexpr char asciiUpper(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
}

}  // namespace

std::string_view word(PortProtocol protocol)
{
    return protocol == PortProtocol::udp ? "UDP" : "TCP";
}

std::optional<PortProtocol> portProtocolFromWord(std::string_view text)
{
    for (const auto protocol : {PortProtocol::tcp, PortProtocol::udp}) {
        if (std::ranges::equal(text, word(protocol), {}, asciiUpper))
            return protocol;
    }
    return std::nullopt;
}

std::string_view word(ProfileId id)
{
    return id == ProfileId::domain ? "domain" : "standard";
}

std::optional<ProfileId> profileFromWord(std::string_view text)
{
    return fromWord(allProfiles, text);
}

std::string_view word(Opmode mode)
{
    switch (mode) {
    case Opmode::off: return "off";
    case Opmode::on: return "on";
    case Opmode::onWithoutExceptions: return "on-without-exceptions";
    }
    return "on";
}

std::optional<Opmode> opmodeFromWord(std::string_view text)
{
    static constexpr std::array modes{Opmode::off, Opmode::on, Opmode::onWithoutExceptions};
    return fromWord(modes, text);
}

std::string_view word(Connection::Kind kind)
{
    switch (kind) {
    case Connection::Kind::other: return "other";
    case Connection::Kind::wired: return "wired";
    case Connection::Kind::wireless: return "wireless";
    case Connection::Kind::vpn: return "vpn";
    case Connection::Kind::bridge: return "bridge";
    }
    return "other";
}

std::optional<Connection::Kind> connectionKindFromWord(std::string_view text)
{
    using enum Connection::Kind;
    static constexpr std::array kinds{other, wired, wireless, vpn, bridge};
    return fromWord(kinds, text);
}

std::string_view word(ListeningProgram::Reach reach)
{
    switch (reach) {
    case ListeningProgram::Reach::blocked: return "blocked";
    case ListeningProgram::Reach::open: return "open";
    case ListeningProgram::Reach::local: return "local";
    case ListeningProgram::Reach::unfiltered: return "unfiltered";
    }
    return "blocked";
}

std::optional<ListeningProgram::Reach> reachFromWord(std::string_view text)
{
    using enum ListeningProgram::Reach;
    static constexpr std::array reaches{blocked, open, local, unfiltered};
    return fromWord(reaches, text);
}

std::string_view word(AlertAnswer answer)
{
    switch (answer) {
    case AlertAnswer::keepBlocking: return "keep-blocking";
    case AlertAnswer::unblock: return "unblock";
    case AlertAnswer::askLater: return "ask-later";
    case AlertAnswer::acknowledge: return "acknowledge";
    case AlertAnswer::acknowledgeAlways: return "acknowledge-always";
    }
    return "ask-later";
}

std::optional<AlertAnswer> alertAnswerFromWord(std::string_view text)
{
    using enum AlertAnswer;
    static constexpr std::array answers{keepBlocking, unblock, askLater, acknowledge, acknowledgeAlways};
    return fromWord(answers, text);
}

std::string_view word(LogAction action)
{
    switch (action) {
    case LogAction::open: return "OPEN";
    case LogAction::openInbound: return "OPEN-INBOUND";
    case LogAction::close: return "CLOSE";
    case LogAction::drop: return "DROP";
    case LogAction::eventsLost: return "INFO-EVENTS-LOST";
    }
    return "-";
}

std::optional<LogAction> logActionFromWord(std::string_view text)
{
    return fromWord(allLogActions, text);
}

std::string_view word(Reason reason)
{
    switch (reason) {
    case Reason::knownFlow: return "known-flow";
    case Reason::relatedError: return "related-error";
    case Reason::hostNeed: return "host-need";
    case Reason::portException: return "port-exception";
    case Reason::firewallOff: return "firewall-off";
    case Reason::serviceException: return "service-exception";
    case Reason::icmpSetting: return "icmp-setting";
    case Reason::multicastAnswer: return "multicast-answer";
    case Reason::connectionPort: return "connection-port";
    case Reason::programException: return "program-exception";
    case Reason::noException: return "no-exception";
    case Reason::exceptionsOff: return "exceptions-off";
    case Reason::outOfScope: return "out-of-scope";
    case Reason::icmpNotAllowed: return "icmp-not-allowed";
    case Reason::notPublished: return "not-published";
    case Reason::truncated: return "truncated";
    case Reason::lyingLength: return "lying-length";
    case Reason::badVersion: return "bad-version";
    case Reason::headerChain: return "header-chain";
    case Reason::laterFragment: return "later-fragment";
    case Reason::impossibleFlags: return "impossible-flags";
    case Reason::noHandshake: return "no-handshake";
    case Reason::handshakeOrder: return "handshake-order";
    case Reason::spoofedSource: return "spoofed-source";
    case Reason::notFromHost: return "not-from-host";
    case Reason::flood: return "flood";
    }
    return "-";
}

// The words are the only list of reasons; the word of a number that is none is "-".
std::optional<Reason> reasonFromWord(std::string_view text)
{
    for (int number = 0; text != "-" && number <= 255; ++number) {
        if (word(Reason(number)) == text)
            return Reason(number);
    }
    return std::nullopt;
}

}  // namespace parapet
