// SPDX-License-Identifier: GPL-2.0-or-later
// Golden files: what a program is expected to write, kept beside the tests. On a mismatch the real text is left as
// NAME.actual beside the golden file, and the first line that differs is told.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace parapet {

// Empty: the same. name: below tests/engine/data.
inline QString compareWithGolden(const QString &name, const QByteArray &actual)
{
    const QString path =
        QString::fromLocal8Bit(qgetenv("PARAPET_SOURCE")) + QStringLiteral("/tests/engine/data/") + name;
    QFile golden(path);
    const QByteArray expected = golden.open(QIODevice::ReadOnly) ? golden.readAll() : QByteArray();
    if (expected == actual)
        return {};
    QFile left(path + QStringLiteral(".actual"));
    if (left.open(QIODevice::WriteOnly))
        left.write(actual);
    const QList<QByteArray> wanted = expected.split('\n'), got = actual.split('\n');
    for (qsizetype line = 0; line < std::max(wanted.size(), got.size()); ++line) {
        if (wanted.value(line) != got.value(line))
            return QStringLiteral("%1 line %2\n  expected: %3\n  actual:   %4")
                .arg(name)
                .arg(line + 1)
                .arg(QString::fromUtf8(wanted.value(line)), QString::fromUtf8(got.value(line)));
    }
    return QStringLiteral("%1 differs").arg(name);
}

}  // namespace parapet
