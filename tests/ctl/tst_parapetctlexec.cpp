// SPDX-License-Identifier: GPL-2.0-or-later
// Scripts through the program itself: what dump prints, exec rebuilds.
#include "tests/ctl/programtest.h"
#include "tests/support/randomsettings.h"

#include <QTemporaryFile>
#include <QTest>

using namespace parapet;
using test::Run;

class TestParapetctlExec : public test::ProgramTest {
    Q_OBJECT

private Q_SLOTS:
    void whatDumpPrintsIsRebuiltByExecInOneCall();
    void aScriptThatFailsChangesNothing();
    void aScriptThatCannotBeReadIsTold();
};

void TestParapetctlExec::whatDumpPrintsIsRebuiltByExecInOneCall()
{
    test::RandomSettings random(7);
    const Settings wanted = random.next();
    m_service->settings = wanted;
    const Run dumped = run("firewall dump");
    QCOMPARE(dumped.exitCode, 0);
    m_service->settings = random.next();
    m_service->calls = 0;

    const Run done = run({QStringLiteral("exec"), QStringLiteral("-")}, {}, dumped.out);
    QCOMPARE(done.err, QByteArray());
    QCOMPARE(done.out, QByteArray("Ok.\n\n"));
    QCOMPARE(m_service->settings, wanted);
    QCOMPARE(m_service->calls, 3);  // settings, status, change: however long the script is

    QTemporaryFile file;
    QVERIFY(file.open() && file.write(dumped.out) == dumped.out.size() && file.flush());
    m_service->settings = Settings();
    QCOMPARE(run({QStringLiteral("exec"), file.fileName()}).exitCode, 0);
    QCOMPARE(m_service->settings, wanted);
}

void TestParapetctlExec::aScriptThatFailsChangesNothing()
{
    const Run failed = run({QStringLiteral("exec"), QStringLiteral("-")}, {},
                           "reset\nset opmode DISABLE\nshow opmode\ndelete portopening TCP 80\n");
    QCOMPARE(failed.err,
             QByteArray("The system cannot find the file specified.\nLine 4: delete portopening TCP 80\n"
                        "There is no such entry: no exception for TCP port 80 in the standard profile.\n\n"
                        "The script was stopped there. Nothing was changed.\n"));
    QCOMPARE(failed.out, QByteArray());
    QCOMPARE(failed.exitCode, 1);
    QVERIFY(m_service->changes.empty());
}

void TestParapetctlExec::aScriptThatCannotBeReadIsTold()
{
    const Run failed = run({QStringLiteral("exec"), QStringLiteral("/nonexistent/rules")});
    QCOMPARE(failed.err, QByteArray("The file /nonexistent/rules cannot be read: No such file or directory.\n"));
    QCOMPARE(failed.exitCode, 1);
    QCOMPARE(run({QStringLiteral("exec"), QStringLiteral("/")}).err,
             QByteArray("The file / cannot be read: Is a directory.\n"));
}

QTEST_GUILESS_MAIN(TestParapetctlExec)
#include "tst_parapetctlexec.moc"
