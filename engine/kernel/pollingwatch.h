// SPDX-License-Identifier: GPL-2.0-or-later
// The listen watch for every kernel and every right: it compares the set of listening sockets ten times a second, or
// less often where there are very many. One thread.
#pragma once

#include "engine/kernel/listenwatch.h"

namespace parapet {

// Errors: no sock_diag in this kernel.
Result<std::unique_ptr<ListenWatch>> openPollingWatch();

}  // namespace parapet
