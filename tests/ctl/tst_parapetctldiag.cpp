// SPDX-License-Identifier: GPL-2.0-or-later
// "parapetctl diag" through the program itself: what it asks on the bus, and how it exits. What it finds on the computer
// that runs this test is not looked at.
#include "tests/ctl/fakesystemd.h"
#include "tests/ctl/programtest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace parapet;
using test::Run;

namespace {

struct Found {
    QString result, text, advice;
};

Found found(const Run &run, const char *check)
{
    const QJsonArray findings = QJsonDocument::fromJson(run.out).object()[QLatin1String("findings")].toArray();
    for (const QJsonValue &each : findings) {
        if (each[QLatin1String("check")].toString() == QLatin1String(check))
            return {each[QLatin1String("result")].toString(), each[QLatin1String("text")].toString(),
                    each[QLatin1String("advice")].toString()};
    }
    return {};
}

}  // namespace

class TestParapetctlDiag : public test::ProgramTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aHelperThatIsWellPasses();
    void whatItSaysOfTheComputerIsAFinding();
    void whoListensBlockedIsTold();
    void withoutRightItIsAWarningAndNobodyIsAsked();
    void withoutTheHelperItFails();
    void withoutABusItFails();
    void systemdIsAskedForTheUnit();
    void firewalldIsFoundOnTheBus();
    void theTextIsForPeople();
    void argumentsAreRefused();
};

void TestParapetctlDiag::init()
{
    ProgramTest::init();
    m_service->status.version = PARAPET_VERSION;
    m_service->status.queueBackend = "nft queue";
}

void TestParapetctlDiag::aHelperThatIsWellPasses()
{
    const Run run = this->run("diag --json");
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.exitCode, 0);
    for (const char *check : {"loopback", "service", "rules", "notices", "opmode", "settings", "policy", "listening",
                              "log", "log-space", "log-options", "other-firewalls", "clock"})
        QCOMPARE(found(run, check).result, QStringLiteral("pass"));
    QVERIFY(m_service->changes.empty());
}

void TestParapetctlDiag::whatItSaysOfTheComputerIsAFinding()
{
    m_service->status.rules = false;
    m_service->inspection.tables = {{"ip", "filter", true, true, false}};
    m_service->inspection.logProblem = "No space left on device.";
    const Run run = this->run("diag --json");
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(found(run, "rules").result, QStringLiteral("fail"));
    QCOMPARE(found(run, "log").result, QStringLiteral("warn"));
    QVERIFY(found(run, "log").text.contains(QLatin1String("No space left on device")));
    QCOMPARE(found(run, "other-firewalls").result, QStringLiteral("warn"));
    QVERIFY(found(run, "other-firewalls").text.contains(QLatin1String("ip filter")));
}

void TestParapetctlDiag::whoListensBlockedIsTold()
{
    ListeningProgram row;
    row.listener.port = {PortProtocol::tcp, 8080};
    Process owner;
    owner.pid = 4711;
    owner.keys = {"/usr/bin/nginx"};
    owner.path = "/usr/bin/nginx";
    owner.name = "\x1b[31mnginx";
    row.owners = {owner};
    m_service->listening = {row};
    const Run run = this->run("diag --json");
    QCOMPARE(run.exitCode, 0);
    QVERIFY(found(run, "listening").text.contains(QStringLiteral("nginx (process 4711) listens on TCP port 8080")));
    QVERIFY(found(run, "listening").advice.contains(QStringLiteral("add allowedprogram /usr/bin/nginx Name")));
    QVERIFY(!this->run("diag").out.contains('\x1b'));
}

void TestParapetctlDiag::withoutRightItIsAWarningAndNobodyIsAsked()
{
    m_service->refuseReadingWith = QStringLiteral("org.freedesktop.DBus.Error.AccessDenied");
    const Run run = this->run("diag --json");
    QCOMPARE(run.exitCode, 0);
    for (const char *check : {"listening", "log", "other-firewalls"}) {
        QCOMPARE(found(run, check).result, QStringLiteral("warn"));
        QVERIFY2(found(run, check).text.contains(QLatin1String("sudo")), check);
    }
    QCOMPARE(found(run, "rules").result, QStringLiteral("pass"));
    QVERIFY(!m_service->mayAsk);
}

void TestParapetctlDiag::withoutTheHelperItFails()
{
    QVERIFY(m_service->leave(bus()));
    const Run run = this->run("diag --json");
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(found(run, "service").result, QStringLiteral("fail"));
    QCOMPARE(found(run, "loopback").result, QStringLiteral("pass"));
    QVERIFY(!m_bus.serviceWasActivated());
}

void TestParapetctlDiag::withoutABusItFails()
{
    const QString address = m_environment.value(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"));
    m_environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
    const Run run = this->run("diag --json");
    m_environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), address);
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(found(run, "service").result, QStringLiteral("fail"));
}

void TestParapetctlDiag::systemdIsAskedForTheUnit()
{
    test::FakeSystemd systemd;
    systemd.unit = {{QStringLiteral("LoadState"), QStringLiteral("loaded")},
                    {QStringLiteral("UnitFileState"), QStringLiteral("enabled")},
                    {QStringLiteral("ActiveState"), QStringLiteral("failed")}};
    systemd.service = {{QStringLiteral("Result"), QStringLiteral("exit-code")},
                       {QStringLiteral("ExecMainStatus"), 203},
                       {QStringLiteral("NRestarts"), 4U}};
    QVERIFY(systemd.enter(bus()));
    const Found failed = found(run("diag --json"), "unit");
    systemd.unit[QStringLiteral("ActiveState")] = QStringLiteral("active");
    const Found active = found(run("diag --json"), "unit");
    systemd.leave(bus());
    QCOMPARE(systemd.asked, QStringLiteral("parapetd.service"));
    QCOMPARE(failed.result, QStringLiteral("fail"));
    QVERIFY2(failed.text.contains(QLatin1String("exit-code, exit status 203")), qPrintable(failed.text));
    QCOMPARE(active.result, QStringLiteral("warn"));
    QVERIFY2(active.text.contains(QLatin1String("4 times")), qPrintable(active.text));
}

void TestParapetctlDiag::firewalldIsFoundOnTheBus()
{
    QVERIFY(bus().registerService(QStringLiteral("org.fedoraproject.FirewallD1")));
    const Found firewalld = found(run("diag --json"), "other-firewalls");
    bus().unregisterService(QStringLiteral("org.fedoraproject.FirewallD1"));
    QCOMPARE(firewalld.result, QStringLiteral("warn"));
    QVERIFY(firewalld.text.contains(QLatin1String("firewalld is running")));
}

void TestParapetctlDiag::theTextIsForPeople()
{
    const Run run = this->run("diag");
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.out.startsWith("\nDiagnosis:\n"));
    QVERIFY(run.out.contains("\nPass    opmode           The firewall is on (profile Standard).\n"));
}

void TestParapetctlDiag::argumentsAreRefused()
{
    QCOMPARE(run("diag loopback").exitCode, 2);
    QCOMPARE(run("DIAG ?").exitCode, 0);
    QCOMPARE(run("dia --json").exitCode, 0);
    QCOMPARE(run("firewall diag").exitCode, 2);
}

QTEST_GUILESS_MAIN(TestParapetctlDiag)
#include "tst_parapetctldiag.moc"
