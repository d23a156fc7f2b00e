// SPDX-License-Identifier: GPL-2.0-or-later
// Programs, services, ICMP, connections and the log on the bus: all of it comes back as it was, and every dictionary is
// refused that is not exactly as the contract in wire.h says.
#include "app/ipc/wire.h"
#include "tests/support/problem.h"
#include "tests/support/randomsettings.h"

#include <QTest>

using namespace parapet;
using test::problem;

namespace {

using Changes = std::vector<Change>;

constexpr auto standard = ProfileId::standard;
constexpr PortKey smb{PortProtocol::tcp, 445}, http{PortProtocol::tcp, 80};

QVariantMap with(QVariantMap map, const QString &key, const QVariant &value)
{
    map.insert(key, value);
    return map;
}

QVariantMap with(const QVariantMap &map, const char *key, const QVariant &value)
{
    return with(map, QString::fromLatin1(key), value);
}

QVariantMap without(QVariantMap map, const QString &key)
{
    map.remove(key);
    return map;
}

// One of each kind, in which everything is said.
Changes everyChange()
{
    const Scope list = *Scope::parse("192.0.2.1,2001:db8::/32,LocalSubnet");
    return {SetOpmode{standard, Opmode::off},
            SetPort{standard, http, {"Web", false, list}},
            RemovePort{standard, http},
            SetLog{{true, false, 100, "b\xc3\xbcro.log"}},
            SetProgram{standard, "/usr/bin/caf\xc3\xa9", {"<b>Caf\xc3\xa9</b>", true, list}},
            RemoveProgram{ProfileId::domain, "/usr/bin/a"},
            SetService{standard, "file-and-printer-sharing", {true, {{smb, {false, list}}}}},
            SetIcmp{standard, IcmpItem::packetTooBig, true},
            SetNotifications{ProfileId::domain, false},
            SetMulticastResponse{standard, false},
            SetConnectionFilter{"eth0", false},
            SetConnectionPort{"6e2d1f62-0b2a-4c0e-9f0c-0123456789ab", http, {"Web", false}},
            RemoveConnectionPort{"eth0", {PortProtocol::udp, 65535}},
            SetConnectionIcmp{"eth0", IcmpItem::echoRequest, true}};
}

WireChange wire(const Change &change)
{
    return toWire(Changes{change}).front();
}

// A value of the wrong type, whichever is right: nothing of ours is a byte array.
QVariant strange()
{
    return QByteArray("x");
}

Status fullStatus()
{
    using Kind = Connection::Kind;
    Status status{"0.1", ProfileId::domain, "nft queue", "/var/log/x", {"/var/log"}, {"One", "Two"}, 7};
    status.rules = false;
    status.flood = true;
    status.connections = {{"6e2d1f62", "<b>Wired</b>", Kind::wired, "eth0"},
                          {"wlan", "Caf\xc3\xa9", Kind::wireless, ""},
                          {"tun0", "tun0", Kind::vpn, "tun0"},
                          {"br0", "br0", Kind::bridge, "br0"},
                          {"x", "x", Kind::other, ""}};
    return status;
}

Inspection fullInspection()
{
    return {{{"ip", "filter", true, true, false}, {"inet", "<b>x</b>", false, false, true}}, "No.", "Full.", 4096};
}

// Something in every list: what everyChange() removes is put there before, and something like it again behind.
Settings fullSettings()
{
    Changes changes = everyChange();
    changes.insert(changes.begin(),
                   {SetProgram{ProfileId::domain, "/usr/bin/a", {"A"}},
                    SetConnectionPort{"eth0", {PortProtocol::udp, 65535}, {"Last"}}});
    changes.insert(changes.end(), {SetPort{standard, http, {"Web"}}, SetConnectionPort{"eth0", http, {"Web"}}});
    return parapet::apply({}, changes).value();
}

}  // namespace

Q_DECLARE_METATYPE(parapet::Change)

