// SPDX-License-Identifier: GPL-2.0-or-later
// Changes to programs, services, ICMP, connections and the log: what each does, and with which words it is refused.
#include <QTest>

#include "engine/model/change.h"
#include "tests/support/problem.h"

#include <functional>

using namespace parapet;
using test::problem;

namespace {

using Changes = std::vector<Change>;
using Edit = std::function<void(Settings &)>;

constexpr auto standard = ProfileId::standard;
constexpr PortKey smb{PortProtocol::tcp, 445}, netbios{PortProtocol::udp, 137}, http{PortProtocol::tcp, 80};
const std::string sharing = "file-and-printer-sharing", kdeConnect = "kde-connect";
const Scope any{}, subnet{Scope::Kind::localSubnet, false, {}};

std::string ofLength(std::size_t length, const std::string &begin, const std::string &end = {})
{
    return begin + std::string(length - begin.size() - end.size(), 'a') + end;
}

SetProgram program(const std::string &path)
{
    return {standard, path, {"Program"}};
}

SetService service(const std::string &id, const ServiceException &entry)
{
    return {standard, id, entry};
}

SetLog logFile(const std::string &name)
{
    return {{false, false, 4096, name}};
}

}  // namespace

Q_DECLARE_METATYPE(Changes)
Q_DECLARE_METATYPE(Edit)
Q_DECLARE_METATYPE(parapet::Change)

class ChangeTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChangeDoesWhatItSays_data();
    void aChangeDoesWhatItSays();
    void aBadChangeIsRefused_data();
    void aBadChangeIsRefused();
    void whatIsNotThereIsNotFound_data();
    void whatIsNotThereIsNotFound();
    void programsAreBounded();
    void connectionsAreBounded();
    void theFullListOfConnectionsTakesWhatNeedsNoRow();
    void portsOfAConnectionAreBounded();
};

