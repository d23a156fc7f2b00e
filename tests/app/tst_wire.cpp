// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace parapet;

namespace {

QVariantMap port(const QVariant &number)
{
    return {{QStringLiteral("profile"), QStringLiteral("standard")},
            {QStringLiteral("protocol"), QStringLiteral("TCP")},
            {QStringLiteral("port"), number},
            {QStringLiteral("name"), QStringLiteral("Web")},
            {QStringLiteral("enabled"), true}};
}

QVariantMap with(QVariantMap map, const char *key, const QVariant &value)
{
    map.insert(QLatin1String(key), value);
    return map;
}

QVariantMap without(QVariantMap map, const char *key)
{
    map.remove(QLatin1String(key));
    return map;
}

WireChange setPort(const QVariantMap &arguments)
{
    return {QStringLiteral("set-port"), arguments};
}

WireChange setLog(const QVariant &kilobytes)
{
    return {QStringLiteral("set-log"),
            {{QStringLiteral("dropped"), true},
             {QStringLiteral("connections"), false},
             {QStringLiteral("max-size-kb"), kilobytes}}};
}

QString problemOf(const WireChanges &changes)
{
    const auto result = changesFromWire(changes);
    return result ? QString() : QString::fromStdString(result.error().text);
}

Settings manySettings()
{
    Settings settings;
    settings.profile(ProfileId::domain).opmode = Opmode::onWithoutExceptions;
    auto &standard = settings.profile(ProfileId::standard);
    standard.opmode = Opmode::off;
    standard.ports[{PortProtocol::tcp, 1}] = {"First", true};
    standard.ports[{PortProtocol::tcp, 65535}] = {"<b>Last</b>", false};
    standard.ports[{PortProtocol::udp, 1}] = {"Größe \xe6\x97\xa5\xe6\x9c\xac", true};
    settings.log = {true, true, limits::logSizeMaxKb};
    return settings;
}

StoredRecord drop(std::uint8_t protocol)
{
    StoredRecord stored;
    stored.id = 7;
    stored.interface = "eth0";
    stored.record.time = WallTime(1'700'000'000'000'001);
    stored.record.reason = Reason::exceptionsOff;
    stored.record.protocol = protocol;
    stored.record.source = *IpAddress::parse("192.0.2.7");
    stored.record.destination = *IpAddress::parse("2001:db8::7");
    stored.record.size = 60;
    return stored;
}

StoredRecord tcpDrop()
{
    StoredRecord stored = drop(ipproto::tcp);
    stored.record.hasPorts = stored.record.hasTransport = true;
    stored.record.sourcePort = 65535;
    stored.record.destinationPort = 80;
    stored.record.tcpFlags = tcpflag::syn;
    stored.record.tcpSequence = 0xffffffff;
    stored.record.tcpAcknowledgement = 3;
    stored.record.tcpWindow = 65535;
    stored.record.rule = {RuleId::Kind::port, 0, {PortProtocol::tcp, 80}};
    return stored;
}

Process strangeProcess()
{
    return {.pid = 2'147'483'647,
            .uid = 1000,
            .keys = {"/home/eva/<b>my program</b>"},
            .path = "/home/eva/a\xe2\x80\xaeneppo\n",
            .name = "<b>my program</b>",
            .unit = "app-foo.scope",
            .session = true,
            .replaced = true,
            .foreign = true};
}

ListeningProgram listening()
{
    ListeningProgram row;
    row.listener = {.port = {PortProtocol::udp, 65535},
                    .local = *IpAddress::parse("2001:db8::7"),
                    .v6Only = true,
                    .uid = ~0U,
                    .cookie = ~std::uint64_t(0),
                    .automatic = true};
    row.user = "eva";
    row.interface = "eth0";
    row.owners = {strangeProcess(), Process()};
    row.reach = ListeningProgram::Reach::open;
    row.rule = {RuleId::Kind::port, 0, {PortProtocol::udp, 65535}};
    row.program = "/usr/bin/program";
    return row;
}

Alert alert()
{
    const IpAddress source = *IpAddress::parse("192.0.2.7");
    return {.id = 1,
            .profile = ProfileId::domain,
            .time = WallTime(1'700'000'000'000'001),
            .process = strangeProcess(),
            .user = "eva",
            .publisher = "Debian <b>Nginx</b> Maintainers",
            .package = "nginx-core 1.22.1-9",
            .ports = {{PortProtocol::tcp, 80}, {PortProtocol::udp, 1}},
            .knocks = {{source, {PortProtocol::tcp, 80}, WallTime(2)}, {source, {PortProtocol::udp, 1}, WallTime(1)}}};
}

}  // namespace

class tst_Wire : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerWireTypes(); }
    void settingsComeBackAsTheyWere();
    void changesComeBackAsTheyWere();
    void statusAndRightsComeBackAsTheyWere();
    void recordComesBackAsItWas_data();
    void recordComesBackAsItWas();
    void everyReasonComesBack();
    void whatIsNotValidIsLeftOut();
    void signaturesAreThoseOfTheContract();
    void everyIntegerTypeIsTaken_data();
    void everyIntegerTypeIsTaken();
    void badChangeIsRefused_data();
    void badChangeIsRefused();
    void tooManyChangesAreRefused();
    void badSettingsAreRefused_data();
    void badSettingsAreRefused();
    void badRecordIsRefused_data();
    void badRecordIsRefused();
    void listeningComesBackAsItWas();
    void listeningFitsIntoOneMessage();
    void badListeningIsRefused_data();
    void badListeningIsRefused();
    void alertComesBackAsItWas();
    void badAlertIsRefused_data();
    void badAlertIsRefused();
    void wordsOfAlertsComeBack();
    void strangeRightIsNoRight();
    void filterComesBack();
    void histogramComesBack();
    void everyErrorKindHasItsName();
};

