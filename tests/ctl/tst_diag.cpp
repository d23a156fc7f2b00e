// SPDX-License-Identifier: GPL-2.0-or-later
// "parapetctl diag": the report to the byte for a few computers, and each check by a table. The computers are made up
// here; tests/lab/test_diag.py has real ones.
#include <QTest>

#include "app/ctl/diag/checks.h"
#include "app/ctl/diag/diagnosis.h"
#include "app/ctl/diag/timezone.h"
#include "app/ctl/diag/ufw.h"
#include "tests/ctl/golden.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace parapet;
using ctl::Finding;
using ctl::Findings;
using ctl::Grade;
using ctl::Surroundings;
using Reach = ListeningProgram::Reach;

namespace {

constexpr std::uint64_t gigabyte = std::uint64_t{1} << 30U;

ListeningProgram listening(PortProtocol protocol, std::uint16_t port, Reach reach, Process owner)
{
    ListeningProgram row;
    row.listener.port = {protocol, port};
    row.reach = reach;
    row.owners = {std::move(owner)};
    return row;
}

Process process(const char *path, const char *name, const char *unit = "")
{
    Process it;
    it.pid = 4711;
    it.keys = {path};
    it.path = path;
    it.name = name;
    it.unit = unit;
    return it;
}

ctl::ClockReading clockAt(std::chrono::seconds wall, std::chrono::seconds steady)
{
    return {std::chrono::system_clock::time_point(wall), std::chrono::steady_clock::time_point(steady)};
}

constexpr std::chrono::seconds farFuture{4'000'000'000};  // in 2096

Surroundings healthy()
{
    ctl::Snapshot snapshot;
    snapshot.status.version = "0.1.0";
    snapshot.status.queueBackend = "nft queue";
    snapshot.status.logFile = "/var/log/parapet/pfirewall.log";
    snapshot.status.logFolders = {"/var/log/parapet"};
    snapshot.status.dropped = 12;
    snapshot.status.connections = {{"u-1", "Home", Connection::Kind::wired, "eth0"},
                                   {"u-2", "Cafe", Connection::Kind::wireless, ""}};
    Surroundings around;
    around.firewall = snapshot;
    around.inspection = Inspection{{}, {}, {}, gigabyte};
    around.listening =
        std::vector{listening(PortProtocol::tcp, 22, Reach::open, process("/usr/sbin/sshd", "sshd", "ssh.service")),
                    listening(PortProtocol::tcp, 631, Reach::local, process("/usr/sbin/cupsd", "cupsd"))};
    around.addresses = {{"lo", "127.0.0.1", true}, {"lo", "::1", true}, {"eth0", "192.0.2.1", false}};
    around.version = "0.1.0";
    around.buildYear = 2026;
    around.systemd = true;
    around.polkit = true;
    around.unit = ctl::Unit{"loaded", "enabled", "active", "success", 0, 0};
    around.before = clockAt(farFuture, std::chrono::seconds(100));
    around.after = clockAt(farFuture + std::chrono::seconds(2), std::chrono::seconds(102));
    around.timeZone = "Europe/Berlin";
    return around;
}

Surroundings withWarnings()
{
    Surroundings around = healthy();
    Profile &profile = around.firewall->settings.profile(ProfileId::standard);
    profile.opmode = Opmode::off;
    profile.ports[{PortProtocol::tcp, 80}] = {"Web", true};
    profile.ports[{PortProtocol::tcp, 81}] = {"Web", true, *Scope::parse("LocalSubnet")};
    profile.services["ssh"].enabled = true;
    around.firewall->settings.connections["u-1"].filtered = false;
    around.firewall->settings.log.droppedPackets = true;
    around.firewall->status.notices = {"The settings were damaged.\nThey were set aside."};
    around.addresses.pop_back();
    around.unit->enabled = "disabled";
    around.ufw = true;
    around.firewalld = true;
    around.inspection->tables = {{"ip", "filter", true, true, false},
                                 {"inet", "\x1b[31mred", false, true, true},
                                 {"legacy ip6", "filter", false, true, true}};
    around.inspection->logFree = 4096;
    around.listening->push_back(
        listening(PortProtocol::tcp, 8080, Reach::blocked, process("/usr/bin/nginx", "nginx", "nginx.service")));
    around.listening->push_back(listening(PortProtocol::tcp, 8080, Reach::blocked, process("/usr/bin/nginx", "nginx")));
    around.listening->back().owners.clear();
    around.timeZone.reset();
    return around;
}

Surroundings stopped()
{
    Surroundings around = healthy();
    around.firewall = Error{ErrorKind::io, "The service does not answer."};
    around.inspection = Error{ErrorKind::io, "The service does not answer."};
    around.unit->active = "inactive";
    return around;
}

Surroundings withoutRight()
{
    Surroundings around = healthy();
    const Error denied{ErrorKind::denied, "You do not have the right to do this."};
    around.inspection = denied;
    around.listening = denied;
    return around;
}

Surroundings broken()
{
    Surroundings around = healthy();
    around.firewall->status.rules = false;
    around.firewall->status.queueBackend.clear();
    around.firewall->settings.log.droppedPackets = true;
    around.inspection->logProblem = "/var/log/parapet cannot be written: Read-only file system.";
    around.inspection->logFree = 0;
    around.addresses[1].problem = "Connection timed out";
    around.addresses[2].problem = "Connection refused";
    around.before = clockAt(std::chrono::seconds(0), std::chrono::seconds(0));
    around.after = around.before;
    return around;
}

Surroundings withLess()
{
    Surroundings around = healthy();
    around.systemd = around.polkit = false;
    around.unit.reset();
    around.firewall->status.listenWatch = "polling";
    around.firewall->status.connections = {{"eth0", "eth0", Connection::Kind::wired, "eth0"}};
    return around;
}

// "pass unit"; the first of the check.
QByteArray gradeOf(const Findings &findings, std::string_view check)
{
    for (const Finding &finding : findings) {
        if (finding.check == check)
            return finding.grade == Grade::pass ? "pass" : finding.grade == Grade::warn ? "warn" : "fail";
    }
    return "nothing";
}

std::string adviceOf(const Findings &findings)
{
    return findings.empty() ? std::string() : findings.front().advice;
}

}  // namespace

class TestDiag : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden_data();
    void golden();
    void unit_data();
    void unit();
    void clock_data();
    void clock();
    void logIsWorseWhenItShouldBeWritten();
    void namesFromOutsideAreNoCommands_data();
    void namesFromOutsideAreNoCommands();
    void withoutExceptionsThePortIsNotTheRemedy();
    void aPublishedPortIsNoUnknownProgram();
    void aLongListIsCutShort();
    void anotherVersionIsTold();
    void ufwIsEnabled_data();
    void ufwIsEnabled();
    void timeZoneIsTheNameOfTheLink();
    void thisComputerReachesItself();
};

