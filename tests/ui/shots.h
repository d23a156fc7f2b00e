// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of parapet_shots: each takes pictures of some windows into the folder.
#pragma once

#include <QDir>

namespace parapet {

void shootAdvancedDialogs(const QDir &folder);  // what opens from the Advanced tab
void shootStatus(const QDir &folder);           // the security status and its recommendation

}  // namespace parapet
