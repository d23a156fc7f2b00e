// SPDX-License-Identifier: GPL-2.0-or-later
// DesktopEntry: what a .desktop file says of a program (Desktop Entry Specification 1.5). Plain data and pure functions,
// for any thread. The files are foreign: whatever does not fit the specification is left out.
#pragma once

#include <QByteArray>
#include <QLocale>
#include <QString>

#include <optional>

namespace parapet {

struct DesktopEntry {
    QString name;       // in the language asked for, as it stands there
    QString icon;       // a name of the icon theme or a path
    QString exec;       // the first word of the command
    QString tryExec;    // must be there for the entry to count; empty: no such condition
    bool shown = true;  // false for NoDisplay and Hidden
};

// The group [Desktop Entry] of an application; nothing for other types, or without a name or a command.
std::optional<DesktopEntry> parseDesktopEntry(const QByteArray &text, const QLocale &locale);

}  // namespace parapet