// Each row begins with nothing set; equal means equal in every member.
void ChangeTableTest::aChangeDoesWhatItSays_data()
{
    QTest::addColumn<Changes>("changes");
    QTest::addColumn<Edit>("expected");
    const auto row = [](const char *name, Changes changes, Edit expected) {
        QTest::newRow(name) << std::move(changes) << std::move(expected);
    };
    const Edit nothing = [](Settings &) {};

    row("a program", {program("/usr/bin/a")},
        [](Settings &settings) { settings.profile(standard).programs["/usr/bin/a"] = {"Program"}; });
    row("a program replaces the one with its path", {program("/a"), SetProgram{standard, "/a", {"A", false, subnet}}},
        [](Settings &settings) {
            settings.profile(standard).programs["/a"] = {"A", false, subnet};
        });
    row("a removed program", {program("/usr/bin/a"), RemoveProgram{standard, "/usr/bin/a"}}, nothing);
    row("a program belongs to one profile", {SetProgram{ProfileId::domain, "/a", {"A"}}},
        [](Settings &settings) { settings.profile(ProfileId::domain).programs["/a"] = {"A"}; });
    row("dots within the name of a program are no steps", {program("/opt/a..b/...c/.d")},
        [](Settings &settings) { settings.profile(standard).programs["/opt/a..b/...c/.d"] = {"Program"}; });
    row("a Flatpak is named by its id", {program("flatpak:org.example.Chat_2")},
        [](Settings &settings) { settings.profile(standard).programs["flatpak:org.example.Chat_2"] = {"Program"}; });
    row("a Snap too", {program("snap:chat")},
        [](Settings &settings) { settings.profile(standard).programs["snap:chat"] = {"Program"}; });
    row("a path as long as a path may be", {program(ofLength(limits::programPathLength, "/"))}, [](Settings &settings) {
        settings.profile(standard).programs[ofLength(limits::programPathLength, "/")] = {"Program"};
    });

    row("a service that is turned on", {service(sharing, {true, {}})}, [](Settings &settings) {
        settings.profile(standard).services[sharing] = {true, {}};
    });
    row("a service that is turned off again", {service(sharing, {true, {}}), service(sharing, {false, {}})}, nothing);
    row("a port of a service keeps what differs from the catalogue alone",
        {service(sharing, {true, {{smb, {true, any}}, {netbios, {true, subnet}}}})}, [](Settings &settings) {
            settings.profile(standard).services[sharing] = {true, {{smb, {true, any}}}};
        });
    row("a service that is off keeps its customized ports", {service(sharing, {false, {{smb, {false, subnet}}}})},
        [](Settings &settings) {
            settings.profile(standard).services[sharing] = {false, {{smb, {false, subnet}}}};
        });
    row("a port of a service that is set back to the catalogue",
        {service(sharing, {true, {{smb, {false, any}}}}), service(sharing, {true, {{smb, {true, subnet}}}})},
        [](Settings &settings) {
            settings.profile(standard).services[sharing] = {true, {}};
        });
    row("a service that is set back to the catalogue as a whole",
        {service(sharing, {true, {{smb, {false, any}}}}), service(sharing, {false, {{smb, {true, subnet}}}})}, nothing);
    row("a service that is not in the windows", {service("remote-administration", {true, {}})}, [](Settings &settings) {
        settings.profile(standard).services["remote-administration"] = {true, {}};
    });
    row("a row of ports is changed by its first", {service(kdeConnect, {true, {{{PortProtocol::udp, 1714}, {false}}}})},
        [](Settings &settings) {
            settings.profile(standard).services[kdeConnect] = {true, {{{PortProtocol::udp, 1714}, {false}}}};
        });

    row("an ICMP row", {SetIcmp{standard, IcmpItem::redirect, true}},
        [](Settings &settings) { settings.profile(standard).icmp.set(IcmpItem::redirect, true); });
    row("an ICMP row that is unchecked again",
        {SetIcmp{standard, IcmpItem::redirect, true}, SetIcmp{standard, IcmpItem::redirect, false}}, nothing);
    row("packet too big for all connections", {SetIcmp{standard, IcmpItem::packetTooBig, true}},
        [](Settings &settings) { settings.profile(standard).icmp.set(IcmpItem::packetTooBig, true); });
    row("no notifications in one profile", {SetNotifications{ProfileId::domain, false}},
        [](Settings &settings) { settings.profile(ProfileId::domain).notifications = false; });
    row("no answers to multicast in one profile", {SetMulticastResponse{standard, false}},
        [](Settings &settings) { settings.profile(standard).multicastResponse = false; });

    row("no firewall on a connection", {SetConnectionFilter{"eth0", false}},
        [](Settings &settings) { settings.connections["eth0"].filtered = false; });
    row("a connection with nothing changed",
        {SetConnectionFilter{"eth0", false}, SetConnectionFilter{"eth0", true}, SetConnectionFilter{"eth1", true}},
        nothing);
    row("a port of a connection", {SetConnectionPort{"eth0", http, {"Web", false}}}, [](Settings &settings) {
        settings.connections["eth0"].ports[http] = {"Web", false};
    });
    row("the last thing that was changed on a connection is taken back",
        {SetConnectionPort{"eth0", http, {"Web"}}, SetConnectionIcmp{"eth0", IcmpItem::echoRequest, true},
         RemoveConnectionPort{"eth0", http}, SetConnectionIcmp{"eth0", IcmpItem::echoRequest, false}},
        nothing);
    row("an ICMP row of a connection", {SetConnectionIcmp{"eth0", IcmpItem::echoRequest, true}},
        [](Settings &settings) { settings.connections["eth0"].icmp.set(IcmpItem::echoRequest, true); });

    const auto log = [&row](const char *name, const std::string &file) {
        row(name, {logFile(file)}, [file](Settings &settings) { settings.log.file = file; });
    };
    log("another file of the log", "firewall.log");
    log("a file of the log with a blank and an umlaut", "my b\xc3\xbcro.log");
    log("the shortest file of the log", "a.log");
    log("a file of the log elsewhere, where the helper may not write", "/srv/logs/a.log");
    log("a file of the log as long as it may be", ofLength(limits::logFileNameLength, "", ".log"));
}

