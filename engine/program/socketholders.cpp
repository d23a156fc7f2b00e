// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/socketholders.h"

#include "engine/program/procfsholders.h"

namespace parapet {

std::unique_ptr<SocketHolders> openSocketHolders()
{
    return std::make_unique<ProcfsHolders>();
}

}  // namespace parapet