void tst_Wire::settingsComeBackAsTheyWere()
{
    const auto back = settingsFromWire(toWire(manySettings()));
    QVERIFY2(back, back ? "" : back.error().text.c_str());
    QVERIFY(*back == manySettings());
}

void tst_Wire::changesComeBackAsTheyWere()
{
    const std::vector<Change> changes{
        SetOpmode{ProfileId::domain, Opmode::onWithoutExceptions},
        SetPort{ProfileId::standard, {PortProtocol::udp, 65535}, {"Name", false}},
        RemovePort{ProfileId::domain, {PortProtocol::tcp, 1}},
        SetLog{{true, false, 1}},
    };
    const auto back = changesFromWire(toWire(changes));
    QVERIFY2(back, back ? "" : back.error().text.c_str());
    QVERIFY(*back == changes);
}

void tst_Wire::statusAndRightsComeBackAsTheyWere()
{
    const Status status{"0.1",          ProfileId::domain, "nft queue", "/var/log/x", {"/var/log", "/srv"},
                        {"One", "Two"}, ~std::uint64_t(0), {},          "bpf"};
    const auto back = statusFromWire(toWire(status));
    QVERIFY2(back, back ? "" : back.error().text.c_str());
    QVERIFY(*back == status);
    for (const Right right : {Right::no, Right::afterAuthentication, Right::yes}) {
        const Rights rights{right, Right::yes};
        QVERIFY(rightsFromWire(toWire(rights)) == rights);
    }
}

void tst_Wire::recordComesBackAsItWas_data()
{
    QTest::addColumn<StoredRecord>("record");
    QTest::newRow("a dropped TCP packet with all its fields") << tcpDrop();
    QTest::newRow("a dropped packet of another protocol") << drop(ipproto::esp);

    StoredRecord icmp = drop(ipproto::icmpv6);
    icmp.record.hasTransport = true;
    icmp.record.icmpType = 128;
    icmp.record.icmpCode = 255;
    QTest::newRow("a dropped ICMPv6 packet") << icmp;

    StoredRecord open = tcpDrop();
    open.record.action = LogAction::openInbound;
    QTest::newRow("a connection that was opened") << open;

    StoredRecord lost;
    lost.record.action = LogAction::eventsLost;
    lost.record.lost = ~std::uint64_t(0);
    QTest::newRow("events that were lost") << lost;
}

