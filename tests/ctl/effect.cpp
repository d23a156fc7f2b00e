// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ctl/effect.h"

#include "app/ctl/grammar.h"

#include <charconv>

namespace parapet::test {

namespace {

std::string describe(const SetOpmode &change)
{
    return "set-opmode " + std::string(word(change.profile)) + " " + std::string(word(change.mode));
}

std::string describe(const SetPort &change)
{
    return "set-port " + std::string(word(change.profile)) + " " + std::string(word(change.key.protocol)) + " "
        + std::to_string(change.key.port) + " [" + change.entry.name + "] "
        + (change.entry.enabled ? "enabled" : "disabled")
        + (change.entry.scope == Scope{} ? "" : " for " + change.entry.scope.text());
}

std::string describe(const RemovePort &change)
{
    return "remove-port " + std::string(word(change.profile)) + " " + std::string(word(change.key.protocol)) + " "
        + std::to_string(change.key.port);
}

std::string onOff(bool on)
{
    return on ? " on" : " off";
}

std::string scopeText(const Scope &scope)
{
    return scope == Scope{} ? "" : " for " + scope.text();
}

std::string describe(const SetLog &change)
{
    const LogSettings &log = change.log;
    return "set-log [" + log.file + "] " + std::to_string(log.maxSizeKb) + " KB dropped" + onOff(log.droppedPackets)
        + " connections" + onOff(log.successfulConnections);
}

std::string describe(const SetProgram &change)
{
    return "set-program " + std::string(word(change.profile)) + " " + change.path + " [" + change.entry.name + "] "
        + (change.entry.enabled ? "enabled" : "disabled") + scopeText(change.entry.scope);
}

std::string describe(const RemoveProgram &change)
{
    return "remove-program " + std::string(word(change.profile)) + " " + change.path;
}

std::string describe(const SetService &change)
{
    std::string text =
        "set-service " + std::string(word(change.profile)) + " " + change.id + onOff(change.entry.enabled);
    for (const auto &[key, own] : change.entry.ports)
        text += " (" + std::string(word(key.protocol)) + " " + std::to_string(key.port) + onOff(own.enabled) + " "
            + own.scope.text() + ")";
    return text;
}

std::string describe(const SetIcmp &change)
{
    return "set-icmp " + std::string(word(change.profile)) + " " + std::string(word(change.item))
        + onOff(change.allowed);
}

std::string describe(const SetConnectionIcmp &change)
{
    return "set-connection-icmp " + change.connection + " " + std::string(word(change.item)) + onOff(change.allowed);
}

std::string describe(const SetNotifications &change)
{
    return "set-notifications " + std::string(word(change.profile)) + onOff(change.on);
}

std::string describe(const SetMulticastResponse &change)
{
    return "set-multicast-response " + std::string(word(change.profile)) + onOff(change.on);
}

std::string describe(const SetConnectionFilter &change)
{
    return "set-connection-filter " + change.connection + (change.filtered ? " on" : " off");
}

std::string describe(const SetConnectionPort &change)
{
    return "set-connection-port " + change.connection + " " + std::string(word(change.key.protocol)) + " "
        + std::to_string(change.key.port) + " [" + change.entry.name + "] "
        + (change.entry.enabled ? "enabled" : "disabled");
}

std::string describe(const RemoveConnectionPort &change)
{
    return "remove-connection-port " + change.connection + " " + std::string(word(change.key.protocol)) + " "
        + std::to_string(change.key.port);
}

std::string describe(const std::vector<Change> &changes)
{
    std::string text;
    for (const Change &change : changes)
        text += (text.empty() ? "" : " + ") + std::visit([](const auto &any) { return describe(any); }, change);
    return text;
}

std::string describe(const ctl::Invocation &invocation)
{
    std::string text = "prints";
    for (const std::string_view step : invocation.command->path)
        text.append(step.empty() ? "" : " ").append(step);
    for (const ctl::Parameter &parameter : invocation.command->parameters)
        text.append(" ").append(parameter.tag).append("=").append(invocation.value(parameter.tag));
    return text + (invocation.json ? " as JSON" : "");
}

// The lines up to the first empty one that has text before it, with " / " between.
std::string firstLines(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
    std::string lines(text.substr(0, text.find("\n\n")));
    for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string::npos;)
        lines.replace(at, 1, " / ");
    return lines;
}

std::string describe(const Error &error)
{
    const char *kind = error.kind == ErrorKind::invalid ? "invalid: "
        : error.kind == ErrorKind::unsupported          ? "unsupported: "
        : error.kind == ErrorKind::notFound             ? "not found: "
                                                        : "other: ";
    return kind + firstLines(error.text);
}

char byteAt(std::string_view line, std::size_t at)
{
    unsigned value = 0;
    std::from_chars(line.data() + at, line.data() + std::min(at + 2, line.size()), value, 16);
    return static_cast<char>(value);
}

}  // namespace

std::vector<std::string> splitWords(std::string_view line)
{
    std::vector<std::string> words;
    bool quoted = false;
    bool inWord = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!quoted && line[i] == ' ') {
            inWord = false;
            continue;
        }
        if (!inWord)
            words.emplace_back();
        inWord = true;
        if (line[i] == '"') {
            quoted = !quoted;
        } else if (line.substr(i).starts_with("\\x")) {
            words.back() += byteAt(line, i + 2);
            i += 3;
        } else {
            words.back() += line[i];
        }
    }
    return words;
}

Effect effectOf(const std::vector<std::string> &words, const ctl::Snapshot &snapshot)
{
    const auto request = ctl::parse(words);
    if (!request)
        return {false, describe(request.error())};
    if (const auto *help = std::get_if<ctl::Help>(&*request))
        return {true, "help: " + firstLines(help->text)};
    const auto &invocation = std::get<ctl::Invocation>(*request);
    const auto answer = invocation.command->handler(invocation, snapshot);
    if (!answer)
        return {false, describe(answer.error())};
    return {true, answer->changes.empty() ? describe(invocation) : describe(answer->changes)};
}

}  // namespace parapet::test
