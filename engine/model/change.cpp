// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/change.h"

#include "engine/model/utf8.h"

namespace parapet {

namespace {

bool isControl(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

// A name must stay on its own line of a list, a log or a terminal.
bool isLineBreak(char32_t code)
{
    return code == 0x2028 || code == 0x2029;
}

// Embeddings, overrides and isolates (UAX 9): with them a name could show text in an order that is not its own, and
// reorder what stands beside it. The plain marks U+200E and U+200F stay allowed, honest names need them.
bool changesWritingDirection(char32_t code)
{
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

// White space of Unicode, and what shows nothing at all: a row of these alone cannot be seen in a list.
bool isBlank(char32_t code)
{
    return code == ' ' || code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200f) || code == 0x202f
        || (code >= 0x205f && code <= 0x2064) || code == 0x3000 || code == 0xfeff;
}

std::string describe(ProfileId profile, const PortKey &key)
{
    return std::string(word(key.protocol)) + " port " + std::to_string(key.port) + " in the "
        + std::string(word(profile)) + " profile";
}

// Puts one change into the settings.
class Applier {
public:
    explicit Applier(Settings &settings) : m_settings(settings) { }

    Outcome operator()(const SetOpmode &change) const
    {
        m_settings.profile(change.profile).opmode = change.mode;
        return Done{};
    }

    Outcome operator()(const SetPort &change) const
    {
        if (const auto problem = problemWithPort(change.key.port); !problem.empty())
            return Error{ErrorKind::invalid, problem};
        if (const auto problem = problemWithName(change.entry.name); !problem.empty())
            return Error{ErrorKind::invalid, problem};
        // What was put together by hand must be what the text form can say; parse() knows every rule.
        Result<Scope> scope = Scope::parse(change.entry.scope.text());
        if (!scope)
            return scope.error();
        auto &ports = m_settings.profile(change.profile).ports;
        if (ports.size() >= limits::exceptionsPerProfile && !ports.contains(change.key))
            return Error{ErrorKind::invalid,
                         "A profile must have no more than " + std::to_string(limits::exceptionsPerProfile)
                             + " port exceptions."};
        ports.insert_or_assign(change.key, PortException{change.entry.name, change.entry.enabled, *std::move(scope)});
        return Done{};
    }

    Outcome operator()(const RemovePort &change) const
    {
        if (m_settings.profile(change.profile).ports.erase(change.key) == 0)
            return Error{ErrorKind::notFound,
                         "There is no exception for " + describe(change.profile, change.key) + "."};
        return Done{};
    }

    Outcome operator()(const SetLog &change) const
    {
        if (const auto problem = problemWithLogSize(change.log.maxSizeKb); !problem.empty())
            return Error{ErrorKind::invalid, problem};
        m_settings.log = change.log;
        return Done{};
    }

private:
    Settings &m_settings;
};

// Removals stand first, so that a full profile does not refuse what replaces them.
void appendDifference(ProfileId id, const Profile &from, const Profile &to, std::vector<Change> &changes)
{
    if (from.opmode != to.opmode)
        changes.emplace_back(SetOpmode{id, to.opmode});
    for (const auto &[key, entry] : from.ports) {
        if (!to.ports.contains(key))
            changes.emplace_back(RemovePort{id, key});
    }
    for (const auto &[key, entry] : to.ports) {
        const auto before = from.ports.find(key);
        if (before == from.ports.end() || before->second != entry)
            changes.emplace_back(SetPort{id, key, entry});
    }
}

}  // namespace

Result<Settings> apply(Settings settings, std::span<const Change> changes)
{
    for (const Change &change : changes) {
        const Outcome outcome = std::visit(Applier(settings), change);
        if (!outcome)
            return outcome.error();
    }
    return settings;
}

std::vector<Change> difference(const Settings &from, const Settings &to)
{
    std::vector<Change> changes;
    for (const ProfileId id : allProfiles)
        appendDifference(id, from.profile(id), to.profile(id), changes);
    if (from.log != to.log)
        changes.emplace_back(SetLog{to.log});
    return changes;
}

std::string problemWithName(std::string_view name)
{
    std::size_t length = 0;
    bool visible = false;
    while (!name.empty()) {
        const auto code = takeCodePoint(name);
        if (!code)
            return "The name must be valid UTF-8 text.";
        if (isControl(*code) || isLineBreak(*code))
            return "The name must not contain line breaks or other control characters.";
        if (changesWritingDirection(*code))
            return "The name must not contain characters that change the direction of writing.";
        if (++length > limits::exceptionNameLength)
            return "The name must not be longer than " + std::to_string(limits::exceptionNameLength) + " characters.";
        visible = visible || !isBlank(*code);
    }
    return visible ? "" : "The name must not be empty.";
}

std::string problemWithPort(long long port)
{
    return port >= 1 && port <= 65535 ? "" : "The port number must be between 1 and 65535.";
}

std::string problemWithLogSize(long long kilobytes)
{
    if (kilobytes >= limits::logSizeMinKb && kilobytes <= limits::logSizeMaxKb)
        return "";
    return "The size limit of the log must be between " + std::to_string(limits::logSizeMinKb) + " and "
        + std::to_string(limits::logSizeMaxKb) + " KB.";
}

}  // namespace parapet