void tst_Wire::recordComesBackAsItWas()
{
    QFETCH(StoredRecord, record);
    const auto back = recordFromWire(toWire(record));
    QVERIFY2(back, back ? "" : back.error().text.c_str());
    QCOMPARE(toWire(*back), toWire(record));
    QCOMPARE(back->id, record.id);
    QCOMPARE(back->interface, record.interface);
    QVERIFY(back->record.source == record.record.source);
    QVERIFY(back->record.rule == record.record.rule);
    QCOMPARE(back->record.hasPorts, record.record.hasPorts);
    QCOMPARE(back->record.lost, record.record.lost);
}

void tst_Wire::everyReasonComesBack()
{
    int known = 0;
    for (int number = 0; number <= 255; ++number) {
        if (word(Reason(number)) == "-")
            continue;
        StoredRecord record = drop(ipproto::udp);
        record.record.reason = Reason(number);
        const auto back = recordFromWire(toWire(record));
        QVERIFY(back);
        QVERIFY(back->record.reason == Reason(number));
        ++known;
    }
    QVERIFY(known > 10);
}

void tst_Wire::whatIsNotValidIsLeftOut()
{
    StoredRecord tooShort = drop(ipproto::tcp);
    tooShort.interface.clear();
    QStringList keys = toWire(tooShort).keys();
    std::sort(keys.begin(), keys.end());
    QCOMPARE(keys.join(u' '), QStringLiteral("action destination direction id protocol reason size source time"));

    StoredRecord lost;
    lost.record.action = LogAction::eventsLost;
    QCOMPARE(toWire(lost).keys().join(u' '), QStringLiteral("action id lost time"));
}

void tst_Wire::signaturesAreThoseOfTheContract()
{
    QCOMPARE(QDBusMetaType::typeToSignature(QMetaType::fromType<WireChanges>()), "a(sa{sv})");
    QCOMPARE(QDBusMetaType::typeToSignature(QMetaType::fromType<WireRecords>()), "aa{sv}");
}

void tst_Wire::everyIntegerTypeIsTaken_data()
{
    QTest::addColumn<QVariant>("port");
    QTest::newRow("a byte") << QVariant::fromValue(uchar(80));
    QTest::newRow("a signed 16-bit number") << QVariant::fromValue(short(80));
    QTest::newRow("an unsigned 16-bit number") << QVariant::fromValue(ushort(80));
    QTest::newRow("a signed 32-bit number") << QVariant(80);
    QTest::newRow("an unsigned 32-bit number") << QVariant(80U);
    QTest::newRow("a signed 64-bit number") << QVariant(80LL);
    QTest::newRow("an unsigned 64-bit number") << QVariant(80ULL);
}

void tst_Wire::everyIntegerTypeIsTaken()
{
    QFETCH(QVariant, port);
    const auto changes = changesFromWire({setPort(::port(port))});
    QVERIFY2(changes, changes ? "" : changes.error().text.c_str());
    QCOMPARE(std::get<SetPort>(changes->front()).key.port, 80);
}

