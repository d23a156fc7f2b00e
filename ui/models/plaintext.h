// SPDX-License-Identifier: GPL-2.0-or-later
// Text of foreign origin (names of exceptions and programs, words of the system) on its way to the screen.
#pragma once

#include <QString>

#include <string_view>

namespace parapet {

// One line: control characters become blanks, marks that reorder what surrounds them (Unicode UAX #9) are shown as
// U+FFFD, blanks at the ends go. A name cannot fake a second row, or a different sentence around it.
QString plainLine(std::string_view utf8);

// At most so many characters of it, with its middle left out: for places that do not cut by themselves.
QString shortLine(const QString &line, qsizetype most);

// A tool tip with just this text: Qt takes one for markup that looks like it.
QString toolTipText(const QString &text);

// A sentence of the engine in the user's language, if enginesentences.h knows it; else as it is. Values in it stay plain
// text.
QString engineSentence(std::string_view english);

}  // namespace parapet
