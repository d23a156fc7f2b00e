// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/completion.h"

#include "app/ctl/grammar.h"
#include "app/ctl/logrequest.h"
#include "app/ctl/prefix.h"

#include <set>

namespace parapet::ctl {

namespace {

bool begins(std::string_view word, std::string_view start)
{
    return word.size() >= start.size() && sameWord(word.substr(0, start.size()), start);
}

std::string nextKeywords(const Candidates &candidates, std::size_t depth, const std::string &start)
{
    std::set<std::string_view> keywords;
    for (const std::string_view word : {"explain", "log"}) {  // have a grammar of their own
        if (depth == 0 && begins(word, start))
            keywords.insert(word);
    }
    for (const Command *command : candidates) {
        if (begins(command->path[depth], start))
            keywords.insert(command->path[depth]);
    }
    std::string text;
    for (const std::string_view keyword : keywords)
        text.append(keyword).append("\n");
    return text;
}

std::string valueLines(const Parameter &parameter, std::string_view start, const std::string &before)
{
    std::string text;
    for (const Value &value : parameter.values) {
        if (begins(value.word, start))
            text.append(before).append(value.word).append("\n");
    }
    return text;
}

bool isGiven(const Parameter &parameter, std::span<const std::string> words)
{
    for (const std::string &word : words) {
        if (word.find('=') != std::string::npos && sameWord(word.substr(0, word.find('=')), parameter.tag))
            return true;
    }
    return false;
}

// Tags that are not given yet; behind "tag=" the words that it takes.
std::string arguments(const Command &command, std::span<const std::string> before, const std::string &start)
{
    std::string text;
    const std::size_t equals = start.find('=');
    if (command.parameters.size() == 1 && command.parameters[0].shape == "path")
        return text;  // the shell completes a file by itself
    for (const Parameter &parameter : command.parameters) {
        const std::string tag = std::string(parameter.tag) + "=";
        if (equals != std::string::npos)
            text += sameWord(tag, start.substr(0, equals + 1))
                ? valueLines(parameter, std::string_view(start).substr(equals + 1), tag)
                : "";
        else if (begins(tag, start) && !isGiven(parameter, before))
            text += tag + "\n";
    }
    if (command.json && begins("--json", start))
        text += "--json\n";
    return text;
}

}  // namespace

std::string completions(std::span<const std::string> words)
{
    const std::string start = words.empty() ? std::string() : words.back();
    const auto before = words.empty() ? words : words.first(words.size() - 1);
    if (!before.empty() && before[0] == "log")
        return logCompletions(before.back(), start);
    Candidates candidates = everyCommand();
    std::size_t depth = 0;
    for (; !candidates.empty() && !isComplete(*candidates.front(), depth); ++depth) {
        if (depth == before.size())
            return nextKeywords(candidates, depth, start);
        candidates = narrow(candidates, depth, before[depth]);
    }
    return candidates.empty() ? std::string() : arguments(*candidates.front(), before.subspan(depth), start);
}

}  // namespace parapet::ctl
