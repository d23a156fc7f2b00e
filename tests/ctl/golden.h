// SPDX-License-Identifier: GPL-2.0-or-later
// A golden file: what a program printed when somebody last looked at it and found it right.
#pragma once

#include <QByteArray>
#include <QString>

namespace parapet::test {

// The difference between the golden file and `now`; empty where there is none. Otherwise NAME.actual, with the name of the
// file, is left in the working directory.
QByteArray differenceToGolden(const QString &path, const QByteArray &now);

}  // namespace parapet::test
