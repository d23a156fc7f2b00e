// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/icmpsetting.h"

#include "app/ctl/connection.h"
#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/profiles.h"

#include <algorithm>

namespace parapet::ctl {

namespace {

constexpr std::string_view columns = "Mode     Type  Description";

std::optional<IcmpItem> itemOf(const Value &type)
{
    const auto found = std::ranges::find_if(
        icmpItems, [&](const IcmpItemFacts &each) { return std::to_string(each.number) == type.word; });
    return found == icmpItems.end() ? std::nullopt : std::optional(found->item);
}

std::vector<IcmpItem> chosenItems(const Invocation &invocation)
{
    std::vector<IcmpItem> items;
    for (const Value &type : icmpTypes) {
        const auto item = itemOf(type);
        const bool asked = invocation.value("type") == "ALL" || invocation.value("type") == type.word;
        if (item && asked && (facts(*item).perConnection || !isForConnection(invocation)))
            items.push_back(*item);
    }
    return items;
}

std::string rows(const IcmpSettings &icmp, bool verbose)
{
    std::string text;
    for (const Value &type : icmpTypes) {
        const auto item = itemOf(type);
        if (item && (verbose || icmp.allows(*item)))
            text += row({{enabledText(icmp.allows(*item)), 9},
                         {type.word, 6},
                         {type.meaning.substr(0, type.meaning.size() - 1), 0}});
    }
    return text;
}

}  // namespace

bool allowsAny(const Profile &profile)
{
    return icmpInForce(profile) != IcmpSettings{};
}

std::string icmpText(ProfileId id, const Profile &profile, bool verbose)
{
    return section("ICMP configuration for " + std::string(title(id)) + " profile", columns)
        + rows(icmpInForce(profile), verbose);
}

std::string icmpText(const Connection &connection, const ConnectionSettings &settings, bool verbose)
{
    if (settings.icmp == IcmpSettings{})
        return {};
    return section("ICMP configuration for " + plain(connection.name), columns) + rows(settings.icmp, verbose);
}

Result<Answer> setIcmpsetting(const Invocation &invocation, const Snapshot &snapshot)
{
    const bool allowed = invocation.value("mode") == "ENABLE";
    Answer answer;
    if (isForConnection(invocation)) {
        const auto connection = chosenConnection(invocation, snapshot);
        if (!connection)
            return connection.error();
        for (const IcmpItem item : chosenItems(invocation))
            answer.changes.emplace_back(SetConnectionIcmp{*connection, item, allowed});
        return answer;
    }
    for (const ProfileId id : chosenProfiles(invocation, snapshot)) {
        for (const IcmpItem item : chosenItems(invocation))
            answer.changes.emplace_back(SetIcmp{id, item, allowed});
    }
    return answer;
}

Result<Answer> showIcmpsetting(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, icmpsettingJson(snapshot)};
    const bool verbose = invocation.value("verbose") == "ENABLE";
    std::string text;
    for (const ProfileId id : allProfiles)
        text += icmpText(id, snapshot.settings.profile(id), verbose);
    for (const Connection &each : snapshot.status.connections)
        text += icmpText(each, connectionSettings(snapshot.settings, each.id), verbose);
    return Answer{{}, text};
}

}  // namespace parapet::ctl
