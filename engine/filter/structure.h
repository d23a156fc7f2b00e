// SPDX-License-Identifier: GPL-2.0-or-later
// What can be said against a received packet without flows and settings: ICF's structural checks (xp-reference 7).
#pragma once

#include "engine/model/verdict.h"
#include "engine/packet/parsedpacket.h"

#include <optional>

namespace parapet {

std::optional<Reason> structuralFault(const ParsedPacket &packet);

}  // namespace parapet
