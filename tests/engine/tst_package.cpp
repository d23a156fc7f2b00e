// SPDX-License-Identifier: GPL-2.0-or-later
// Which package a file came with, on a dpkg folder that the test makes.
#include <QTest>

#include "engine/program/package.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <optional>

using namespace parapet;

class tst_Package : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fileIsFound_data();
    void fileIsFound();
    void withoutDpkgNothingIsKnown();
    void thisSystemsOwn();

private:
    void write(const char *name, const QByteArray &content);
    QTemporaryDir m_folder;
};

void tst_Package::write(const char *name, const QByteArray &content)
{
    QFile file(m_folder.filePath(QLatin1String(name)));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

void tst_Package::initTestCase()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("info")));
    write("info/nginx-core.list", "/.\n/usr\n/usr/sbin\n/usr/sbin/nginx\n");
    write("info/netcat.list", "/bin/nc\n/bin/nc.traditional\n");
    write("info/ssh.list", "/.\n/usr/bin/ssh");
    write("info/libc6:amd64.list", "/lib/ld.so\n");
    write("info/libc6:i386.list", "/lib/ld-i386.so\n");
    write("info/removed.list", "/usr/bin/removed\n");
    write("info/unknown.list", "/usr/bin/unknown\n");
    write("info/notes.txt", "/usr/bin/notes\n");
    write("status",
          "Package: nginx-core\nStatus: install ok installed\nMaintainer: Debian Nginx Maintainers "
          "<pkg-nginx@example.org>\nArchitecture: amd64\nVersion: 1.22.1-9\nDescription: a server\n Package: netcat\n\n"
          "Package: netcat\nStatus: hold ok installed\nMaintainer: \xc3\x89va <b>Bold</b> <eva@example.org>\nVersion: "
          "1:1.10-47\n\n"
          "Package: libc6\nStatus: install ok installed\nMaintainer: Amd\nArchitecture: amd64\nVersion: 1\n\n"
          "Package: libc6\nStatus: install ok installed\nMaintainer: Intel\nArchitecture: i386\nVersion: 2\n\n"
          "Package: removed\nStatus: deinstall ok config-files\nMaintainer: Nobody\nVersion: 1\n");
}

void tst_Package::fileIsFound_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *path, const char *expected) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(expected);
    };
    row("a file of a package", "/usr/sbin/nginx", "nginx-core 1.22.1-9 by Debian Nginx Maintainers");
    row("one listed without /usr", "/usr/bin/nc", "netcat 1:1.10-47 by \xc3\x89va");
    row("one listed so, and asked so, in the first line", "/bin/nc", "netcat 1:1.10-47 by \xc3\x89va");
    row("one listed with /usr, asked without", "/sbin/nginx", "nginx-core 1.22.1-9 by Debian Nginx Maintainers");
    row("a package of one architecture", "/lib/ld.so", "libc6 1 by Amd");
    row("the same of another", "/usr/lib/ld-i386.so", "libc6 2 by Intel");
    row("the start of a name", "/usr/sbin/ngin", "");
    row("the end of a name", "/sbin/nc", "");
    row("a name in another folder", "/opt/usr/sbin/nginx", "");
    row("a file of a package that was removed", "/usr/bin/removed", "");
    row("a package without a status", "/usr/bin/unknown", "");
    row("what only stands in another file", "/usr/bin/notes", "");
    row("nothing", "", "");
}

void tst_Package::fileIsFound()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, expected);
    const auto found = Packages(m_folder.path().toStdString()).owning(path.toStdString());
    QCOMPARE(found ? QByteArray::fromStdString(found->name + ' ' + found->version + " by " + found->publisher)
                   : QByteArray(),
             expected);
}

void tst_Package::withoutDpkgNothingIsKnown()
{
    QVERIFY(!Packages(m_folder.path().toStdString() + "/nowhere").owning("/usr/bin/ssh"));
}

void tst_Package::thisSystemsOwn()
{
    if (!QFile::exists(QStringLiteral("/var/lib/dpkg/status")))
        QSKIP("this system has no dpkg");
    QElapsedTimer timer;
    timer.start();
    const auto found = Packages().owning("/usr/bin/env");
    qInfo("a file of this system: %lld ms", timer.elapsed());
    QVERIFY(found);
    QCOMPARE(found->name, "coreutils");
    timer.start();
    QVERIFY(!Packages().owning("/usr/bin/no such program"));
    qInfo("a file of no package: %lld ms", timer.elapsed());
}

QTEST_APPLESS_MAIN(tst_Package)
#include "tst_package.moc"
