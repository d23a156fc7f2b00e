// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/socketholders.h"

#include "engine/program/bpfholders.h"
#include "engine/program/procfsholders.h"

namespace parapet {

std::unique_ptr<SocketHolders> openSocketHolders()
{
    if (Result<std::unique_ptr<SocketHolders>> holders = openBpfHolders())
        return std::move(*holders);
    return std::make_unique<ProcfsHolders>();
}

}  // namespace parapet
