// SPDX-License-Identifier: GPL-2.0-or-later
// The languages of the panel: English as the source, its plural forms, and the user's language where it is finished.
#pragma once

class QCoreApplication;

namespace parapet {

// Call before the first window is made.
void installTranslators(QCoreApplication &application);

}  // namespace parapet