void ChangeTableTest::aChangeDoesWhatItSays()
{
    QFETCH(const Changes, changes);
    QFETCH(const Edit, expected);
    Settings settings;
    expected(settings);
    const auto result = parapet::apply({}, changes);
    QCOMPARE(problem(result), QString());
    QVERIFY(*result == settings);
}

void ChangeTableTest::aBadChangeIsRefused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Change &change, const char *words) {
        QTest::newRow(name) << change << QString::fromUtf8(words);
    };
    const auto notWhole = "The program must be named by its whole path, such as /usr/bin/program.",
               notPlain = "The path of the program must be plain: no empty part, no \".\" and no \"..\" in it.",
               pathControl = "The path of the program must not contain line breaks or other control characters.";
    row("a program without a path", program(""), "The path of the program must not be empty.");
    row("a path of blanks", program("  "), "The path of the program must not be empty.");
    row("a relative path", program("bin/program"), notWhole);
    row("a path from the current folder", program("./program"), notWhole);
    row("a path from home", program("~/program"), notWhole);
    row("a path of Windows", program("C:\\x.exe"), notWhole);
    row("a path with a blank before it", program(" /usr/bin/program"), notWhole);
    row("a step upwards", program("/usr/../bin/program"), notPlain);
    row("a step upwards at the end", program("/usr/bin/.."), notPlain);
    row("a step on the spot", program("/usr/./program"), notPlain);
    row("two slashes", program("/usr//program"), notPlain);
    row("two slashes in front", program("//usr/program"), notPlain);
    row("a folder by its slash", program("/usr/bin/"), notPlain);
    row("the root", program("/"), notPlain);
    row("a line break in a path", program("/usr/bin/a\nb"), pathControl);
    row("a NUL in a path", program(std::string("/usr/bin/a\0b", 12)), pathControl);
    row("DEL in a path", program("/usr/bin/a\x7f"), pathControl);
    row("a reversed path",
        program("/usr/bin/\xe2\x80\xae"
                "exe.txt"),
        "The path of the program must not contain characters that change the direction of writing.");
    row("a path that is not UTF-8", program("/usr/bin/b\xfcro"), "The path of the program must be valid UTF-8 text.");
    row("a path that is too long", program(ofLength(limits::programPathLength + 1, "/")),
        "The path of the program must not be longer than 4096 characters.");
    const char *whole = "The program must be named by its whole path, such as /usr/bin/program.";
    for (const char *key : {"flatpak:", "flatpak:../x", "flatpak:a b", "flatpak:-x", "docker:web", "snap:/bin", ":x"})
        row(key, program(key), whole);
    row("a program without a name", SetProgram{standard, "/usr/bin/a", {""}}, "The name must not be empty.");
    const Scope loopback{Scope::Kind::custom, false, {*AddressRange::parse("127.0.0.1")}};
    row("a program for loopback", SetProgram{standard, "/usr/bin/a", {"A", true, loopback}},
        "\"127.0.0.1/255.255.255.255\" is a loopback address: this computer always reaches itself.");
    row("a port of a service for loopback", service(sharing, {true, {{smb, {true, loopback}}}}),
        "\"127.0.0.1/255.255.255.255\" is a loopback address: this computer always reaches itself.");
    row("a port of a service for an empty list",
        service(sharing, {true, {{smb, {true, Scope{Scope::Kind::custom, false, {}}}}}}),
        "The list must name addresses or subnets with commas between them, and no item may be empty.");

    row("packet too big on a connection", SetConnectionIcmp{"eth0", IcmpItem::packetTooBig, true},
        "Packet too big can be allowed for all connections only, not for one.");
    row("a connection without a name", SetConnectionFilter{"", false}, "The connection must not be empty.");
    row("a connection with a line break", SetConnectionIcmp{"eth0\n", IcmpItem::redirect, true},
        "The connection must not contain line breaks or other control characters.");
    row("a connection with a name that is too long", SetConnectionFilter{std::string(257, 'e'), false},
        "The connection must not be longer than 256 characters.");
    row("port 0 of a connection", SetConnectionPort{"eth0", {PortProtocol::tcp, 0}, {"Web"}},
        "The port number must be between 1 and 65535.");
    row("a port of a connection without a name", SetConnectionPort{"eth0", http, {""}}, "The name must not be empty.");
    row("a port of a connection without a name of its own", SetConnectionPort{"", http, {"Web"}},
        "The connection must not be empty.");

    const auto noFolder = "The log file must be in the folder of the security log; give a name without a folder.",
               ending = "The name of the log file must end in .log and must not begin with a dot.",
               tooLong = "The name of the log file must not be longer than 200 bytes.";
    row("no log file", logFile(""), "The name of the log file must not be empty.");
    for (const char *path : {"/etc/../x.log", "/./x.log", "/a//x.log", "//x.log"})
        row(path, logFile(path), "The path of the log file must not contain \".\", \"..\" or an empty name.");
    row("a log file elsewhere with another ending", logFile("/etc/shadow"), ending);
    row("a log file in a folder above", logFile("../x.log"), noFolder);
    row("a log file in a folder below", logFile("sub/x.log"), noFolder);
    row("a hidden log file", logFile(".x.log"), ending);
    row("nothing but the ending", logFile(".log"), ending);
    row("a log file with another ending", logFile("shadow"), ending);
    row("a log file with more after the ending", logFile("x.log.old"), ending);
    row("an ending in capitals", logFile("X.LOG"), ending);
    row("a log file with a NUL", logFile(std::string("a\0.log", 6)),
        "The name of the log file must not contain line breaks or other control characters.");
    row("a log file with a line break", logFile("a\n.log"),
        "The name of the log file must not contain line breaks or other control characters.");
    row("a log file with a long name", logFile(ofLength(limits::logFileNameLength + 1, "", ".log")), tooLong);
    std::string umlauts;
    for (int i = 0; i < 100; ++i)
        umlauts += "\xc3\xbc";
    row("a log file that is too long in bytes, which file systems count", logFile(umlauts + ".log"), tooLong);
}

