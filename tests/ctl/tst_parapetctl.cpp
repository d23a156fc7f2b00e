// SPDX-License-Identifier: GPL-2.0-or-later
// The program itself, against a service on a private bus: what arrives there, what is printed, how it exits.
#include "tests/ctl/programtest.h"
#include "tests/support/randomsettings.h"

#include <QTest>

using namespace parapet;
using test::Run;

namespace {

const char unreachable[] = "An error occurred while attempting to contact the Parapet Firewall service. Make sure that "
                           "the service is running and try your request again.\n";

}  // namespace

class TestParapetctl : public test::ProgramTest {
    Q_OBJECT

private Q_SLOTS:
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
    void resetIsOneCallAndSaysOkEvenWithNothingToDo();
};

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

QTEST_GUILESS_MAIN(TestParapetctl)
#include "tst_parapetctl.moc"
