// SPDX-License-Identifier: GPL-2.0-or-later
// The helper's own diagnostics (not the security log): to the journal under systemd, else to standard error.
#pragma once

namespace parapet {

// Sets spdlog's default logger and sends Qt's messages there too. Call once, at the start of main().
void setUpDiagnostics();

}  // namespace parapet
