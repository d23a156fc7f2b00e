// SPDX-License-Identifier: GPL-2.0-or-later
// The program itself, against a service on a private bus: what arrives there, what is printed, how it exits.
#include "tests/ctl/fakeservice.h"
#include "tests/ctl/privatebus.h"
#include "tests/support/randomsettings.h"

#include <QDBusConnection>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include <memory>

using namespace parapet;

namespace {

const char unreachable[] = "An error occurred while attempting to contact the Parapet Firewall service. Make sure that "
                           "the service is running and try your request again.\n";

struct Run {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

}  // namespace

class TestParapetctl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aChangeIsMadeAndToldInXpsWords();
    void showAnswersFromTheService();
    void aNameArrivesAsItWasTyped();
    void profileAllIsOneCall();
    void deletingWhatIsNotThereFails();
    void whoHasNoRightIsToldWhatToDo_data();
    void whoHasNoRightIsToldWhatToDo();
    void anAgentMayAskForAPassword();
    void theServicesOwnWordsArePlainText();
    void anAnswerThatMakesNoSenseIsAnError();
    void anEntryThatWentInTheMeantimeIsNotFound();
    void aSyntaxErrorNeverReachesTheService_data();
    void aSyntaxErrorNeverReachesTheService();
    void aConnectionThatIsNotThereIsToldByName();
    void helpAndVersionNeedNoService();
    void noServiceIsToldAndNotStarted();
    void noBusIsTold();
    void outputThatCannotBeWrittenIsAFailure();
    void theLocaleChangesNothing();
    void aScriptOverSshIsObeyedAndWarned();
    void overSshWithATerminalOneIsAsked_data();
    void overSshWithATerminalOneIsAsked();
    void resetIsOneCallAndSaysOkEvenWithNothingToDo();
    void whatDumpPrintsIsRebuiltByExecInOneCall();
    void aScriptThatFailsChangesNothing();
    void aScriptThatCannotBeReadIsTold();
    void aScriptOverSshIsWarnedOnce();
    void whoCannotBeWarnedIsToldSo();
    void completionAsksTheTable_data();
    void completionAsksTheTable();
    void bashCompletes_data();
    void bashCompletes();

private:
    Run run(const QStringList &arguments, const QString &outFile = {}, const QByteArray &input = {});
    void sitInSshSessionThatWouldBeLockedOut();
    Run run(const char *line) { return run(QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts)); }

    test::PrivateBus m_bus;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<test::FakeService> m_service;
};

void TestParapetctl::initTestCase()
{
    QVERIFY(m_bus.start());
    m_environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_bus.address());
    QVERIFY(QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("service")).isConnected());
}

void TestParapetctl::init()
{
    m_service = std::make_unique<test::FakeService>();
    QVERIFY(m_service->enter(QDBusConnection(QStringLiteral("service"))));
}

void TestParapetctl::cleanup()
{
    m_service->leave(QDBusConnection(QStringLiteral("service")));
    m_service.reset();
}

