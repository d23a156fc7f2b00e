// SPDX-License-Identifier: GPL-2.0-or-later
// Who sits in an SSH session that a change would lock out is warned, and asked where there is a terminal.
#include "tests/ctl/programtest.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace parapet;
using test::Run;

class TestParapetctlSsh : public test::ProgramTest {
    Q_OBJECT

private Q_SLOTS:
    void aScriptOverSshIsObeyedAndWarned();
    void overSshWithATerminalOneIsAsked_data();
    void overSshWithATerminalOneIsAsked();
    void aScriptOverSshIsWarnedOnce();
    void whoCannotBeWarnedIsToldSo();

private:
    void sitInSshSessionThatWouldBeLockedOut();
};

void TestParapetctlSsh::sitInSshSessionThatWouldBeLockedOut()
{
    m_environment.insert(QStringLiteral("SSH_CONNECTION"), QStringLiteral("203.0.113.5 51000 192.0.2.1 22"));
    m_service->foresight = {{Verdict::accept, Reason::portException, {}, true}, {}};
}

void TestParapetctlSsh::aScriptOverSshIsObeyedAndWarned()
{
    sitInSshSessionThatWouldBeLockedOut();
    const Run done = run("firewall set opmode ENABLE DISABLE");
    m_environment.remove(QStringLiteral("SSH_CONNECTION"));
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.out, "Ok.\n\n");
    QCOMPARE(done.err, "Warning: This would lock out the SSH session from 203.0.113.5 that you sit in (port 22).\n");
    QVERIFY(m_service->settings.profile(ProfileId::standard).opmode == Opmode::onWithoutExceptions);
}

void TestParapetctlSsh::overSshWithATerminalOneIsAsked_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("opmode");
    QTest::addColumn<int>("ports");
    constexpr int on = int(Opmode::on), without = int(Opmode::onWithoutExceptions);
    QTest::newRow("Enter keeps it reachable") << QByteArray("\n") << 0 << on << 1;
    QTest::newRow("lock locks it out") << QByteArray("lock\n") << 0 << without << 0;
    QTest::newRow("anything else changes nothing") << QByteArray("what?\n") << 1 << on << 0;
    QTest::newRow("the end of the input changes nothing") << QByteArray("\x04") << 1 << on << 0;
}

// script(1) makes the terminal.
void TestParapetctlSsh::overSshWithATerminalOneIsAsked()
{
    QFETCH(QByteArray, answer);
    sitInSshSessionThatWouldBeLockedOut();
    QProcess terminal;
    terminal.setProcessEnvironment(m_environment);
    m_environment.remove(QStringLiteral("SSH_CONNECTION"));
    QSignalSpy finished(&terminal, &QProcess::finished);
    terminal.start(QStringLiteral("script"),
                   {QStringLiteral("--quiet"), QStringLiteral("--return"), QStringLiteral("--command"),
                    QStringLiteral(PARAPETCTL) + QStringLiteral(" firewall set opmode ENABLE DISABLE"),
                    QStringLiteral("/dev/null")});
    QByteArray shown;
    QTRY_VERIFY((shown += terminal.readAll()).contains("Press Enter to keep it reachable"));
    terminal.write(answer);
    QVERIFY(finished.count() == 1 || finished.wait(30'000));
    QTEST(terminal.exitCode(), "exitCode");
    const Profile &profile = m_service->settings.profile(ProfileId::standard);
    QTEST(int(profile.opmode), "opmode");
    QTEST(int(profile.ports.size()), "ports");
}

void TestParapetctlSsh::aScriptOverSshIsWarnedOnce()
{
    sitInSshSessionThatWouldBeLockedOut();
    const Run done = run({QStringLiteral("exec"), QStringLiteral("-")}, {},
                         "set opmode ENABLE DISABLE\nset notifications DISABLE\n");
    m_environment.remove(QStringLiteral("SSH_CONNECTION"));
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.err.count("Warning: "), 1);
    QCOMPARE(m_service->changes.size(), std::size_t(1));
}

void TestParapetctlSsh::whoCannotBeWarnedIsToldSo()
{
    sitInSshSessionThatWouldBeLockedOut();
    m_service->explains = false;
    const Run done = run("firewall set opmode ENABLE DISABLE");
    m_environment.remove(QStringLiteral("SSH_CONNECTION"));
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.err,
             "Warning: It could not be found out whether this locks out the SSH session from 203.0.113.5 that you sit "
             "in: Too many changes.\n");
    QCOMPARE(m_service->changes.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestParapetctlSsh)
#include "tst_parapetctlssh.moc"