void tst_Wire::badChangeIsRefused_data()
{
    QTest::addColumn<WireChange>("change");
    QTest::addColumn<QString>("problem");

    const auto portProblem = [](const char *shown) {
        return QStringLiteral("\"port\" must be a whole number from 1 to 65535; it was %1.").arg(QLatin1String(shown));
    };
    QTest::newRow("port 0") << setPort(port(0U)) << portProblem("0");
    QTest::newRow("port 65536") << setPort(port(65536U)) << portProblem("65536");
    QTest::newRow("a negative port") << setPort(port(-1)) << portProblem("-1");
    QTest::newRow("a port beyond 64 bits of sign") << setPort(port(~0ULL)) << portProblem("18446744073709551615");
    QTest::newRow("a port as text") << setPort(port(QStringLiteral("80"))) << portProblem("\"80\"");
    QTest::newRow("a port as a fraction") << setPort(port(80.0)) << portProblem("80");
    QTest::newRow("a port as a truth") << setPort(port(true)) << portProblem("true");
    QTest::newRow("a port as a list") << setPort(port(QStringList{QStringLiteral("80")}))
                                      << portProblem("a value of another type");
    QTest::newRow("no port") << setPort(without(port(80U), "port"))
                             << QStringLiteral("\"port\" is missing; it must be a whole number from 1 to 65535.");

    const auto base = port(80U);
    QTest::newRow("an unknown key") << setPort(with(base, "ports", 1))
                                    << QStringLiteral("\"ports\" is not known here.");
    QTest::newRow("an unknown profile") << setPort(with(base, "profile", QStringLiteral("home")))
                                        << QStringLiteral("\"profile\" must be domain or standard; it was \"home\".");
    QTest::newRow("an unknown protocol") << setPort(with(base, "protocol", QStringLiteral("SCTP")))
                                         << QStringLiteral("\"protocol\" must be TCP or UDP; it was \"SCTP\".");
    QTest::newRow("a number for enabled")
        << setPort(with(base, "enabled", 1)) << QStringLiteral("\"enabled\" must be true or false; it was 1.");
    QTest::newRow("a name of a megabyte")
        << setPort(with(base, "name", QString(1'000'000, u'n')))
        << QStringLiteral("\"name\" must be a text of at most 256 characters; it was \"%1...\".")
               .arg(QString(40, u'n'));
    QTest::newRow("a profile of a megabyte")
        << setPort(with(base, "profile", QString(1'000'000, u'\u001b')))
        << QStringLiteral("\"profile\" must be domain or standard; it was \"%1...\".").arg(QString(40, u'?'));
    QTest::newRow("a name that is a dictionary")
        << setPort(with(base, "name", QVariantMap()))
        << QStringLiteral("\"name\" must be a text of at most 256 characters; it was a value of another type.");

    QTest::newRow("a verb that is not known") << WireChange{QStringLiteral("format-disk"), {}}
                                              << QStringLiteral("\"format-disk\" is not a change that is known here.");
    QTest::newRow("a log of no size") << setLog(
        0U) << QStringLiteral("\"max-size-kb\" must be a whole number from 1 to 32767; it was 0.");
    QTest::newRow("a log that is too large")
        << setLog(32768U) << QStringLiteral("\"max-size-kb\" must be a whole number from 1 to 32767; it was 32768.");
    QTest::newRow("an unknown opmode") << WireChange{QStringLiteral("set-opmode"),
                                                     {{QStringLiteral("profile"), QStringLiteral("domain")},
                                                      {QStringLiteral("mode"), QStringLiteral("ON")}}}
                                       << QStringLiteral(
                                              "\"mode\" must be off, on or on-without-exceptions; it was \"ON\".");
}

void tst_Wire::badChangeIsRefused()
{
    QFETCH(WireChange, change);
    QFETCH(QString, problem);
    const WireChange good = setPort(port(1U));
    const QString text = problemOf({good, change, good});
    QVERIFY2(text.startsWith(QLatin1String("Change 2")), qPrintable(text));
    QVERIFY2(text.endsWith(problem), qPrintable(text));
    QVERIFY(text.size() < 300);  // what was sent is not sent back whole
    QVERIFY(changesFromWire({change}).error().kind == ErrorKind::invalid);
}

void tst_Wire::tooManyChangesAreRefused()
{
    const WireChange one = setPort(port(1U));
    QCOMPARE(problemOf(WireChanges(qsizetype(limits::changesPerCall), one)), QString());
    QCOMPARE(problemOf(WireChanges(qsizetype(limits::changesPerCall) + 1, one)),
             QStringLiteral("At most 50000 changes are allowed in one call; there were 50001."));
}

