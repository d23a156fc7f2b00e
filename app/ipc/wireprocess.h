// SPDX-License-Identifier: GPL-2.0-or-later
// A process on the bus, as a row of who listens and an alert have it in common.
#pragma once

#include "app/ipc/dictionary.h"
#include "engine/model/process.h"

namespace parapet {

QVariantMap toWire(const Process &process);
// Takes all keys; what is wrong is among the problems of `from`.
Process takeProcess(Dictionary &from);

}  // namespace parapet