// The service lives in this process: it answers while the event loop waits for the program's end.
Run TestParapetctl::run(const QStringList &arguments, const QString &outFile, const QByteArray &input)
{
    QProcess program;
    program.setProcessEnvironment(m_environment);
    if (!outFile.isEmpty())
        program.setStandardOutputFile(outFile);
    QSignalSpy finished(&program, &QProcess::finished);
    program.start(QStringLiteral(PARAPETCTL), arguments);
    program.write(input);
    program.closeWriteChannel();
    if (!finished.wait(30'000) || program.exitStatus() != QProcess::NormalExit)
        return {};
    return {program.exitCode(), outFile.isEmpty() ? program.readAllStandardOutput() : QByteArray(),
            program.readAllStandardError()};
}

void TestParapetctl::aChangeIsMadeAndToldInXpsWords()
{
    const Run done = run("firewall set opmode ENABLE DISABLE");
    QCOMPARE(done.err, QByteArray());
    QCOMPARE(done.out, QByteArray("Ok.\n\n"));
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(m_service->settings.profile(ProfileId::standard).opmode, Opmode::onWithoutExceptions);
    QCOMPARE(m_service->settings.profile(ProfileId::domain).opmode, Opmode::on);
}

void TestParapetctl::showAnswersFromTheService()
{
    m_service->settings.profile(ProfileId::domain).opmode = Opmode::off;
    m_service->status.activeProfile = ProfileId::domain;
    const Run shown = run("firewall show opmode");
    QCOMPARE(shown.out,
             QByteArray("\n"
                        "Domain profile configuration (current):\n"
                        "-------------------------------------------------------------------\n"
                        "Operational mode                  = Disable\n"
                        "Exception mode                    = Enable\n"
                        "\n"
                        "Standard profile configuration:\n"
                        "-------------------------------------------------------------------\n"
                        "Operational mode                  = Enable\n"
                        "Exception mode                    = Enable\n"));
    QCOMPARE(shown.exitCode, 0);
    QVERIFY(m_service->changes.empty());
}

void TestParapetctl::aNameArrivesAsItWasTyped()
{
    const QString name = QStringLiteral("<b>B\u00fcro</b> 'x' \u201cy\u201d %PATH% $HOME");
    const Run done = run({QStringLiteral("firewall"), QStringLiteral("add"), QStringLiteral("portopening"),
                          QStringLiteral("TCP"), QStringLiteral("80"), name});
    QCOMPARE(done.exitCode, 0);
    const auto &ports = m_service->settings.profile(ProfileId::standard).ports;
    QCOMPARE(ports.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(ports.begin()->second.name), name);
}

void TestParapetctl::profileAllIsOneCall()
{
    QCOMPARE(run("firewall add portopening ALL 53 Names profile=ALL").exitCode, 0);
    QCOMPARE(m_service->changes.size(), std::size_t(1));
    QCOMPARE(m_service->changes[0].size(), std::size_t(4));
}

void TestParapetctl::deletingWhatIsNotThereFails()
{
    const Run failed = run("firewall delete portopening TCP 80");
    QCOMPARE(failed.err,
             QByteArray("The system cannot find the file specified.\n"
                        "There is no such entry: no exception for TCP port 80 in the standard profile.\n"));
    QCOMPARE(failed.out, QByteArray());
    QCOMPARE(failed.exitCode, 1);
    QVERIFY(m_service->changes.empty());
}

void TestParapetctl::whoHasNoRightIsToldWhatToDo_data()
{
    QTest::addColumn<QString>("error");
    QTest::newRow("the service says no") << errorName(ErrorKind::denied);
    QTest::newRow("the bus says no") << QStringLiteral("org.freedesktop.DBus.Error.AccessDenied");
    QTest::newRow("nobody can be asked") << QStringLiteral(
        "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired");
}

void TestParapetctl::whoHasNoRightIsToldWhatToDo()
{
    QFETCH(QString, error);
    m_service->refuseWith = error;
    const Run refused = run("firewall set opmode DISABLE");
    QCOMPARE(refused.err,
             QByteArray("You do not have the right to do this. Run the command again with sudo, or ask an "
                        "administrator of this computer.\n"));
    QCOMPARE(refused.out, QByteArray());
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(m_service->settings, Settings());
}

void TestParapetctl::anAgentMayAskForAPassword()
{
    QCOMPARE(run("firewall set opmode DISABLE").exitCode, 0);
    QVERIFY(m_service->mayAsk);
}

void TestParapetctl::theServicesOwnWordsArePlainText()
{
    m_service->refuseWith = errorName(ErrorKind::io);
    m_service->refusalText = QStringLiteral("No space left on device \u001b[2J");
    const Run failed = run("firewall set opmode DISABLE");
    QCOMPARE(failed.err, QByteArray("No space left on device \\u001b[2J\n"));
    QCOMPARE(failed.exitCode, 1);
}

void TestParapetctl::anAnswerThatMakesNoSenseIsAnError()
{
    m_service->settings.log.maxSizeKb = 0;  // out of range: the wire refuses it
    const Run failed = run("firewall show opmode");
    QVERIFY2(failed.err.contains("does not understand"), failed.err.constData());
    QCOMPARE(failed.out, QByteArray());
    QCOMPARE(failed.exitCode, 1);
}

void TestParapetctl::anEntryThatWentInTheMeantimeIsNotFound()
{
    m_service->settings.profile(ProfileId::standard).ports[{PortProtocol::tcp, 80}] = {"Web", true};
    m_service->refuseWith = errorName(ErrorKind::notFound);
    m_service->refusalText = QStringLiteral("There is no exception for TCP port 80 in the standard profile.");
    const Run failed = run("firewall delete portopening TCP 80");
    QCOMPARE(failed.err,
             QByteArray("The system cannot find the file specified.\n"
                        "There is no exception for TCP port 80 in the standard profile.\n"));
    QCOMPARE(failed.exitCode, 1);
}

void TestParapetctl::aSyntaxErrorNeverReachesTheService_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("begin");
    const QString firewall = QStringLiteral("firewall");
    const QString set = QStringLiteral("set");
    QTest::newRow("no command at all") << QStringList() << QByteArray("\nThe following commands are available:");
    QTest::newRow("an unknown command") << QStringList{firewall, QStringLiteral("foo"), QStringLiteral("bar")}
                                        << QByteArray("The following command was not found: firewall foo bar.\n");
    QTest::newRow("a parameter is missing") << QStringList{firewall, set, QStringLiteral("opmode")}
                                            << QByteArray("One or more essential parameters were not entered.\n");
    QTest::newRow("a bad value") << QStringList{firewall, set, QStringLiteral("opmode"), QStringLiteral("\u001b[2J")}
                                 << QByteArray("\\u001b[2J is not an acceptable value for mode.\n");
    QTest::newRow("too long") << QStringList{firewall, QString(70'000, u'a')}
                              << QByteArray("The command line is longer than 65536 bytes.\n");
}

void TestParapetctl::aSyntaxErrorNeverReachesTheService()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, begin);
    const Run refused = run(arguments);
    QVERIFY2(refused.err.startsWith(begin), refused.err.constData());
    QCOMPARE(refused.out, QByteArray());
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(m_service->calls, 0);
}

void TestParapetctl::aConnectionThatIsNotThereIsToldByName()
{
    const Run refused = run("firewall add portopening TCP 80 Web interface=eth0");
    QCOMPARE(
        refused.err,
        QByteArray("The system cannot find the file specified.\nThere is no connection with the name \"eth0\". There "
                   "is none at all.\n"));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(m_service->changes.empty());
}

void TestParapetctl::helpAndVersionNeedNoService()
{
    QVERIFY(run("--version").out.startsWith("parapetctl "));
    QVERIFY(run("--help").out.contains("firewall - "));
    const Run help = run("firewall add portopening ?");
    QVERIFY(help.out.contains("Usage: add portopening\n"));
    QCOMPARE(help.exitCode, 0);
    QCOMPARE(m_service->calls, 0);
}

void TestParapetctl::noServiceIsToldAndNotStarted()
{
    QVERIFY(m_service->leave(QDBusConnection(QStringLiteral("service"))));
    const Run failed = run("firewall show state");
    QCOMPARE(failed.err, QByteArray(unreachable));
    QCOMPARE(failed.out, QByteArray());
    QCOMPARE(failed.exitCode, 1);
    QVERIFY(!m_bus.serviceWasActivated());
}

void TestParapetctl::noBusIsTold()
{
    const QString address = m_environment.value(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"));
    m_environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
    const Run failed = run("firewall set opmode DISABLE");
    m_environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), address);
    QCOMPARE(failed.err, QByteArray(unreachable));
    QCOMPARE(failed.exitCode, 1);
}

