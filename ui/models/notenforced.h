// SPDX-License-Identifier: GPL-2.0-or-later
// What rows of programs say for as long as packets are not decided by program. With the engine that does it, this file
// and its callers go.
#pragma once

#include <QString>

namespace parapet {

QString notEnforcedNote();         // behind the name
QString notEnforcedExplanation();  // a sentence

}  // namespace parapet
