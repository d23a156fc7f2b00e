// SPDX-License-Identifier: GPL-2.0-or-later
// The host's own connected sockets (sock_diag): what was established before we came.
#pragma once

#include "engine/base/result.h"
#include "engine/flow/flowkey.h"

#include <functional>
#include <vector>

namespace parapet {

// Each TCP connection that is open or closing and each connected UDP socket, not those on loopback.
Outcome listConnectedSockets(const std::function<void(const FlowKey &)> &each);

}  // namespace parapet
