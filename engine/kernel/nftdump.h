// SPDX-License-Identifier: GPL-2.0-or-later
// A dump of what nftables holds, by libnftnl. libnftables would first read all rules of all tables: a tenth of a second
// where another firewall has 20,000 of them. One thread a socket.
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/netlink.h"

#include <cstdint>
#include <functional>

struct nlmsghdr;

namespace parapet {

// `what`: NFT_MSG_GETRULE, ...; `family`: NFPROTO_INET, ...; `filter` adds to the question what the kernel is to leave
// out, and may be empty; `each` hears every part of the answer.
Outcome dumpNft(NetlinkSocket &socket, std::uint16_t what, std::uint16_t family,
                const std::function<void(nlmsghdr *)> &filter, const std::function<void(const nlmsghdr *)> &each);

}  // namespace parapet
