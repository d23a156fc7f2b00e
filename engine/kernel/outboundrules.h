// SPDX-License-Identifier: GPL-2.0-or-later
// The rules about what leaves: our own error messages, addresses that are not ours, and the flows that begin here, which are marked
// so that their answers come in. Pure, like ruleset.h.
#pragma once

#include "engine/kernel/nfttext.h"
#include "engine/kernel/ruleset.h"

namespace parapet {

// Where an answer to our multicast may come to: address and UDP port of the socket that asked.
void declareAnswers(NftText &text);
// Fills the chain `outbound`.
void addOutboundRules(NftText &text, const RulesetInput &input);

}  // namespace parapet