void ChangeTableTest::aBadChangeIsRefused()
{
    QFETCH(const Change, change);
    QFETCH(const QString, words);
    const auto result = parapet::apply({}, Changes{change});
    QCOMPARE(problem(result), words);
    QCOMPARE(test::kind(result), int(ErrorKind::invalid));
}

void ChangeTableTest::whatIsNotThereIsNotFound_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Change &change, const char *words) {
        QTest::newRow(name) << change << QString::fromUtf8(words);
    };
    row("a program of the other profile", RemoveProgram{standard, "/usr/bin/a"},
        "There is no exception for /usr/bin/a in the standard profile.");
    row("a service that nobody knows", service("telnet", {true, {}}),
        "There is no predefined service with the name telnet.");
    row("the shown name of a service", service("File and Printer Sharing", {true, {}}),
        "There is no predefined service with the name File and Printer Sharing.");
    row("a port that is not of the service", service(sharing, {true, {{http, {}}}}),
        "File and Printer Sharing has no TCP port 80.");
    row("a port of the service by the other protocol", service(sharing, {true, {{{PortProtocol::udp, 445}, {}}}}),
        "File and Printer Sharing has no UDP port 445.");
    row("a port in the middle of a row", service(kdeConnect, {true, {{{PortProtocol::tcp, 1715}, {}}}}),
        "KDE Connect has no TCP port 1715.");
    row("a port of another connection", RemoveConnectionPort{"eth0", http},
        "There is no exception for TCP port 80 on the connection eth0.");
}