void TestParapetctl::outputThatCannotBeWrittenIsAFailure()
{
    const QStringList show{QStringLiteral("firewall"), QStringLiteral("show"), QStringLiteral("opmode")};
    QCOMPARE(run(show, QStringLiteral("/dev/full")).exitCode, 1);
}

void TestParapetctl::theLocaleChangesNothing()
{
    const QProcessEnvironment before = m_environment;
    m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    m_service->settings.profile(ProfileId::standard).ports[{PortProtocol::tcp, 80}] = {"B\u00fcro", true};
    const Run shown = run("firewall show portopening");
    m_environment = before;
    QCOMPARE(shown.err, QByteArray());
    QVERIFY(shown.out.contains("80     TCP       Enable   B\u00fcro\n"));
}

void TestParapetctl::sitInSshSessionThatWouldBeLockedOut()
{
    m_environment.insert(QStringLiteral("SSH_CONNECTION"), QStringLiteral("203.0.113.5 51000 192.0.2.1 22"));
    m_service->foresight = {{Verdict::accept, Reason::portException, {}, true}, {}};
}

void TestParapetctl::aScriptOverSshIsObeyedAndWarned()
{
    sitInSshSessionThatWouldBeLockedOut();
    const Run done = run("firewall set opmode ENABLE DISABLE");
    m_environment.remove(QStringLiteral("SSH_CONNECTION"));
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.out, "Ok.\n\n");
    QCOMPARE(done.err, "Warning: This would lock out the SSH session from 203.0.113.5 that you sit in (port 22).\n");
    QVERIFY(m_service->settings.profile(ProfileId::standard).opmode == Opmode::onWithoutExceptions);
}

void TestParapetctl::overSshWithATerminalOneIsAsked_data()
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
void TestParapetctl::overSshWithATerminalOneIsAsked()
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

void TestParapetctl::resetIsOneCallAndSaysOkEvenWithNothingToDo()
{
    m_service->settings = test::RandomSettings(1).next();
    QCOMPARE(run("firewall reset").out, QByteArray("Ok.\n\n"));
    QCOMPARE(m_service->settings, Settings());
    QCOMPARE(m_service->changes.size(), std::size_t(1));
    const Run again = run("firewall reset");
    QCOMPARE(again.out, QByteArray("Ok.\n\n"));
    QCOMPARE(again.exitCode, 0);
    QCOMPARE(m_service->changes.size(), std::size_t(1));
}