void TestDiag::golden_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Surroundings>("around");
    QTest::newRow("everything is well") << QStringLiteral("well") << healthy();
    QTest::newRow("several warnings") << QStringLiteral("warnings") << withWarnings();
    QTest::newRow("the helper does not run") << QStringLiteral("stopped") << stopped();
    QTest::newRow("no right") << QStringLiteral("noright") << withoutRight();
    QTest::newRow("no systemd, polkit, NetworkManager, BPF") << QStringLiteral("less") << withLess();
    QTest::newRow("several failures") << QStringLiteral("broken") << broken();
}

void TestDiag::golden()
{
    QFETCH(QString, name);
    QFETCH(Surroundings, around);
    const Findings findings = ctl::diagnose(around);
    const std::string now =
        "$ diag\n" + ctl::diagnosisText(findings) + "$ diag --json\n" + ctl::diagnosisJson(findings);
    const QByteArray difference = test::differenceToGolden(QFINDTESTDATA("data/diag/") + name + QStringLiteral(".txt"),
                                                           QByteArray::fromStdString(now));
    QVERIFY2(difference.isEmpty(), difference.constData());
}

void TestDiag::unit_data()
{
    QTest::addColumn<ctl::Unit>("unit");
    QTest::addColumn<bool>("answers");
    QTest::addColumn<QByteArray>("grade");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("died and came back") << ctl::Unit{"loaded", "enabled", "active", "success", 0, 3} << true
                                        << QByteArray("warn") << QByteArray("3 times");
    QTest::newRow("not enabled") << ctl::Unit{"loaded", "disabled", "active", "success", 0, 0} << true
                                 << QByteArray("warn") << QByteArray("enable parapetd");
    QTest::newRow("failed") << ctl::Unit{"loaded", "enabled", "failed", "exit-code", 1, 0} << false
                            << QByteArray("fail") << QByteArray("exit-code, exit status 1");
    QTest::newRow("stopped") << ctl::Unit{"loaded", "enabled", "inactive", "success", 0, 0} << false
                             << QByteArray("fail") << QByteArray("systemctl start parapetd");
    QTest::newRow("stopped and disabled") << ctl::Unit{"loaded", "disabled", "inactive", "success", 0, 0} << false
                                          << QByteArray("fail") << QByteArray("systemctl enable --now parapetd");
    QTest::newRow("masked") << ctl::Unit{"masked", "masked", "inactive", "success", 0, 0} << false << QByteArray("fail")
                            << QByteArray("unmask");
    QTest::newRow("not installed, and runs all the same")
        << ctl::Unit{"not-found", "", "inactive", "", 0, 0} << true << QByteArray("warn") << QByteArray("not-found");
    QTest::newRow("not enabled, and started by hand") << ctl::Unit{"loaded", "disabled", "inactive", "success", 0, 0}
                                                      << true << QByteArray("warn") << QByteArray("enable parapetd");
}

