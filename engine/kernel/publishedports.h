// SPDX-License-Identifier: GPL-2.0-or-later
// The ports of this computer that rules of others redirect elsewhere, as container engines do it to publish a port of a container:
// what `dnat` rules of nftables (those of iptables-nft among them) say of one TCP or UDP port each. Any thread; needs CAP_NET_ADMIN.
#pragma once

#include "engine/base/result.h"
#include "engine/model/portkey.h"

#include <vector>

namespace parapet {

// Sorted, each once.
Result<std::vector<PortKey>> listPublishedPorts();

}  // namespace parapet
