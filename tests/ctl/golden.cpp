// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ctl/golden.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace parapet::test {

QByteArray differenceToGolden(const QString &path, const QByteArray &now)
{
    QFile golden(path);
    if (golden.open(QIODevice::ReadOnly) && golden.readAll() == now)
        return {};
    QFile actual(QFileInfo(path).completeBaseName() + QStringLiteral(".actual"));
    if (!actual.open(QIODevice::WriteOnly) || actual.write(now) != now.size() || !actual.flush())
        return "The file " + actual.fileName().toUtf8() + " could not be written.";
    QProcess diff;
    diff.start(QStringLiteral("diff"), {QStringLiteral("-u"), path, actual.fileName()});
    diff.waitForFinished();
    return diff.readAllStandardOutput() + diff.readAllStandardError();
}

}  // namespace parapet::test