void TestDiag::unit()
{
    QFETCH(ctl::Unit, unit);
    QFETCH(bool, answers);
    QFETCH(QByteArray, text);
    Surroundings around = answers ? healthy() : stopped();
    around.unit = unit;
    const Findings findings = ctl::checkService(around);
    QTEST(gradeOf(findings, "unit"), "grade");
    const std::string said = findings.back().text + findings.back().advice;
    QVERIFY2(said.find(text.toStdString()) != std::string::npos, said.c_str());
}

void TestDiag::clock_data()
{
    using std::chrono::seconds;
    QTest::addColumn<qint64>("wall");
    QTest::addColumn<qint64>("wallLater");
    QTest::addColumn<qint64>("steadyLater");
    QTest::addColumn<QByteArray>("grade");
    const qint64 future = farFuture.count();
    QTest::newRow("runs evenly") << future << future + 5 << qint64(5) << QByteArray("pass");
    QTest::newRow("is set back") << future << future - 3600 << qint64(1) << QByteArray("warn");
    QTest::newRow("is set forward") << future << future + 3600 << qint64(1) << QByteArray("warn");
    QTest::newRow("stands before this program was built") << qint64(1) << qint64(2) << qint64(1) << QByteArray("fail");
    QTest::newRow("stands before 1970") << qint64(-10) << qint64(-9) << qint64(1) << QByteArray("fail");
}

void TestDiag::clock()
{
    QFETCH(qint64, wall);
    QFETCH(qint64, wallLater);
    QFETCH(qint64, steadyLater);
    Surroundings around = healthy();
    around.before = clockAt(std::chrono::seconds(wall), std::chrono::seconds(0));
    around.after = clockAt(std::chrono::seconds(wallLater), std::chrono::seconds(steadyLater));
    QTEST(gradeOf(ctl::checkClock(around), "clock"), "grade");
}

void TestDiag::logIsWorseWhenItShouldBeWritten()
{
    Surroundings around = broken();
    QCOMPARE(gradeOf(ctl::checkLog(*around.firewall, around.inspection), "log"), "fail");
    QCOMPARE(gradeOf(ctl::checkLog(*around.firewall, around.inspection), "log-space"), "fail");
    around.firewall->settings.log.droppedPackets = false;
    QCOMPARE(gradeOf(ctl::checkLog(*around.firewall, around.inspection), "log"), "warn");
    QCOMPARE(gradeOf(ctl::checkLog(*around.firewall, around.inspection), "log-space"), "warn");
    around.firewall->settings.log.successfulConnections = true;
    QCOMPARE(gradeOf(ctl::checkLog(*around.firewall, around.inspection), "log"), "fail");
}

void TestDiag::namesFromOutsideAreNoCommands_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("a command in the path") << QByteArray("/tmp/a;reboot") << QByteArray("a");
    QTest::newRow("a command in the name") << QByteArray("/tmp/a") << QByteArray("$(reboot)");
    QTest::newRow("a blank and a quote") << QByteArray("/tmp/a reboot") << QByteArray("'reboot");
    QTest::newRow("a line break") << QByteArray("/tmp/a\nreboot") << QByteArray("a\nreboot");
    QTest::newRow("an option") << QByteArray("--json;reboot") << QByteArray("-reboot");
}

void TestDiag::namesFromOutsideAreNoCommands()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, name);
    Surroundings around = healthy();
    around.listening =
        std::vector{listening(PortProtocol::tcp, 8080, Reach::blocked, process(path.constData(), name.constData()))};
    const std::string advice = adviceOf(ctl::checkListening(*around.firewall, around.listening));
    QVERIFY2(advice.find("add portopening TCP 8080 ") != std::string::npos, advice.c_str());
    QVERIFY2(advice.find("reboot") == std::string::npos, advice.c_str());
}

