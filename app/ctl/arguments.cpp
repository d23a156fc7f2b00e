// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/arguments.h"

#include "app/ctl/help.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/prefix.h"

#include <algorithm>

namespace parapet::ctl {

namespace {

constexpr std::string_view jsonOption = "--json";

// One argument, with its tag if it was given one.
struct Argument {
    std::optional<std::string> tag;
    std::string value;
};

// The shell has cut the command line at its blanks; "tag = value" comes as three words. A value that stands in a
// word of its own must not contain "=": a forgotten value would swallow the next argument.
Result<std::vector<Argument>> join(std::span<const std::string> words)
{
    std::vector<Argument> arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t equals = words[i].find('=');
        const bool equalsFollows = i + 1 < words.size() && words[i + 1].starts_with('=');
        if (equals == std::string::npos && !equalsFollows) {
            arguments.push_back({std::nullopt, words[i]});
            continue;
        }
        const std::string tag = words[i].substr(0, equals);
        std::string value = equals == std::string::npos ? words[++i].substr(1) : words[i].substr(equals + 1);
        if (value.empty()) {
            if (i + 1 == words.size() || words[i + 1].find('=') != std::string::npos)
                return Error{ErrorKind::invalid, "No value was entered for " + plain(tag) + "."};
            value = words[++i];
        }
        arguments.push_back({tag, std::move(value)});
    }
    return arguments;
}

std::string commaList(std::span<const std::string_view> words)
{
    std::string list;
    for (const std::string_view word : words)
        list.append(list.empty() ? "" : ", ").append(word);
    return list;
}

class Reader {
public:
    explicit Reader(const Command &command) : m_command(command)
    {
        m_invocation.command = &command;
        m_invocation.values.resize(command.parameters.size());
    }

    Result<Invocation> read(std::span<const std::string> words)
    {
        using Step = Outcome (Reader::*)();
        if (const Outcome filled = fill(withoutOptions(words)); !filled)
            return filled.error();
        for (const Step step : {&Reader::checkPresence, &Reader::checkExclusions, &Reader::checkConditions}) {
            if (const Outcome outcome = (this->*step)(); !outcome)
                return outcome.error();
        }
        return std::move(m_invocation);
    }

private:
    // Commands that know --json have no free text among their arguments, so it may stand anywhere.
    std::vector<std::string> withoutOptions(std::span<const std::string> words)
    {
        std::vector<std::string> rest(words.begin(), words.end());
        if (m_command.json)
            m_invocation.json = std::erase(rest, jsonOption) > 0;
        return rest;
    }

    Outcome fill(const std::vector<std::string> &words)
    {
        const auto arguments = join(words);
        if (!arguments)
            return notValid(arguments.error().text);
        for (const Argument &argument : *arguments) {
            const auto index = argument.tag ? tagged(*argument.tag) : nextOpen(argument.value);
            if (!index)
                return index.error();
            if (const Outcome outcome = take(*index, argument.value); !outcome)
                return outcome;
        }
        return Done{};
    }

    Result<std::size_t> tagged(const std::string &tag) const
    {
        std::vector<std::string_view> tags;
        std::ranges::transform(m_command.parameters, std::back_inserter(tags), &Parameter::tag);
        const auto found = findKeyword(tags, tag);
        if (!found)
            return notValid(plain(tag) + " is not a valid argument for this command.");
        const auto index = static_cast<std::size_t>(std::ranges::find(tags, *found) - tags.begin());
        if (m_invocation.values[index])
            return notValid("A value for " + std::string(*found) + " was entered more than once.");
        return index;
    }

    // An untagged value belongs to the first parameter that has none yet.
    Result<std::size_t> nextOpen(const std::string &value) const
    {
        const auto open = std::ranges::find(m_invocation.values, false, &std::optional<std::string>::has_value);
        if (open == m_invocation.values.end())
            return notValid(plain(value) + " is not a valid argument for this command.");
        return static_cast<std::size_t>(open - m_invocation.values.begin());
    }

    Outcome take(std::size_t index, const std::string &value)
    {
        const Parameter &parameter = m_command.parameters[index];
        if (!parameter.values.empty())
            return takeWord(index, value);
        const std::string problem = parameter.problem ? parameter.problem(value) : std::string();
        if (!problem.empty())
            return notAcceptable(parameter, value, problem);
        m_invocation.values[index] = value;
        return Done{};
    }

    Outcome takeWord(std::size_t index, const std::string &value)
    {
        const Parameter &parameter = m_command.parameters[index];
        std::vector<std::string_view> words;
        std::ranges::transform(parameter.values, std::back_inserter(words), &Value::word);
        const auto found = findKeyword(words, value);
        if (!found)
            return notAcceptable(parameter, value, "It must be one of " + commaList(words) + ".");
        m_invocation.values[index] = std::string(*found);
        return Done{};
    }

    Outcome checkPresence()
    {
        std::vector<std::string_view> missing;
        for (const Parameter &parameter : m_command.parameters) {
            if (parameter.presence == Presence::required && !m_invocation.given(parameter.tag))
                missing.push_back(parameter.tag);
        }
        if (m_command.needsOne && std::ranges::none_of(m_invocation.values, &std::optional<std::string>::has_value))
            return notEntered("at least one of the parameters");
        return missing.empty() ? Outcome(Done{}) : notEntered(commaList(missing));
    }

    Outcome checkExclusions()
    {
        for (const auto &[one, other, value] : m_command.exclusions) {
            if (m_invocation.given(one) && m_invocation.given(other)
                && (value.empty() || m_invocation.value(one) == value))
                return notValid(sentence(Exclusion{one, other, value}));
        }
        return Done{};
    }

    Outcome checkConditions()
    {
        for (const auto &[tag, other, value] : m_command.conditions) {
            const bool met = value.empty() ? m_invocation.given(other) : m_invocation.value(other) == value;
            if (m_invocation.given(tag) && !met)
                return notValid(sentence(Condition{tag, other, value}));
        }
        return Done{};
    }

    Error notEntered(const std::string &what) const
    {
        return {ErrorKind::invalid,
                "One or more essential parameters were not entered.\nNot entered: " + what + ".\n\n"
                    + usage(m_command)};
    }

    Error notValid(const std::string &detail) const
    {
        return {ErrorKind::invalid,
                "The syntax supplied for this command is not valid. Check help for the correct "
                "syntax.\n"
                    + detail + "\n\n" + usage(m_command)};
    }

    static Error notAcceptable(const Parameter &parameter, const std::string &value, const std::string &reason)
    {
        return {ErrorKind::invalid,
                plain(value) + " is not an acceptable value for " + std::string(parameter.tag) + ".\n" + reason};
    }

    const Command &m_command;
    Invocation m_invocation;
};

}  // namespace

Result<Invocation> readArguments(const Command &command, std::span<const std::string> words)
{
    return Reader(command).read(words);
}

}  // namespace parapet::ctl
