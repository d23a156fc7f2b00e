// SPDX-License-Identifier: GPL-2.0-or-later
// The tables of nftables that are not ours and may drop packets of this computer, with what iptables-nft (and so ufw)
// and firewalld put there. Asks the kernel by libnftnl: the chains of all tables, and the rules of those that filter.
#pragma once

#include "engine/base/result.h"
#include "engine/model/inspection.h"

#include <vector>

namespace parapet {

// Those that drop or reject something, by policy or by a rule that a packet can reach. Any thread; needs CAP_NET_ADMIN.
Result<std::vector<ForeignTable>> listForeignTables();

// Adds the tables of iptables-legacy that hold a rule, which nftables does not see. What they do is not looked
// at: inbound and outbound are both set. Needs CAP_NET_RAW.
void addLegacyTables(std::vector<ForeignTable> &tables);

}  // namespace parapet