void TestDiag::withoutExceptionsThePortIsNotTheRemedy()
{
    Surroundings around = healthy();
    around.firewall->settings.profile(ProfileId::standard).opmode = Opmode::onWithoutExceptions;
    around.listening = std::vector{listening(PortProtocol::udp, 53, Reach::blocked, process("/usr/bin/a", "a"))};
    const std::string advice = adviceOf(ctl::checkListening(*around.firewall, around.listening));
    QVERIFY2(advice.find("set opmode ENABLE ENABLE") != std::string::npos, advice.c_str());
    QCOMPARE(gradeOf(ctl::checkOpmode(*around.firewall), "opmode"), "pass");
}

void TestDiag::aPublishedPortIsNoUnknownProgram()
{
    Surroundings around = healthy();
    around.listening = std::vector{listening(PortProtocol::tcp, 8080, Reach::blocked, {})};
    around.listening->back().owners.clear();
    around.listening->back().published = true;
    const Findings findings = ctl::checkListening(*around.firewall, around.listening);
    QCOMPARE(findings.size(), std::size_t(1));
    QVERIFY2(findings.back().text.starts_with("A container publishes TCP port 8080,"), findings.back().text.c_str());
    QVERIFY2(findings.back().advice.find("add portopening TCP 8080") != std::string::npos,
             findings.back().advice.c_str());
}

void TestDiag::aLongListIsCutShort()
{
    Surroundings around = healthy();
    for (std::uint16_t port = 1; port <= 1000; ++port)
        around.listening->push_back(listening(PortProtocol::tcp, port, Reach::blocked, process("/usr/bin/a", "a")));
    // A port from which a program only sends is nothing to open.
    around.listening->push_back(listening(PortProtocol::udp, 5, Reach::blocked, process("/usr/bin/b", "b")));
    around.listening->back().listener.automatic = true;
    const Findings findings = ctl::checkListening(*around.firewall, around.listening);
    QCOMPARE(findings.size(), std::size_t(51));
    QCOMPARE(findings.back().text, std::string("There are 950 more like these."));
}

void TestDiag::anotherVersionIsTold()
{
    Surroundings around = healthy();
    around.firewall->status.version = "0.0.9";
    QCOMPARE(gradeOf(ctl::checkService(around), "service"), "warn");
}

void TestDiag::ufwIsEnabled_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("enabled");
    QTest::newRow("as it is shipped") << QByteArray("# /etc/ufw/ufw.conf\n#\nENABLED=no\nLOGLEVEL=low\n") << false;
    QTest::newRow("switched on") << QByteArray("ENABLED=yes\nLOGLEVEL=low\n") << true;
    QTest::newRow("the last one counts") << QByteArray("ENABLED=yes\nENABLED=no") << false;
    QTest::newRow("a comment does not count") << QByteArray("# ENABLED=yes\n") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestDiag::ufwIsEnabled()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("ufw.conf")));
    QVERIFY(!ctl::isUfwEnabled(file.fileName().toStdString()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush());
    QTEST(ctl::isUfwEnabled(file.fileName().toStdString()), "enabled");
}

void TestDiag::timeZoneIsTheNameOfTheLink()
{
    const QTemporaryDir folder;
    const QString link = folder.filePath(QStringLiteral("localtime"));
    QVERIFY(!ctl::timeZone(link.toStdString()));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("zoneinfo/Europe")));
    QFile zone(folder.filePath(QStringLiteral("zoneinfo/Europe/Berlin")));
    QVERIFY(zone.open(QIODevice::WriteOnly) && zone.link(link));
    QCOMPARE(ctl::timeZone(link.toStdString()), std::optional<std::string>("Europe/Berlin"));
    QFile file(folder.filePath(QStringLiteral("copy")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(ctl::timeZone(file.fileName().toStdString()), std::optional<std::string>(""));
}

void TestDiag::thisComputerReachesItself()
{
    const std::vector<ctl::AddressTest> tests = ctl::testOwnAddresses();
    QVERIFY(!tests.empty());
    QCOMPARE(tests.front().address, std::string("127.0.0.1"));
    QCOMPARE(tests.front().problem, std::string());
}

QTEST_GUILESS_MAIN(TestDiag)
#include "tst_diag.moc"