void tst_Wire::badSettingsAreRefused_data()
{
    QTest::addColumn<QVariantMap>("settings");
    const QVariantMap good = toWire(manySettings());
    QTest::newRow("no profiles") << without(good, "profiles");
    QTest::newRow("an unknown key") << with(good, "colour", 1);
    QTest::newRow("a log that is a text") << with(good, "log", QStringLiteral("on"));

    QVariantMap profiles = good.value(QStringLiteral("profiles")).toMap();
    QTest::newRow("a missing profile") << with(good, "profiles", without(profiles, "domain"));
    QTest::newRow("a profile too many") << with(good, "profiles", with(profiles, "home", QVariantMap()));

    QVariantMap standard = profiles.value(QStringLiteral("standard")).toMap();
    WireRecords ports = standard.value(QStringLiteral("ports")).value<WireRecords>();
    const auto withPorts = [&](const WireRecords &rows) {
        return with(good, "profiles", with(profiles, "standard", with(standard, "ports", QVariant::fromValue(rows))));
    };
    QTest::newRow("the same port twice") << withPorts(ports + ports);
    QTest::newRow("too many ports") << withPorts(WireRecords(qsizetype(limits::exceptionsPerProfile) + 1, ports[0]));
    ports[0].insert(QStringLiteral("port"), 65536U);
    QTest::newRow("a port out of range") << withPorts(ports);
}

void tst_Wire::badSettingsAreRefused()
{
    QFETCH(QVariantMap, settings);
    const auto result = settingsFromWire(settings);
    QVERIFY(!result);
    QVERIFY(result.error().kind == ErrorKind::invalid);
    QVERIFY(result.error().text.starts_with("Settings"));
}

void tst_Wire::badRecordIsRefused_data()
{
    QTest::addColumn<QVariantMap>("record");
    const QVariantMap good = toWire(tcpDrop());
    for (const QString &key : good.keys()) {
        // Where tcp-flags or source-port are not there, their companions are too many; these may be missing.
        if (key != QLatin1String("rule") && key != QLatin1String("interface"))
            QTest::addRow("without %s", qPrintable(key)) << without(good, key.toLatin1().constData());
        QTest::addRow("with a list for %s", qPrintable(key)) << with(good, key.toLatin1().constData(), QStringList());
    }
    QTest::newRow("flags beyond a byte") << with(good, "tcp-flags", 256U);
    QTest::newRow("an address that is none") << with(good, "source", QStringLiteral("192.0.2.256"));
    QTest::newRow("a rule that is none") << with(good, "rule", QStringLiteral("port TCP 0"));
    QTest::newRow("a reason that is none") << with(good, "reason", QStringLiteral("-"));
    QTest::newRow("an action that is none") << with(good, "action", QStringLiteral("drop"));
}

void tst_Wire::badRecordIsRefused()
{
    QFETCH(QVariantMap, record);
    const auto result = recordFromWire(record);
    QVERIFY(!result);
    QVERIFY(result.error().kind == ErrorKind::invalid);
}

void tst_Wire::listeningComesBackAsItWas()
{
    ListeningProgram plain;
    plain.listener.port.port = 1;
    ListeningProgram published;
    published.published = true;
    published.listener.port.port = 8080;
    for (const ListeningProgram &row : {listening(), plain, published}) {
        const auto back = listeningFromWire(WireRecords{toWire(row)});
        QVERIFY2(back, back ? "" : back.error().text.c_str());
        QVERIFY(*back == std::vector{row});
    }
}