class tst_WireSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerWireTypes(); }
    void settingsComeBackAsTheyWere();
    void changesComeBackAsTheyWere();
    void statusComesBackAsItWas();
    void whatMayBeLeftOut();
    void everyKeyOfAChangeIsNeeded_data();
    void everyKeyOfAChangeIsNeeded();
    void badValueIsRefused_data();
    void badValueIsRefused();
    void badSettingsAreRefused_data();
    void badSettingsAreRefused();
    void badStatusIsRefused_data();
    void badStatusIsRefused();
    void inspectionComesBackAsItWas();
    void badInspectionIsRefused_data();
    void badInspectionIsRefused();
};

void tst_WireSettings::settingsComeBackAsTheyWere()
{
    test::RandomSettings random(20040806);
    for (int round = 0; round < 200; ++round) {
        const Settings settings = round ? random.next() : Settings{};
        const auto back = settingsFromWire(toWire(settings));
        QCOMPARE(problem(back), QString());
        QVERIFY(*back == settings);
    }
}

void tst_WireSettings::changesComeBackAsTheyWere()
{
    const Changes changes = everyChange();
    QCOMPARE(changes.size(), std::variant_size_v<Change>);
    for (std::size_t kind = 0; kind < changes.size(); ++kind)
        QCOMPARE(changes[kind].index(), kind);  // none twice, so none is missing
    const auto back = changesFromWire(toWire(changes));
    QCOMPARE(problem(back), QString());
    QVERIFY(*back == changes);

    test::RandomSettings random(20040825);
    for (int round = 0; round < 200; ++round) {
        const Changes list = difference(random.next(), random.next());
        const auto same = changesFromWire(toWire(list));
        QCOMPARE(problem(same), QString());
        QVERIFY(*same == list);
    }
}

void tst_WireSettings::statusComesBackAsItWas()
{
    const auto back = statusFromWire(toWire(fullStatus()));
    QCOMPARE(problem(back), QString());
    QVERIFY(*back == fullStatus());
}

void tst_WireSettings::whatMayBeLeftOut()
{
    WireChange log = wire(SetLog{{true, false, 100, "mine.log"}});
    log.arguments.remove(QStringLiteral("file"));
    WireChange program = wire(SetProgram{standard, "/a", {"A", true, *Scope::parse("LocalSubnet")}});
    program.arguments.remove(QStringLiteral("scope"));
    const auto changes = changesFromWire({log, program});
    QCOMPARE(problem(changes), QString());
    const Changes expected{SetLog{{true, false, 100, "pfirewall.log"}}, SetProgram{standard, "/a", {"A"}}};
    QVERIFY(*changes == expected);
}

void tst_WireSettings::everyKeyOfAChangeIsNeeded_data()
{
    QTest::addColumn<WireChange>("change");
    QTest::addColumn<QString>("about");
    for (const WireChange &good : toWire(everyChange())) {
        const QByteArray verb = good.verb.toLatin1();
        QTest::addRow("%s with a key that nobody knows", verb.constData())
            << WireChange{good.verb, with(good.arguments, "colour", 1)} << QStringLiteral("\"colour\" is not known");
        for (const QString &key : good.arguments.keys()) {
            const QString about = u'"' + key + u'"';
            if (key != QLatin1String("scope") && key != QLatin1String("file"))
                QTest::addRow("%s without %s", verb.constData(), qPrintable(key))
                    << WireChange{good.verb, without(good.arguments, key)} << about + QStringLiteral(" is missing");
            QTest::addRow("%s with another type for %s", verb.constData(), qPrintable(key))
                << WireChange{good.verb, with(good.arguments, key, strange())} << about + QStringLiteral(" must be");
        }
    }
}

void tst_WireSettings::everyKeyOfAChangeIsNeeded()
{
    QFETCH(const WireChange, change);
    QFETCH(const QString, about);
    const QString text = problem(changesFromWire({change}));
    QVERIFY2(text.startsWith(QStringLiteral("Change 1 (%1): ").arg(change.verb)), qPrintable(text));
    QVERIFY2(text.contains(about), qPrintable(text));
}