void ChangeTableTest::whatIsNotThereIsNotFound()
{
    QFETCH(const Change, change);
    QFETCH(const QString, words);
    Settings settings;
    settings.profile(ProfileId::domain).programs["/usr/bin/a"] = {"A"};
    settings.connections["eth1"].ports[http] = {"Web"};
    const auto result = parapet::apply(settings, Changes{change});
    QCOMPARE(problem(result), words);
    QCOMPARE(test::kind(result), int(ErrorKind::notFound));
}

void ChangeTableTest::programsAreBounded()
{
    Settings full;
    for (std::size_t number = 0; number < limits::exceptionsPerProfile; ++number)
        full.profile(standard).programs["/" + std::to_string(number)] = {"a"};
    QCOMPARE(problem(parapet::apply(full, Changes{program("/new")})),
             QStringLiteral("There must be no more than 20000 programs in a profile."));
    QCOMPARE(problem(parapet::apply(full, Changes{program("/0")})), QString());
    QCOMPARE(problem(parapet::apply(full, Changes{SetProgram{ProfileId::domain, "/new", {"a"}}})), QString());
    QCOMPARE(problem(parapet::apply(full, Changes{RemoveProgram{standard, "/0"}, program("/new")})), QString());
}

namespace {

Settings fullOfConnections()
{
    Settings full;
    for (std::size_t number = 0; number < limits::connections; ++number)
        full.connections["eth" + std::to_string(number)].filtered = false;
    return full;
}

}  // namespace

void ChangeTableTest::connectionsAreBounded()
{
    const Settings full = fullOfConnections();
    const QString words = QStringLiteral("There must be no more than 1000 connections with settings of their own.");
    QCOMPARE(problem(parapet::apply(full, Changes{SetConnectionFilter{"new", false}})), words);
    QCOMPARE(problem(parapet::apply(full, Changes{SetConnectionPort{"new", http, {"a"}}})), words);
    QCOMPARE(problem(parapet::apply(full, Changes{SetConnectionIcmp{"new", IcmpItem::redirect, true}})), words);
    QCOMPARE(problem(parapet::apply(full, Changes{SetConnectionPort{"eth0", http, {"a"}}})), QString());
    QCOMPARE(
        problem(parapet::apply(full, Changes{SetConnectionFilter{"eth0", true}, SetConnectionFilter{"new", false}})),
        QString());
}

void ChangeTableTest::theFullListOfConnectionsTakesWhatNeedsNoRow()
{
    const Settings full = fullOfConnections();
    const auto result = parapet::apply(full, Changes{SetConnectionFilter{"new", true}});
    QCOMPARE(problem(result), QString());
    QVERIFY(*result == full);
    QCOMPARE(problem(parapet::apply(full, Changes{RemoveConnectionPort{"new", http}})),
             QStringLiteral("There is no exception for TCP port 80 on the connection new."));
}

void ChangeTableTest::portsOfAConnectionAreBounded()
{
    Settings full;
    for (std::size_t port = 1; port <= limits::portsPerConnection; ++port)
        full.connections["eth0"].ports[{PortProtocol::tcp, static_cast<std::uint16_t>(port)}] = {"a"};
    const PortKey next{PortProtocol::udp, 1};
    QCOMPARE(problem(parapet::apply(full, Changes{SetConnectionPort{"eth0", next, {"a"}}})),
             QStringLiteral("There must be no more than 1000 ports of a connection."));
    QCOMPARE(problem(parapet::apply(full, Changes{SetConnectionPort{"eth0", http, {"b"}}})), QString());
    QCOMPARE(problem(parapet::apply(full, Changes{SetConnectionPort{"eth1", next, {"a"}}})), QString());
}

QTEST_APPLESS_MAIN(ChangeTableTest)
#include "tst_changetable.moc"
