// SPDX-License-Identifier: GPL-2.0-or-later
// A package of rpm, built and installed into a file tree of its own.
#include <QTest>

#include "engine/program/rpmpackages.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace parapet;

namespace {

bool run(const QString &program, const QStringList &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, words);
    const bool done =
        process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!done)
        qWarning("%s: %s", qPrintable(program), process.readAll().constData());
    return done;
}

constexpr char spec[] =
    "Name: chat\nVersion: 1.2\nRelease: 3\nSummary: x\nLicense: x\nVendor: Example Makers\nBuildArch: noarch\n"
    "%description\nx\n%install\nmkdir -p %{buildroot}/usr/bin\necho x > %{buildroot}/usr/bin/chat\n"
    "%files\n/usr/bin/chat\n";

}  // namespace

class TestRpmPackages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsPackageAndVendor()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("chat.spec")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(spec);
        file.close();
        QVERIFY(run(QStringLiteral("rpmbuild"),
                    {QStringLiteral("-bb"), QStringLiteral("--define"), QStringLiteral("_topdir ") + folder.path(),
                     file.fileName()}));
        const QString root = folder.filePath(QStringLiteral("root"));
        QVERIFY(run(QStringLiteral("rpm"),
                    {QStringLiteral("--root"), root, QStringLiteral("--dbpath"), QStringLiteral("/var/lib/rpm"),
                     QStringLiteral("-i"), QStringLiteral("--justdb"), QStringLiteral("--nodeps"),
                     folder.filePath(QStringLiteral("RPMS/noarch/chat-1.2-3.noarch.rpm"))}));
        const RpmPackages packages(root.toStdString());
        const auto found = packages.owning("/usr/bin/chat");
        QVERIFY(found);
        QVERIFY(*found == (Package{"chat", "1.2-3", "Example Makers"}));
        QVERIFY(!packages.owning("/usr/bin/other"));
    }

    void noDatabase()
    {
        const QTemporaryDir folder;
        QVERIFY(!RpmPackages(folder.path().toStdString()).owning("/usr/bin/chat"));
    }
};

QTEST_GUILESS_MAIN(TestRpmPackages)
#include "tst_rpmpackages.moc"