void TestParapetctl::whatDumpPrintsIsRebuiltByExecInOneCall()
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

void TestParapetctl::aScriptThatFailsChangesNothing()
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

void TestParapetctl::aScriptThatCannotBeReadIsTold()
{
    const Run failed = run({QStringLiteral("exec"), QStringLiteral("/nonexistent/rules")});
    QCOMPARE(failed.err, QByteArray("The file /nonexistent/rules cannot be read: No such file or directory.\n"));
    QCOMPARE(failed.exitCode, 1);
    QCOMPARE(run({QStringLiteral("exec"), QStringLiteral("/")}).err,
             QByteArray("The file / cannot be read: Is a directory.\n"));
}

void TestParapetctl::aScriptOverSshIsWarnedOnce()
{
    sitInSshSessionThatWouldBeLockedOut();
    const Run done = run({QStringLiteral("exec"), QStringLiteral("-")}, {},
                         "set opmode ENABLE DISABLE\nset notifications DISABLE\n");
    m_environment.remove(QStringLiteral("SSH_CONNECTION"));
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.err.count("Warning: "), 1);
    QCOMPARE(m_service->changes.size(), std::size_t(1));
}

void TestParapetctl::whoCannotBeWarnedIsToldSo()
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

void TestParapetctl::completionAsksTheTable_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("possible");
    const auto row = [](const char *name, const char *line, const char *possible) {
        QTest::newRow(name) << QString::fromUtf8(line).split(u' ') << QByteArray(possible);
    };
    row("the first word", "", "exec\nexplain\nfirewall\nlog\n");
    row("an option of log", "log --fo", "--follow\n--format\n");
    row("a value of an option of log", "log --format ", "csv\njson\ntext\nw3c\n");
    row("a verb", "firewall d", "delete\ndump\n");
    row("a noun", "FIRE sh n", "notifications\n");
    row("tags", "firewall set opmode ", "mode=\nexceptions=\nprofile=\ninterface=\n");
    row("tags that are left", "firewall set opmode MODE=ENABLE e", "exceptions=\n");
    row("values of a tag", "firewall set service type=remote",
        "type=REMOTEADMIN\ntype=REMOTEDESKTOP\ntype=REMOTEASSISTANCE\n");
    row("an option", "firewall show state --", "--json\n");
    row("nothing begins so", "firewall set x", "");
    row("not a command", "firewall foo ", "");
    row("a file is the shell's", "exec ", "");
}

void TestParapetctl::completionAsksTheTable()
{
    QFETCH(QStringList, words);
    const Run completed = run(QStringList{QStringLiteral("--complete")} + words);
    QTEST(completed.out, "possible");
    QCOMPARE(completed.exitCode, 0);
    QCOMPARE(m_service->calls, 0);
}

void TestParapetctl::bashCompletes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("replies");
    QTest::newRow("the first word") << QStringLiteral("parapetctl ") << QByteArray("exec\nexplain\nfirewall\nlog\n");
    QTest::newRow("a word begun") << QStringLiteral("parapetctl firewall set serv") << QByteArray("service\n");
    QTest::newRow("the value alone behind a tag")
        << QStringLiteral("parapetctl firewall set opmode mode=e") << QByteArray("ENABLE\n");
    QTest::newRow("a tag is completed without a blank")
        << QStringLiteral("parapetctl firewall set opmode m") << QByteArray("mode=\nnospace\n");
    QTest::newRow("nothing: bash goes on with file names") << QStringLiteral("parapetctl exec /et") << QByteArray("\n");
}

// compopt works in a completion only; here it says that it was called.
void TestParapetctl::bashCompletes()
{
    QFETCH(QString, line);
    QProcess bash;
    bash.start(QStringLiteral("bash"),
               {QStringLiteral("-c"),
                QStringLiteral("compopt() { opts=nospace; }; source \"$2\"; "
                               "eval \"parapetctl() { '$1' \\\"\\$@\\\"; }\"; COMP_LINE=$3; COMP_POINT=${#3}; "
                               "_parapetctl; printf '%s\\n' \"${COMPREPLY[@]}\" $opts"),
                QStringLiteral("bash"), QStringLiteral(PARAPETCTL),
                QFINDTESTDATA("../../resources/completion/parapetctl"), line});
    QVERIFY(bash.waitForFinished());
    QCOMPARE(bash.readAllStandardError(), QByteArray());
    QTEST(bash.readAllStandardOutput(), "replies");
}

QTEST_GUILESS_MAIN(TestParapetctl)
#include "tst_parapetctl.moc"
