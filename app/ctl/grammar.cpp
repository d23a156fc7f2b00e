// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/grammar.h"

#include "app/ctl/arguments.h"
#include "app/ctl/commands.h"
#include "app/ctl/help.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/prefix.h"

#include <algorithm>

namespace parapet::ctl {

namespace {

bool isQuestion(const std::string &word)
{
    return word == "?" || word == "/?" || word == "-?" || word == "--help";
}

// XP looks at the last word. "help" counts only alone, as it may be the name of something.
bool asksForHelp(std::span<const std::string> words)
{
    return !words.empty() && (isQuestion(words.back()) || (words.size() == 1 && sameWord(words[0], "help")));
}

Error notFound(std::span<const std::string> words)
{
    std::string typed;
    for (const std::string &word : words)
        typed.append(typed.empty() ? "" : " ").append(plain(word));
    return {ErrorKind::invalid, "The following command was not found: " + typed + "."};
}

Result<Request> invoke(const Command &command, std::span<const std::string> words)
{
    if (asksForHelp(words))
        return Request(Help{describe(command)});
    auto invocation = readArguments(command, words);
    if (!invocation)
        return invocation.error();
    return Request(std::move(*invocation));
}

}  // namespace

bool isComplete(const Command &command, std::size_t depth)
{
    return depth == command.path.size() || command.path[depth].empty();
}

Candidates narrow(const Candidates &candidates, std::size_t depth, const std::string &word)
{
    std::vector<std::string_view> keywords;
    for (const Command *command : candidates)
        keywords.push_back(command->path[depth]);
    const auto keyword = findKeyword(keywords, word);
    Candidates narrowed;
    std::ranges::copy_if(candidates, std::back_inserter(narrowed),
                         [&](const Command *command) { return keyword && command->path[depth] == *keyword; });
    return narrowed;
}

Candidates everyCommand()
{
    Candidates all;
    for (const Command &command : commands())
        all.push_back(&command);
    return all;
}

Result<Request> parse(std::span<const std::string> words)
{
    Candidates candidates = everyCommand();
    for (std::size_t depth = 0;; ++depth) {
        if (isComplete(*candidates.front(), depth))
            return invoke(*candidates.front(), words.subspan(depth));
        if (words.size() == depth)
            return Error{ErrorKind::invalid, list(candidates, depth)};
        if (words.size() == depth + 1 && asksForHelp(words.subspan(depth)))
            return Request(Help{list(candidates, depth)});
        candidates = narrow(candidates, depth, words[depth]);
        if (candidates.empty())
            return notFound(words);
    }
}

}  // namespace parapet::ctl
