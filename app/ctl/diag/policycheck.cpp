// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

namespace parapet::ctl {

// Settings that an organisation sets, and which of them are in force, come here when there are any.
Findings checkPolicy()
{
    return {{Grade::pass, "policy", "There are no managed settings: this version knows no policy of an organisation."}};
}

}  // namespace parapet::ctl
