// SPDX-License-Identifier: GPL-2.0-or-later
// The sentences of the engine and the helper that can reach a person in the panel, for the translators. The engine
// speaks English only: it is what logs, scripts and the bus get. engineSentence() (plaintext.h) looks them up here.
#pragma once

#include <span>

namespace parapet {

// Templates of the context "Engine": %1, %2 ... stand for values, numbered as they come. The first that fits is meant.
std::span<const char *const> engineSentences();

}  // namespace parapet
