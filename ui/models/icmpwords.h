// SPDX-License-Identifier: GPL-2.0-or-later
// The rows of "ICMP Settings" in the user's language: the label of each, and what it is good for.
#pragma once

#include "engine/model/icmp.h"

#include <QString>

namespace parapet {

QString icmpLabel(IcmpItem item);
QString icmpDescription(IcmpItem item);
// Why echo requests are answered whatever a person checks (xp-reference 1.12).
QString icmpEchoForced();

}  // namespace parapet
