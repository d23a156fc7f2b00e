// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/listenwatch.h"

#include "engine/kernel/bpfwatch.h"
#include "engine/kernel/pollingwatch.h"

namespace parapet {

Result<std::unique_ptr<ListenWatch>> openListenWatch()
{
    if (Result<std::unique_ptr<ListenWatch>> watch = openBpfWatch())
        return watch;
    return openPollingWatch();
}

}  // namespace parapet
