// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/run.h"

#include "app/ctl/grammar.h"

namespace parapet::ctl {

namespace {

Report failure(int exitCode, const Error &error)
{
    // XP's own sentence, then what it means.
    const std::string before = error.kind == ErrorKind::notFound ? "The system cannot find the file specified.\n" : "";
    return {exitCode, {}, before + error.text + "\n"};
}

Report execute(const Invocation &invocation, const FirewallProxy &firewall)
{
    const auto snapshot = firewall.snapshot();
    if (!snapshot)
        return failure(exitFailed, snapshot.error());
    const auto answer = invocation.command->handler(invocation, *snapshot);
    if (!answer)
        return failure(exitFailed, answer.error());
    if (answer->changes.empty())
        return {exitOk, answer->text, {}};
    if (const Outcome changed = firewall.change(answer->changes); !changed)
        return failure(exitFailed, changed.error());
    return {exitOk, "Ok.\n\n", {}};
}

}  // namespace

Report run(std::span<const std::string> words, const FirewallProxy &firewall)
{
    if (words.size() == 1 && words[0] == "--version")
        return {exitOk, "parapetctl " PARAPET_VERSION "\n", {}};
    const auto request = parse(words);
    if (!request)
        return failure(request.error().kind == ErrorKind::invalid ? exitSyntax : exitFailed, request.error());
    if (const auto *help = std::get_if<Help>(&*request))
        return {exitOk, help->text, {}};
    return execute(std::get<Invocation>(*request), firewall);
}

}  // namespace parapet::ctl
