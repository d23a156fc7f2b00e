// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/scope.h"

#include "engine/base/trimmed.h"

#include <algorithm>
#include <cctype>

namespace parapet {

namespace {

constexpr std::string_view localSubnetWord = "LocalSubnet";

bool isLocalSubnet(std::string_view text)
{
    return std::ranges::equal(text, localSubnetWord, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

Error invalid(std::string_view item, std::string_view why)
{
    return {ErrorKind::invalid, "\"" + std::string(item) + "\" " + std::string(why)};
}

Outcome addItem(Scope &scope, std::string_view item)
{
    if (item.empty())
        return Error{ErrorKind::invalid,
                     "The list must name addresses or subnets with commas between them, and no item may be empty."};
    if (isLocalSubnet(item)) {
        if (scope.listsLocalSubnet)
            return invalid(item, "is in the list twice.");
        scope.listsLocalSubnet = true;
        return Done{};
    }
    const Result<AddressRange> range = AddressRange::parse(item);
    if (!range)
        return range.error();
    if (range->first.isUnspecified() || range->last.isUnspecified())
        return invalid(item, "holds the unspecified address. For every computer choose \"Any computer\" instead.");
    if (range->first.isLoopback() || range->last.isLoopback())
        return invalid(item, "is a loopback address: this computer always reaches itself.");
    if (std::ranges::find(scope.ranges, *range) != scope.ranges.end())
        return invalid(item, "is in the list twice.");
    scope.ranges.push_back(*range);
    return Done{};
}

}  // namespace

Result<Scope> Scope::parse(std::string_view text)
{
    text = trimmed(text);
    if (text == "*")
        return Scope{};
    if (isLocalSubnet(text))
        return Scope{Kind::localSubnet, false, {}};
    if (static_cast<std::size_t>(std::ranges::count(text, ',')) >= limits::scopeItems)
        return Error{ErrorKind::invalid,
                     "A list must have no more than " + std::to_string(limits::scopeItems) + " items."};
    Scope scope{Kind::custom, false, {}};
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        if (Outcome added = addItem(scope, trimmed(text.substr(from, comma - from))); !added)
            return added.error();
        from = comma + 1;
    }
    return scope;
}

std::string Scope::text() const
{
    if (kind == Kind::any)
        return "*";
    if (kind == Kind::localSubnet)
        return std::string(localSubnetWord);
    std::string list;
    for (const AddressRange &range : ranges)
        list += (list.empty() ? "" : ",") + range.text();
    if (listsLocalSubnet)
        list += (list.empty() ? "" : ",") + std::string(localSubnetWord);
    return list;
}

}  // namespace parapet