void tst_WireSettings::badValueIsRefused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Change &change, const char *key, const QVariant &value,
                        const QString &words) {
        QTest::newRow(name) << change << QString::fromLatin1(key) << value << words;
    };
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    const SetProgram program{standard, "/usr/bin/a", {"A"}};
    const SetService service{standard, "file-and-printer-sharing", {true, {{smb, {false, {}}}}}};
    const SetConnectionPort port{"eth0", http, {"Web"}};
    const SetLog log{{}};

    row("a relative path", program, "path", text("bin/a"),
        text("The program must be named by its whole path, such as /usr/bin/program."));
    row("a path of Windows", RemoveProgram{standard, "/a"}, "path", text("C:\\a.exe"),
        text("The program must be named by its whole path, such as /usr/bin/program."));
    row("a path that is too long", program, "path", QString(u'/' + QString(4096, u'a')),
        text("\"path\" must be a text of at most 4096 characters; it was \"/%1...\".").arg(QString(39, u'a')));
    row("a program with an empty name", program, "name", text(""), text("The name must not be empty."));
    row("a program with a long name", program, "name", QString(257, u'n'),
        text("\"name\" must be a text of at most 256 characters; it was \"%1...\".").arg(QString(40, u'n')));
    row("a scope that is none", program, "scope", text("everyone"),
        text("\"everyone\" is not an IP address or subnet."));
    row("a scope that is too long", program, "scope", QString(100'001, u'1'),
        text("\"scope\" must be a text of at most 100000 characters; it was \"%1...\".").arg(QString(40, u'1')));
    row("a service with a long name", service, "service", QString(65, u's'),
        text("\"service\" must be a text of at most 64 characters; it was \"%1...\".").arg(QString(40, u's')));
    row("a list of texts for the ports", service, "ports", QStringList{text("445")},
        text("\"ports\" must be a list of dictionaries; it was a value of another type."));
    row("an ICMP row that nobody knows", SetIcmp{}, "item", text("ping"),
        text("\"item\" must be a row of the ICMP settings, such as echo-request; it was \"ping\"."));
    row("an ICMP row by its number", SetConnectionIcmp{"eth0"}, "item", 8U,
        text("\"item\" must be a row of the ICMP settings, such as echo-request; it was 8."));
    row("a number for a truth", SetNotifications{}, "on", 1, text("\"on\" must be true or false; it was 1."));
    row("a text for a truth", SetMulticastResponse{}, "on", text("true"),
        text("\"on\" must be true or false; it was \"true\"."));
    row("no connection", SetConnectionFilter{"eth0"}, "connection", text(""),
        text("The connection must not be empty."));
    row("a connection with a line break", port, "connection", text("eth0\n"),
        text("The connection must not contain line breaks or other control characters."));
    row("a connection with a long name", port, "connection", QString(257, u'e'),
        text("\"connection\" must be a text of at most 256 characters; it was \"%1...\".").arg(QString(40, u'e')));
    row("port 0 of a connection", port, "port", 0U, text("\"port\" must be a whole number from 1 to 65535; it was 0."));
    row("port 65536 of a connection", RemoveConnectionPort{"eth0", http}, "port", 65536U,
        text("\"port\" must be a whole number from 1 to 65535; it was 65536."));
    row("a nameless port of a connection", port, "name", text(" "), text("The name must not be empty."));
    row("a log in another folder", log, "file", text("etc/passwd.log"),
        text("The log file must be in the folder of the security log; give a name without a folder."));
    row("a log with another ending", log, "file", text("shadow"),
        text("The name of the log file must end in .log and must not begin with a dot."));

    const QVariantMap good = wire(service).arguments[QStringLiteral("ports")].value<WireRecords>().front();
    const auto ports = [&](const char *name, const WireRecords &rows, const char *words) {
        row(name, service, "ports", QVariant::fromValue(rows), QString::fromLatin1(words));
    };
    ports("a port of a service twice", {good, good}, "the same stood in an earlier entry.");
    ports("a port of a service out of range", {with(good, "port", 65536U)},
          "\"port\" must be a whole number from 1 to 65535; it was 65536.");
    ports("a port of a service without a scope", {without(good, QStringLiteral("scope"))},
          "\"scope\" is missing; it must be a text of at most 100000 characters.");
    ports("a port of a service with a scope that is none", {with(good, "scope", QStringLiteral("x"))},
          "\"x\" is not an IP address or subnet.");
    ports("a port of a service with a name", {with(good, "name", QStringLiteral("x"))}, "\"name\" is not known here.");
    ports("too many ports of a service", WireRecords(1001, good), "there were 1001.");
}

