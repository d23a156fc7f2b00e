// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/allowedprogram.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/profiles.h"
#include "app/ctl/scopes.h"

namespace parapet::ctl {

namespace {

// A name for an entry that was set without one: what is there, else the name of the file.
std::string nameFor(const Invocation &invocation, const ProgramException *present)
{
    if (invocation.given("name"))
        return std::string(invocation.value("name"));
    if (present)
        return present->name;
    const std::string_view path = invocation.value("program");
    return std::string(path.substr(path.rfind('/') + 1));
}

const ProgramException *find(const Profile &profile, std::string_view path)
{
    const auto entry = profile.programs.find(path);
    return entry == profile.programs.end() ? nullptr : &entry->second;
}

}  // namespace

std::string programsText(ProfileId id, const Profile &profile, bool verbose)
{
    std::string text =
        section("Allowed programs configuration for " + std::string(title(id)) + " profile", "Mode     Name / Program");
    for (const auto &[path, entry] : profile.programs) {
        text += row({{enabledText(entry.enabled), 9}, {entry.name + " / " + path, 0}});
        text += verbose ? scopeLine(entry.scope) : "";
    }
    return text;
}

Result<Answer> writeAllowedprogram(const Invocation &invocation, const Snapshot &snapshot)
{
    const std::string path(invocation.value("program"));
    const bool enabled = invocation.value("mode") == "ENABLE";
    Answer answer;
    for (const ProfileId id : chosenProfiles(invocation, snapshot)) {
        const ProgramException *present = find(snapshot.settings.profile(id), path);
        Result<Scope> scope = scopeFor(invocation, present ? &present->scope : nullptr);
        if (!scope)
            return scope.error();
        answer.changes.emplace_back(SetProgram{id, path, {nameFor(invocation, present), enabled, *std::move(scope)}});
    }
    return answer;
}

Result<Answer> deleteAllowedprogram(const Invocation &invocation, const Snapshot &snapshot)
{
    const std::string path(invocation.value("program"));
    const auto profiles = chosenProfiles(invocation, snapshot);
    Answer answer;
    for (const ProfileId id : profiles) {
        if (find(snapshot.settings.profile(id), path))
            answer.changes.emplace_back(RemoveProgram{id, path});
    }
    if (answer.changes.empty())
        return Error{ErrorKind::notFound,
                     "There is no such entry: no exception for the program " + plain(path) + in(profiles) + "."};
    return answer;
}

Result<Answer> showAllowedprogram(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, allowedprogramJson(snapshot)};
    std::string text;
    for (const ProfileId id : allProfiles)
        text += programsText(id, snapshot.settings.profile(id), invocation.value("verbose") == "ENABLE");
    return Answer{{}, text};
}

}  // namespace parapet::ctl
