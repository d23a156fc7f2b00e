// SPDX-License-Identifier: GPL-2.0-or-later
// The queue rule as an xt NFQUEUE target, for kernels without the nft "queue" statement (CONFIG_NFT_QUEUE).
// libnftables cannot make it, so libnftnl does, in a transaction of its own.
#pragma once

#include "engine/base/result.h"

#include <cstdint>

namespace parapet {

// Replaces what is in chain to_engine by one NFQUEUE rule, without bypass.
Outcome makeXtQueueRule(std::uint16_t queue);

}  // namespace parapet