void tst_WireSettings::badValueIsRefused()
{
    QFETCH(const Change, change);
    QFETCH(const QString, key);
    QFETCH(const QVariant, value);
    QFETCH(const QString, words);
    WireChange wired = wire(change);
    QVERIFY(wired.arguments.contains(key));
    QCOMPARE(problem(changesFromWire({wired})), QString());
    wired.arguments[key] = value;
    const auto result = changesFromWire({wired});
    const QString text = problem(result);
    QVERIFY2(text.startsWith(QStringLiteral("Change 1 (%1): ").arg(wired.verb)), qPrintable(text));
    QVERIFY2(text.endsWith(words), qPrintable(text));
    QCOMPARE(test::kind(result), int(ErrorKind::invalid));
}

void tst_WireSettings::badSettingsAreRefused_data()
{
    QTest::addColumn<QVariantMap>("settings");
    const QVariantMap good = toWire(fullSettings());
    const auto profiles = good[QStringLiteral("profiles")].toMap();
    const auto profile = profiles[QStringLiteral("standard")].toMap();
    const auto withProfile = [=](const QVariantMap &other) {
        return with(good, "profiles", with(profiles, "standard", other));
    };
    // Every dictionary of the settings: without each key, with another type for it, and with a key too many.
    const auto spoil = [](const char *what, const QVariantMap &map, auto put) {
        QTest::addRow("%s with a key that nobody knows", what) << put(with(map, "colour", 1));
        for (const QString &key : map.keys()) {
            if (key != QLatin1String("file") && (key != QLatin1String("scope") || QByteArray(what) == "service port"))
                QTest::addRow("%s without %s", what, qPrintable(key)) << put(without(map, key));
            QTest::addRow("%s with another type for %s", what, qPrintable(key)) << put(with(map, key, strange()));
        }
    };
    spoil("settings", good, [](const QVariantMap &map) { return map; });
    spoil("log", good[QStringLiteral("log")].toMap(), [=](const QVariantMap &map) { return with(good, "log", map); });
    spoil("profile", profile, withProfile);

    const auto rows = [&](const QVariantMap &map, const char *key) {
        return map[QString::fromLatin1(key)].value<WireRecords>();
    };
    const auto inProfile = [=](const char *key, const WireRecords &list) {
        return withProfile(with(profile, key, QVariant::fromValue(list)));
    };
    for (const char *key : {"ports", "programs", "services"}) {
        const WireRecords list = rows(profile, key);
        QVERIFY(!list.isEmpty());
        spoil(key, list.front(), [=](const QVariantMap &map) { return inProfile(key, {map}); });
        QTest::addRow("%s twice", key) << inProfile(key, {list.front(), list.front()});
    }
    const QVariantMap service = rows(profile, "services").front(), servicePort = rows(service, "ports").front();
    const auto withService = [=](const QVariantMap &map) { return inProfile("services", {map}); };
    const auto withServicePort = [=](const QVariantMap &map) {
        return withService(with(service, "ports", QVariant::fromValue(WireRecords{map})));
    };
    spoil("service port", servicePort, withServicePort);
    QTest::newRow("a service that nobody knows") << withService(with(service, "service", QStringLiteral("telnet")));
    QTest::newRow("a port that is not of the service") << withServicePort(with(servicePort, "port", 446U));
    QTest::newRow("a profile with an ICMP row that nobody knows")
        << withProfile(with(profile, "icmp", QStringList{QStringLiteral("ping")}));
    QTest::newRow("too many programs") << inProfile(
        "programs", WireRecords(qsizetype(limits::exceptionsPerProfile) + 1, rows(profile, "programs").front()));

    const QVariantMap connection = rows(good, "connections").back(), port = rows(connection, "ports").front();
    const auto withConnections = [=](const WireRecords &list) {
        return with(good, "connections", QVariant::fromValue(list));
    };
    const auto withPorts = [=](const WireRecords &list) {
        return withConnections({with(connection, "ports", QVariant::fromValue(list))});
    };
    spoil("connection", connection, [=](const QVariantMap &map) { return withConnections({map}); });
    spoil("connection port", port, [=](const QVariantMap &map) { return withPorts({map}); });
    QTest::newRow("a connection twice") << withConnections({connection, connection});
    QTest::newRow("too many connections")
        << withConnections(WireRecords(qsizetype(limits::connections) + 1, connection));
    QTest::newRow("a port of a connection twice") << withPorts({port, port});
    QTest::newRow("too many ports of a connection")
        << withPorts(WireRecords(qsizetype(limits::portsPerConnection) + 1, port));
    QTest::newRow("packet too big on a connection")
        << withConnections({with(connection, "icmp", QStringList{QStringLiteral("packet-too-big")})});
}

