// SPDX-License-Identifier: GPL-2.0-or-later
// What is printed, to the byte. A golden file holds, for one state of the settings, each command after "$ " and its
// output below. A mismatch leaves a .actual file in the working directory and prints the difference.
#include "tests/ctl/effect.h"
#include "tests/ctl/golden.h"

#include "app/ctl/commands.h"
#include "app/ctl/grammar.h"

#include <QFile>
#include <QTest>

using namespace parapet;

namespace {

void setPort(Profile &profile, PortProtocol protocol, std::uint16_t port, const char *name, bool enabled)
{
    profile.ports[{protocol, port}] = {name, enabled};
}

ListeningProgram listens(const PortKey &port, const char *address, const char *program,
                         ListeningProgram::Reach reach = ListeningProgram::Reach::open)
{
    ListeningProgram row;
    row.listener.port = port;
    row.listener.local = *IpAddress::parse(address);
    row.reach = reach;
    row.rule = {RuleId::Kind::port, 0, port};
    Process owner;
    owner.path = program;
    row.owners = {owner};
    return row;
}

// A port that a program has opened by its exception.
ListeningProgram opens(const PortKey &port, const char *address, const char *program)
{
    ListeningProgram row = listens(port, address, program);
    row.rule.kind = RuleId::Kind::program;
    row.program = program;
    return row;
}

std::vector<ListeningProgram> manyListeners()
{
    const PortKey remoteDesktop{PortProtocol::tcp, 3389}, game{PortProtocol::udp, 27015};
    ListeningProgram v6Only = opens({PortProtocol::tcp, 27017}, "::", "/usr/bin/game");
    v6Only.listener.v6Only = true;
    ListeningProgram nobodys = listens({PortProtocol::tcp, 139}, "0.0.0.0", "");
    nobodys.owners.clear();
    return {listens(remoteDesktop, "::", "/usr/sbin/xrdp"),
            listens(remoteDesktop, "127.0.0.1", "/usr/bin/a-local-one", ListeningProgram::Reach::local),
            listens({PortProtocol::tcp, 8080}, "0.0.0.0", "/opt/\x1b[31mred\n"),
            listens({PortProtocol::tcp, 21}, "::", "/usr/sbin/ftpd"),
            listens({PortProtocol::tcp, 4444}, "0.0.0.0", "/usr/bin/blocked", ListeningProgram::Reach::blocked),
            nobodys,
            opens(game, "0.0.0.0", "/usr/bin/game"),
            opens(game, "2001:db8::1", "/usr/bin/game"),
            opens({PortProtocol::tcp, 27016}, "192.0.2.1", "/usr/bin/game"),
            opens({PortProtocol::tcp, 27018}, "::", "/usr/bin/game"),
            v6Only};
}

ctl::Snapshot crowded()
{
    ctl::Snapshot snapshot;
    auto &domain = snapshot.settings.profile(ProfileId::domain);
    domain.opmode = Opmode::onWithoutExceptions;
    setPort(domain, PortProtocol::tcp, 139, "NetBIOS Session Service", true);
    setPort(domain, PortProtocol::tcp, 445, "SMB over TCP", true);
    setPort(domain, PortProtocol::udp, 137, "NetBIOS Name Service", false);
    auto &standard = snapshot.settings.profile(ProfileId::standard);
    setPort(standard, PortProtocol::tcp, 1, "A name that is longer than every column of the table put together", true);
    setPort(standard, PortProtocol::tcp, 3389, "Remote Desktop", true);
    setPort(standard, PortProtocol::tcp, 8080, "\x1b[31mred\x1b[0m", true);
    setPort(standard, PortProtocol::udp, 53, "<b>B\u00fcro</b> & \"quotes\"", false);
    setPort(standard, PortProtocol::udp, 1900, "\u202etxt.exe", true);
    setPort(standard, PortProtocol::udp, 65535, "Last", true);
    snapshot.status = {"0.1.0",
                       ProfileId::standard,
                       "nft queue",
                       "/var/log/parapet/pfirewall.log",
                       {"/var/log/parapet"},
                       {"The settings were damaged.\nThey were set aside."},
                       12,
                       {{"u-1", "Local Area Connection", Connection::Kind::wired, "eth0"},
                        {"u-2", "\x1b[31mCafe\x1b[0m", Connection::Kind::wireless, ""}}};
    standard.services["upnp-framework"] = {true, {{{PortProtocol::udp, 1900}, {true, Scope{}}}}};
    standard.services["remote-administration"].enabled = true;
    standard.services["file-and-printer-sharing"] = {
        true, {{{PortProtocol::tcp, 445}, {false, *Scope::parse("192.0.2.0/24,LocalSubnet")}}}};
    standard.services["ssh"].ports[{PortProtocol::tcp, 22}] = {true, *Scope::parse("LocalSubnet")};
    standard.programs["/usr/bin/game"] = {"Game", true, *Scope::parse("192.0.2.7,2001:db8::/32")};
    standard.programs["/opt/caf\u00e9/\u202etxt"] = {"<b>\x1b[31mred</b>", false, {}};
    standard.icmp.set(IcmpItem::packetTooBig, true);
    standard.icmp.set(IcmpItem::maskRequest, true);
    standard.multicastResponse = false;
    standard.notifications = false;
    snapshot.settings.connections["u-2"].filtered = false;
    snapshot.settings.connections["u-2"].ports[{PortProtocol::tcp, 21}] = {"FTP Server", true};
    snapshot.settings.connections["u-2"].icmp.set(IcmpItem::echoRequest, true);
    snapshot.settings.log = {true, false, 100, "other.log"};
    snapshot.listening = manyListeners();
    return snapshot;
}

ctl::Snapshot withoutExceptions()
{
    ctl::Snapshot snapshot = crowded();
    snapshot.status.activeProfile = ProfileId::domain;
    snapshot.status.notices.clear();
    return snapshot;
}

ctl::Snapshot off()
{
    ctl::Snapshot snapshot;
    snapshot.settings.profile(ProfileId::standard).opmode = Opmode::off;
    setPort(snapshot.settings.profile(ProfileId::standard), PortProtocol::tcp, 22, "SSH", true);
    return snapshot;
}

std::string output(std::string_view command, const ctl::Snapshot &snapshot)
{
    const auto request = ctl::parse(test::splitWords(command));
    if (!request)
        return request.error().text + "\n";
    if (const auto *help = std::get_if<ctl::Help>(&*request))
        return help->text;
    const auto &invocation = std::get<ctl::Invocation>(*request);
    const auto answer = invocation.command->handler(invocation, snapshot);
    return answer ? answer->text : answer.error().text;
}

// The golden file as it would be now: the same commands, with today's output.
QByteArray replay(const QByteArray &golden, const ctl::Snapshot &snapshot)
{
    std::string now;
    for (const QByteArray &line : golden.split('\n')) {
        if (line.startsWith("$ "))
            now += line.toStdString() + "\n" + output(line.mid(2).toStdString(), snapshot);
    }
    return QByteArray::fromStdString(now);
}

// "firewall add portopening".
QByteArray pathOf(const ctl::Command &command)
{
    std::string path;
    for (const std::string_view step : command.path)
        path.append(path.empty() || step.empty() ? "" : " ").append(step);
    return QByteArray::fromStdString(path);
}

}  // namespace

class TestOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden_data();
    void golden();
    void everyCommandHasHelp();
    void everyCommandIsInTheManPage();
    void everyShowCommandIsInEveryState_data();
    void everyShowCommandIsInEveryState();
};

void TestOutput::golden_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ctl::Snapshot>("snapshot");
    QTest::newRow("fresh settings") << QStringLiteral("default") << ctl::Snapshot();
    QTest::newRow("many entries, some with hostile names") << QStringLiteral("crowded") << crowded();
    QTest::newRow("exceptions are not allowed") << QStringLiteral("withoutexceptions") << withoutExceptions();
    QTest::newRow("the firewall is off") << QStringLiteral("off") << off();
    QTest::newRow("help and usage") << QStringLiteral("help") << ctl::Snapshot();
}

void TestOutput::golden()
{
    QFETCH(QString, name);
    QFETCH(ctl::Snapshot, snapshot);
    const QString path = QFINDTESTDATA(QStringLiteral("data/%1.txt").arg(name));
    QFile golden(path);
    QVERIFY(golden.open(QIODevice::ReadOnly));
    const QByteArray expected = golden.readAll();
    const QByteArray now = replay(expected, snapshot);
    QVERIFY(!now.isEmpty());
    const QByteArray difference = test::differenceToGolden(path, now);
    QVERIFY2(difference.isEmpty(), difference.constData());
}

void TestOutput::everyCommandHasHelp()
{
    QFile golden(QFINDTESTDATA("data/help.txt"));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    const QByteArray text = golden.readAll();
    for (const ctl::Command &command : ctl::commands()) {
        QVERIFY2(text.contains("$ " + pathOf(command) + " ?\n"), pathOf(command).constData());
    }
}

void TestOutput::everyCommandIsInTheManPage()
{
    QFile page(QFINDTESTDATA("../../resources/man/parapetctl.1"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    for (const ctl::Command &command : ctl::commands()) {
        const QByteArray path = pathOf(command);
        QVERIFY2(text.contains("\n.BR \"" + path + " \"") || text.contains("\n.B " + path + "\n"), path.constData());
        for (const ctl::Parameter &parameter : command.parameters)
            QVERIFY2(text.contains(QByteArray(parameter.tag.data(), qsizetype(parameter.tag.size())) + "="),
                     parameter.tag.data());
    }
}

void TestOutput::everyShowCommandIsInEveryState_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("fresh settings") << QStringLiteral("default");
    QTest::newRow("many entries") << QStringLiteral("crowded");
    QTest::newRow("off") << QStringLiteral("off");
}

void TestOutput::everyShowCommandIsInEveryState()
{
    QFETCH(QString, name);
    QFile golden(QFINDTESTDATA(QStringLiteral("data/%1.txt").arg(name)));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    const QByteArray text = golden.readAll();
    for (const ctl::Command &command : ctl::commands()) {
        if (command.path[1] == "show")
            QVERIFY2(text.contains("$ " + pathOf(command) + "\n"), pathOf(command).constData());
    }
}

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
