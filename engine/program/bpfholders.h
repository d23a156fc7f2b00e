// SPDX-License-Identifier: GPL-2.0-or-later
// The holders of sockets by a BPF iterator over all open files of all processes: one pass in the kernel, no file opened.
// One thread. Needs Linux 5.8 with BTF, CAP_BPF and CAP_PERFMON, and the initial pid namespace, as whose numbers it tells
// processes.
#pragma once

#include "engine/base/result.h"
#include "engine/program/socketholders.h"

namespace parapet {

// Errors: denied, or unsupported here.
Result<std::unique_ptr<SocketHolders>> openBpfHolders();

}  // namespace parapet