void tst_WireSettings::badSettingsAreRefused()
{
    QFETCH(const QVariantMap, settings);
    const auto result = settingsFromWire(settings);
    QCOMPARE(test::kind(result), int(ErrorKind::invalid));
    QVERIFY2(problem(result).startsWith(QLatin1String("Settings")), qPrintable(problem(result)));
}

void tst_WireSettings::inspectionComesBackAsItWas()
{
    const auto back = inspectionFromWire(toWire(fullInspection()));
    QCOMPARE(problem(back), QString());
    QVERIFY(*back == fullInspection());
}

void tst_WireSettings::badInspectionIsRefused_data()
{
    QTest::addColumn<QVariantMap>("inspection");
    const QVariantMap good = toWire(fullInspection());
    const QVariantMap table = good[QStringLiteral("tables")].value<WireRecords>().front();
    const auto withTable = [&](const QVariantMap &map) {
        return with(good, "tables", QVariant::fromValue(WireRecords{map}));
    };
    for (const QString &key : good.keys()) {
        QTest::addRow("without %s", qPrintable(key)) << without(good, key);
        QTest::addRow("another type for %s", qPrintable(key)) << with(good, key, strange());
    }
    for (const QString &key : table.keys()) {
        QTest::addRow("a table without %s", qPrintable(key)) << withTable(without(table, key));
        QTest::addRow("a table with another type for %s", qPrintable(key)) << withTable(with(table, key, strange()));
    }
}

void tst_WireSettings::badInspectionIsRefused()
{
    QFETCH(QVariantMap, inspection);
    QVERIFY(!problem(inspectionFromWire(inspection)).isEmpty());
}

void tst_WireSettings::badStatusIsRefused_data()
{
    QTest::addColumn<QVariantMap>("status");
    const QVariantMap good = toWire(fullStatus());
    const QVariantMap connection = good[QStringLiteral("connections")].value<WireRecords>().front();
    const auto withConnection = [&](const QVariantMap &map) {
        return with(good, "connections", QVariant::fromValue(WireRecords{map}));
    };
    QTest::newRow("a key that nobody knows") << with(good, "colour", 1);
    for (const QString &key : good.keys()) {
        QTest::addRow("without %s", qPrintable(key)) << without(good, key);
        QTest::addRow("another type for %s", qPrintable(key)) << with(good, key, strange());
    }
    QTest::newRow("a connection with a key that nobody knows") << withConnection(with(connection, "colour", 1));
    for (const QString &key : connection.keys()) {
        QTest::addRow("a connection without %s", qPrintable(key)) << withConnection(without(connection, key));
        QTest::addRow("a connection with another type for %s", qPrintable(key))
            << withConnection(with(connection, key, strange()));
    }
    QTest::newRow("a connection of no kind") << withConnection(with(connection, "kind", QStringLiteral("modem")));
    QTest::newRow("a connection without an id") << withConnection(with(connection, "connection", QString()));
}

void tst_WireSettings::badStatusIsRefused()
{
    QFETCH(const QVariantMap, status);
    const auto result = statusFromWire(status);
    QCOMPARE(test::kind(result), int(ErrorKind::invalid));
    QVERIFY2(problem(result).startsWith(QLatin1String("Status")), qPrintable(problem(result)));
}

QTEST_APPLESS_MAIN(tst_WireSettings)
#include "tst_wiresettings.moc"