// A program that listens a lot must not make a message that the bus ends our connection for.
void tst_Wire::listeningFitsIntoOneMessage()
{
    ListeningProgram row = listening();
    QCOMPARE(toWire(std::vector(limits::listeningRows + 1, ListeningProgram(row))).size() > 5'000, true);
    row.owners.assign(limits::listeningOwners + 1, strangeProcess());
    QCOMPARE(toWire(row).value(QStringLiteral("owners")).value<WireRecords>().size(),
             qsizetype(limits::listeningOwners));
    row.owners[0].path = std::string(4096, '\xff');
    const WireRecords rows = toWire(std::vector(limits::listeningRows, row));
    QVERIFY(!rows.isEmpty());
    QVERIFY2(rows.size() < 1'000, QByteArray::number(rows.size()).constData());
    row.owners.clear();
    QCOMPARE(listeningFromWire(WireRecords(qsizetype(limits::listeningRows) + 1, toWire(row))).error().text,
             "Listening: at most 20000 rows are allowed; there were 20001.");
}

void tst_Wire::badListeningIsRefused_data()
{
    QTest::addColumn<QVariantMap>("row");
    const QVariantMap good = toWire(listening());
    for (const QString &key : good.keys()) {
        const QByteArray name = key.toLatin1();
        if (key != QLatin1String("rule") && key != QLatin1String("interface") && key != QLatin1String("program"))
            QTest::addRow("without %s", name.constData()) << without(good, name);
        QTest::addRow("with a list for %s", name.constData()) << with(good, name, QStringList());
    }
    QTest::newRow("a key too many") << with(good, "colour", 1);
    QTest::newRow("port 0") << with(good, "port", 0);
    QTest::newRow("an address that is none") << with(good, "address", QStringLiteral("*"));
    QTest::newRow("a reach that is none") << with(good, "reach", QStringLiteral("Open"));
    QTest::newRow("a user of 4097 characters") << with(good, "user", QString(4097, u'n'));
    const auto withOwners = [&](const WireRecords &owners) {
        return with(good, "owners", QVariant::fromValue(owners));
    };
    const QVariantMap owner = good.value(QStringLiteral("owners")).value<WireRecords>().first();
    QTest::newRow("too many owners") << withOwners(WireRecords(qsizetype(limits::listeningOwners) + 1, owner));
    QTest::newRow("an owner with a negative pid") << withOwners({with(owner, "pid", -1)});
    QTest::newRow("an owner without a path") << withOwners({without(owner, "path")});
    QTest::newRow("an owner with a key too many") << withOwners({with(owner, "colour", 1)});
    QTest::newRow("an owner with a name of a megabyte") << withOwners({with(owner, "name", QString(1'000'000, u'n'))});
}

void tst_Wire::badListeningIsRefused()
{
    QFETCH(QVariantMap, row);
    const auto result = listeningFromWire(WireRecords{toWire(listening()), row});
    QVERIFY(!result);
    QVERIFY(result.error().kind == ErrorKind::invalid);
}

void tst_Wire::alertComesBackAsItWas()
{
    Alert unknown = alert();
    unknown.publisher.clear();
    unknown.package.clear();
    unknown.knocks.clear();
    for (const Alert &each : {alert(), unknown}) {
        const auto back = alertFromWire(toWire(each));
        QVERIFY2(back, back ? "" : back.error().text.c_str());
        QVERIFY(*back == each);
    }
}

void tst_Wire::badAlertIsRefused_data()
{
    QTest::addColumn<QVariantMap>("wire");
    const QVariantMap good = toWire(alert());
    for (const QString &key : good.keys()) {
        const QByteArray name = key.toLatin1();
        if (key != QLatin1String("publisher") && key != QLatin1String("package"))
            QTest::addRow("without %s", name.constData()) << without(good, name);
        QTest::addRow("with a list for %s", name.constData()) << with(good, name, QStringList());
    }
    QTest::newRow("a key too many") << with(good, "colour", 1);
    QTest::newRow("id 0") << with(good, "id", 0);
    const auto rows = [&](const char *key) { return good.value(QLatin1String(key)).value<WireRecords>(); };
    const auto withRows = [&](const char *key, const WireRecords &list) {
        return with(good, key, QVariant::fromValue(list));
    };
    QTest::newRow("too many ports") << withRows("ports",
                                                WireRecords(qsizetype(limits::alertPorts) + 1, rows("ports")[0]));
    QTest::newRow("too many knocks") << withRows("knocks",
                                                 WireRecords(qsizetype(limits::alertKnocks) + 1, rows("knocks")[0]));
    QTest::newRow("a port out of range") << withRows("ports", {with(rows("ports")[0], "port", 65536)});
    QTest::newRow("a knock from a name") << withRows(
        "knocks", {with(rows("knocks")[0], "source", QStringLiteral("example.org"))});
    QTest::newRow("a knock without a time") << withRows("knocks", {without(rows("knocks")[0], "time")});
    QTest::newRow("a process with a key too many")
        << with(good, "process", with(good.value(QStringLiteral("process")).toMap(), "colour", 1));
}

void tst_Wire::badAlertIsRefused()
{
    QFETCH(QVariantMap, wire);
    const auto result = alertFromWire(wire);
    QVERIFY(!result);
    QVERIFY(result.error().kind == ErrorKind::invalid);
    QVERIFY(result.error().text.size() < 300);
}

void tst_Wire::wordsOfAlertsComeBack()
{
    for (int number = 0; number <= int(AlertAnswer::acknowledgeAlways); ++number)
        QVERIFY(alertAnswerFromWord(word(AlertAnswer(number))) == AlertAnswer(number));
    QVERIFY(!alertAnswerFromWord("Unblock") && !alertAnswerFromWord(""));
    for (int number = 0; number <= int(ListeningProgram::Reach::unfiltered); ++number)
        QVERIFY(reachFromWord(word(ListeningProgram::Reach(number))) == ListeningProgram::Reach(number));
    QVERIFY(!reachFromWord("Open") && !reachFromWord(""));
}

void tst_Wire::strangeRightIsNoRight()
{
    const Rights none;
    QVERIFY(rightsFromWire({}) == none);
    QVERIFY(rightsFromWire({{QStringLiteral("change"), true}, {QStringLiteral("read-log"), QStringLiteral("YES")}})
            == none);
}

void tst_Wire::filterComesBack()
{
    LogFilter filter;
    QVERIFY(*filterFromWire(toWire(filter)) == filter);
    filter.actions = {LogAction::drop, LogAction::eventsLost};
    filter.protocols = {ipproto::tcp, ipproto::esp, ipproto::icmpv6};
    filter.reasons = {Reason::outOfScope};
    filter.address = *AddressRange::parse("2001:db8::/32");
    filter.port = 0;
    filter.program = "<b>/bin/x</b>";
    filter.interface = "eth0' OR 1 --";
    filter.from = WallTime(1);
    filter.to = WallTime(2);
    filter.text = "\xc3\xbc";
    filter.after = 17;
    QVERIFY(*filterFromWire(toWire(filter)) == filter);
    QVERIFY(!filterFromWire({{QStringLiteral("after"), qlonglong(-1)}}));
    QVERIFY(!filterFromWire({{QStringLiteral("after"), std::numeric_limits<qlonglong>::max()}}));
}

void tst_Wire::histogramComesBack()
{
    const LogHistogram histogram{
        WallTime(60), WallTime(120), {{Reason::noException, {1, 0}}, {std::nullopt, {0, 7}}}, 5, 11, 99};
    const auto back = histogramFromWire(toWire(histogram));
    QVERIFY(back);
    QCOMPARE(back->rows.size(), 2U);
    QVERIFY(back->rows[0].reason == Reason::noException);
    QVERIFY(!back->rows[1].reason);
    QVERIFY(back->rows[1].counts == histogram.rows[1].counts);
    QCOMPARE(back->next, 5);
    QCOMPARE(back->first, 11);
    QCOMPARE(back->last, 99);
}

void tst_Wire::everyErrorKindHasItsName()
{
    for (int number = 0; number <= int(ErrorKind::io); ++number) {
        const QString name = errorName(ErrorKind(number));
        QVERIFY(name.startsWith(QLatin1String(errorPrefix)));
        QVERIFY(errorKind(name) == ErrorKind(number));
    }
    QCOMPARE(errorName(ErrorKind::denied), QStringLiteral("org.parapet.Firewall1.Error.Denied"));
    QVERIFY(errorKind(QStringLiteral("org.freedesktop.DBus.Error.NoReply")) == ErrorKind::io);
}

QTEST_APPLESS_MAIN(tst_Wire)
#include "tst_wire.moc"
