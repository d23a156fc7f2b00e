// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/help.h"

#include "app/ctl/commands.h"

#include <algorithm>

namespace parapet::ctl {

namespace {

// The part of the path from one depth to another, with blanks between.
std::string pathText(const Command &command, std::size_t from, std::size_t to)
{
    std::string text;
    for (std::size_t i = from; i < to && !command.path[i].empty(); ++i)
        text.append(text.empty() ? "" : " ").append(command.path[i]);
    return text;
}

std::string padded(std::string_view text, std::size_t width)
{
    std::string field(text);
    field.resize(std::max(width, field.size()), ' ');
    return field;
}

struct Entry {
    std::string name;
    std::string summary;
};

// Groups are listed once; below a verb netsh lists whole commands ("add portopening").
std::vector<Entry> entries(const Candidates &candidates, std::size_t depth)
{
    std::vector<Entry> found;
    for (const Command *command : candidates) {
        const bool whole = depth + 1 == command->path.size() || command->path[depth + 1].empty();
        Entry entry{pathText(*command, whole ? std::min<std::size_t>(depth, 1) : depth, depth + 1),
                    std::string(whole ? command->summary : groupSummary(pathText(*command, 0, depth + 1)))};
        if (std::ranges::find(found, entry.name, &Entry::name) == found.end())
            found.push_back(std::move(entry));
    }
    return found;
}

std::string choice(const Parameter &parameter)
{
    std::string text;
    for (const Value &value : parameter.values)
        text.append(text.empty() ? "" : "|").append(value.word);
    return text.empty() ? std::string(parameter.shape) : text;
}

// "mode - Port mode (optional)." and a line for each of its values.
std::string explain(const Parameter &parameter)
{
    std::string text = "  " + std::string(parameter.tag) + " - " + std::string(parameter.meaning);
    if (parameter.presence == Presence::optional)
        text.insert(text.size() - 1, " (optional)");
    text += '\n';
    std::size_t width = 0;
    for (const Value &value : parameter.values)
        width = std::max(width, value.word.size());
    for (const Value &value : parameter.values) {
        text += "      " + padded(value.word, width) + " - " + std::string(value.meaning);
        text += value.word == parameter.whenLeftOut ? " (default)" : "";
        text += '\n';
    }
    return text;
}

std::string remarks(const Command &command)
{
    std::string text;
    for (const Exclusion &exclusion : command.exclusions)
        text += "  " + sentence(exclusion) + "\n";
    for (const Condition &condition : command.conditions)
        text += "  " + sentence(condition) + "\n";
    if (command.needsOne)
        text += "  At least one parameter must be specified.\n";
    if (command.json)
        text += "  --json prints the answer as one line of JSON.\n";
    return text.empty() ? text : "\n  Remarks:\n\n" + text;
}

}  // namespace

std::string sentence(const Exclusion &exclusion)
{
    const std::string value(exclusion.value.empty() ? "" : " ");
    return "'" + std::string(exclusion.one) + "'" + value + std::string(exclusion.value) + " and '"
        + std::string(exclusion.other) + "' must not be used together.";
}

std::string sentence(const Condition &condition)
{
    const std::string value = condition.value.empty() ? "be given" : "be '" + std::string(condition.value) + "'";
    return "'" + std::string(condition.other) + "' must " + value + " to specify '" + std::string(condition.tag) + "'.";
}

std::string list(const Candidates &candidates, std::size_t depth)
{
    const auto found = entries(candidates, depth);
    std::size_t width = 0;
    for (const Entry &entry : found)
        width = std::max(width, entry.name.size());
    std::string text = "\nThe following commands are available:\n\nCommands in this context:\n";
    for (const Entry &entry : found)
        text += padded(entry.name, width) + " - " + entry.summary + "\n";
    return text + "\nTo view help for a command, type the command, followed by a space, and then type ?.\n";
}

std::string usage(const Command &command)
{
    // The context "firewall" is left out, as netsh does.
    const std::size_t first = command.path[1].empty() ? 0 : 1;
    std::string text = "Usage: " + pathText(command, first, command.path.size());
    bool open = false;
    for (const Parameter &parameter : command.parameters) {
        const bool opens = parameter.presence == Presence::optional && !open;
        open = open || opens;
        text += opens ? "\n      [ " : (open ? "\n        " : "\n      ");
        text += "[ " + std::string(parameter.tag) + " = ] " + choice(parameter);
    }
    return open ? text + " ]" : text;
}

std::string describe(const Command &command)
{
    std::string text = "\n" + usage(command) + "\n\n  " + std::string(command.summary) + "\n";
    if (!command.parameters.empty())
        text += "\n  Parameters:\n";
    for (const Parameter &parameter : command.parameters)
        text += "\n" + explain(parameter);
    text += remarks(command);
    if (!command.examples.empty())
        text += "\n  Examples:\n\n";
    for (const std::string_view example : command.examples)
        text += "      " + std::string(example) + "\n";
    return text;
}

}  // namespace parapet::ctl
