// SPDX-License-Identifier: GPL-2.0-or-later
// The connections whose end is owed to the log: a helper before us has told that they began. One thread.
#pragma once

#include "engine/model/logrecord.h"

#include <string>
#include <vector>

namespace parapet {

// From the store, and from the end of pfirewall.log (`logFile`; empty: it has no place) that the store may not have heard of,
// which it then keeps. What cannot be read is left out: it is no reason not to start.
std::vector<LogRecord> owedConnections(const std::string &eventsFile, const std::string &logFile);

}  // namespace parapet
