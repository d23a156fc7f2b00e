// SPDX-License-Identifier: GPL-2.0-or-later
// The boot-time policy (xp-reference section 8) as nft text: what protects this computer from before its network is up until
// the helper's own rules replace it. Static and stateful; nobody has to run for it. Pure, so that a golden file shows every
// rule. It is a table of its own, loaded whole in one transaction whatever was there before.
#pragma once

#include "engine/model/portkey.h"

#include <string>
#include <vector>

namespace parapet {

// exclusions: ports that stay open to anybody.
std::string bootPolicyText(const std::vector<PortKey> &exclusions);
// Works as well where there is none; a part of a larger transaction, or one by itself.
std::string bootPolicyRemovalText();

}  // namespace parapet
