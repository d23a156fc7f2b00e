// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/icmp.h"

#include <algorithm>

namespace parapet {

const IcmpItemFacts &facts(IcmpItem item)
{
    return icmpItems[static_cast<std::size_t>(item)];
}

std::string_view word(IcmpItem item)
{
    return facts(item).word;
}

std::optional<IcmpItem> icmpItemFromWord(std::string_view text)
{
    const auto found = std::ranges::find(icmpItems, text, &IcmpItemFacts::word);
    return found == icmpItems.end() ? std::nullopt : std::optional(found->item);
}

std::optional<IcmpItem> icmpItemOf(std::uint8_t version, std::uint8_t type, Direction direction)
{
    if (version == 4 && type == icmpRouterAdvertisement && direction == Direction::inbound)
        return IcmpItem::routerRequest;
    const auto found = std::ranges::find_if(icmpItems, [&](const IcmpItemFacts &each) {
        return each.direction == direction && (version == 4 ? each.typeV4 : each.typeV6) == type;
    });
    return found == icmpItems.end() ? std::nullopt : std::optional(found->item);
}

}  // namespace parapet
