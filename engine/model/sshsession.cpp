// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/sshsession.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace parapet {

namespace {

constexpr std::string_view exceptionName = "SSH (kept reachable)";

std::string_view takeField(std::string_view &text)
{
    const std::size_t blank = text.find(' ');
    const std::string_view field = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    return field;
}

// sshd writes a link-local address with its interface: "fe80::1%eth0".
std::optional<IpAddress> addressIn(std::string_view field)
{
    return IpAddress::parse(field.substr(0, field.find('%')));
}

// The scope with one more computer in it.
Scope widened(Scope scope, const IpAddress &peer)
{
    if (scope.kind == Scope::Kind::any)
        return scope;
    scope.listsLocalSubnet = scope.listsLocalSubnet || scope.kind == Scope::Kind::localSubnet;
    scope.kind = Scope::Kind::custom;
    const AddressRange one{peer, peer};
    if (std::ranges::find(scope.ranges, one) == scope.ranges.end())
        scope.ranges.push_back(one);
    return scope;
}

PortException openedFor(const Profile &profile, const NewFlow &session)
{
    const auto present = profile.ports.find(session.port);
    if (present == profile.ports.end())
        return {std::string(exceptionName), true, widened({Scope::Kind::custom, false, {}}, session.remote)};
    PortException entry = present->second;
    if (!entry.enabled)
        entry.scope = {Scope::Kind::custom, false, {}};  // not for everybody whom it once was open to
    entry.enabled = true;
    entry.scope = widened(std::move(entry.scope), session.remote);
    return entry;
}

}  // namespace

std::optional<NewFlow> sshSession(std::string_view sshConnection)
{
    std::array<std::string_view, 4> fields;
    for (std::string_view &field : fields)
        field = takeField(sshConnection);
    const auto remote = addressIn(fields[0]), local = addressIn(fields[2]);
    NewFlow session;
    const char *end = fields[3].data() + fields[3].size();
    const auto port = std::from_chars(fields[3].data(), end, session.port.port);
    if (!remote || !local || port.ec != std::errc() || port.ptr != end || session.port.port == 0
        || !sshConnection.empty())
        return std::nullopt;
    session.remote = *remote;
    session.local = *local;
    return session;
}

bool locksOut(const Foresight &foresight)
{
    return foresight.now.verdict == Verdict::accept && foresight.then.verdict == Verdict::drop;
}

std::vector<Change> keptReachable(const Settings &before, std::span<const Change> changes, ProfileId active,
                                  const NewFlow &session)
{
    const bool exceptionsWereAllowed = before.profile(active).opmode != Opmode::onWithoutExceptions;
    std::vector<Change> kept;
    for (const Change &change : changes) {
        const auto *opmode = std::get_if<SetOpmode>(&change);
        const bool forbids = opmode && opmode->profile == active && opmode->mode == Opmode::onWithoutExceptions;
        if (!(forbids && exceptionsWereAllowed))
            kept.push_back(change);
        else if (before.profile(active).opmode == Opmode::off)
            kept.emplace_back(SetOpmode{active, Opmode::on});
    }
    const Result<Settings> after = parapet::apply(before, kept);
    if (!after)
        return kept;  // refused anyway
    kept.emplace_back(SetPort{active, session.port, openedFor(after->profile(active), session)});
    return kept;
}

}  // namespace parapet
