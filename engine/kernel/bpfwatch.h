// SPDX-License-Identifier: GPL-2.0-or-later
// The listen watch by BPF: hooks in listen(), bind() and close() wake it within microseconds, and an idle machine costs
// nothing. One thread. Needs Linux 5.14 with BTF, cgroup v2 mounted anywhere, and CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN
// outside a user namespace.
#pragma once

#include "engine/kernel/listenwatch.h"

namespace parapet {

// Errors: denied, or unsupported by this kernel.
Result<std::unique_ptr<ListenWatch>> openBpfWatch();

}  // namespace parapet
