// SPDX-License-Identifier: GPL-2.0-or-later
// The rules in front of the queue (docs/decisions/0013-flood-defence.md): what no setting can let in goes to the engine only at
// an ordinary rate; beyond it is dropped here, counted, and told by samples. Pure, like ruleset.h.
#pragma once

#include "engine/kernel/nfttext.h"
#include "engine/kernel/ruleset.h"

namespace parapet {

void declareFloodDefence(NftText &text, const RulesetInput &input);
// Fills the chains `possible`, for what something may let in, `unlikely`, for what nothing can, and `strangers`, for what
// only the engine may know.
void addFloodDefence(NftText &text);
// In chain `input`: types of messages that something may let in.
void spareMessages(NftText &text, std::string_view icmp, const std::vector<std::uint8_t> &types);

}  // namespace parapet
