// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/run.h"

#include "app/ctl/completion.h"
#include "app/ctl/explain.h"
#include "app/ctl/grammar.h"
#include "engine/model/sshsession.h"

#include <optional>

namespace parapet::ctl {

namespace {

Report failure(int exitCode, const Error &error)
{
    // XP's own sentence, then what it means.
    const std::string before = error.kind == ErrorKind::notFound ? "The system cannot find the file specified.\n" : "";
    return {exitCode, {}, before + error.text + "\n"};
}

std::string lockoutSentence(const NewFlow &session)
{
    return "This would lock out the SSH session from " + session.remote.text() + " that you sit in (port "
        + std::to_string(session.port.port) + ").\n";
}

struct Decided {
    std::optional<std::vector<Change>> changes;  // nothing: none at all
    std::string said;
};

// A script has nobody to ask: it is obeyed, and told.
Decided unlessLockedOut(std::vector<Change> changes, const Snapshot &snapshot, const FirewallProxy &firewall,
                        const Seat &seat)
{
    const auto session = seat.session();
    if (!session)
        return {std::move(changes), {}};
    const auto foresight = firewall.explain(changes, *session);
    if (!foresight)
        return {std::move(changes),
                "Warning: It could not be found out whether this locks out the SSH session from "
                    + session->remote.text() + " that you sit in: " + foresight.error().text + "\n"};
    if (!locksOut(*foresight))
        return {std::move(changes), {}};
    const std::string sentence = lockoutSentence(*session);
    const auto answer = seat.ask(sentence
                                 + "Press Enter to keep it reachable, type \"lock\" to lock it out, or anything "
                                   "else to change nothing: ");
    if (!answer)
        return {std::move(changes), "Warning: " + sentence};
    if (*answer == Seat::Answer::lockOut)
        return {std::move(changes), {}};
    if (*answer == Seat::Answer::cancel)
        return {};
    return {keptReachable(snapshot.settings, changes, snapshot.status.activeProfile, *session), {}};
}

Report execute(const Invocation &invocation, const FirewallProxy &firewall, const Seat &seat)
{
    auto snapshot = firewall.snapshot();
    if (!snapshot)
        return failure(exitFailed, snapshot.error());
    if (auto listening = invocation.command->listening ? firewall.listening() : std::vector<ListeningProgram>())
        snapshot->listening = std::move(*listening);
    const auto answer = invocation.command->handler(invocation, *snapshot);
    if (!answer)
        return failure(exitFailed, answer.error());
    if (answer->changes.empty())
        return {exitOk, answer->text, {}};
    const Decided decided = unlessLockedOut(answer->changes, *snapshot, firewall, seat);
    if (!decided.changes)
        return {exitFailed, {}, "Nothing was changed.\n"};
    if (const Outcome changed = firewall.change(*decided.changes); !changed)
        return failure(exitFailed, changed.error());
    return {exitOk, answer->text + std::string(doneText), decided.said};
}

}  // namespace

Report run(std::span<const std::string> words, const FirewallProxy &firewall, const Seat &seat)
{
    if (words.size() == 1 && words[0] == "--version")
        return {exitOk, "parapetctl " PARAPET_VERSION "\n", {}};
    if (!words.empty() && words[0] == completeOption)
        return {exitOk, completions(words.subspan(1)), {}};
    if (!words.empty() && words[0] == "explain")
        return runExplain(words.subspan(1), firewall);
    const auto request = parse(words);
    if (!request)
        return failure(request.error().kind == ErrorKind::invalid ? exitSyntax : exitFailed, request.error());
    if (const auto *help = std::get_if<Help>(&*request))
        return {exitOk, help->text, {}};
    const auto &invocation = std::get<Invocation>(*request);
    if (invocation.command->examination)
        return invocation.command->examination(invocation, firewall);
    return execute(invocation, firewall, seat);
}

}  // namespace parapet::ctl
