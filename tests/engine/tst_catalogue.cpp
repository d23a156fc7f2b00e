// SPDX-License-Identifier: GPL-2.0-or-later
// What the model knows by itself: the predefined services, the ICMP rows and their messages, what opens TCP 445, and
// rules as text.
#include <QTest>

#include "engine/model/icmp.h"
#include "engine/model/settings.h"

#include <set>

using namespace parapet;

namespace {

constexpr auto in = Direction::inbound, out = Direction::outbound;
constexpr PortKey smb{PortProtocol::tcp, 445};
const Scope subnet{Scope::Kind::localSubnet, false, {}};

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// "TCP 139 subnet": the ports of a service in the order of the dialog.
QString portsOf(const Service &service)
{
    QStringList ports;
    for (const ServicePort &port : service.ports) {
        QString text = qt(word(port.first.protocol)) + u' ' + QString::number(port.first.port);
        if (port.last != port.first.port)
            text += u'-' + QString::number(port.last);
        ports << text + (port.scope == Scope::Kind::any ? QStringLiteral(" any") : QStringLiteral(" subnet"));
    }
    return ports.join(QStringLiteral(", "));
}

Profile with(const std::string &service, const ServiceException &exception)
{
    Profile profile;
    profile.services[service] = exception;
    return profile;
}

Profile withPort(const PortKey &key, const PortException &entry)
{
    Profile profile;
    profile.ports[key] = entry;
    return profile;
}

}  // namespace

Q_DECLARE_METATYPE(parapet::Profile)
Q_DECLARE_METATYPE(parapet::RuleId)

class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyServiceMakesSense();
    void noPortOverlapsAnotherOfItsService();
    void theServicesOfWindows_data();
    void theServicesOfWindows();
    void theServicesOfAConnection();
    void whatIsNotInTheCatalogueIsNotFound();
    void whatOpensFileSharing_data();
    void whatOpensFileSharing();
    void theRowsOfTheIcmpDialog();
    void messagesAndTheirRows_data();
    void messagesAndTheirRows();
    void noMessageHasARowThatDoesNotNameIt();
    void icmpSettingsAreIndependent();
    void rulesComeBackFromText_data();
    void rulesComeBackFromText();
    void textThatIsNoRule_data();
    void textThatIsNoRule();
};

void CatalogueTest::everyServiceMakesSense()
{
    std::set<std::string_view> ids, names;
    for (const Service &service : serviceCatalogue()) {
        QVERIFY2(ids.insert(service.id).second, service.id.data());
        QVERIFY2(names.insert(service.name).second, service.name.data());
        QVERIFY2(!service.ports.empty(), service.id.data());
        QVERIFY2(service.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos,
                 service.id.data());
        QCOMPARE(findService(service.id), &service);
        for (const ServicePort &port : service.ports) {
            QVERIFY2(port.first.port > 0 && port.first.port <= port.last, service.id.data());
            QVERIFY2(!port.name.empty() && port.scope != Scope::Kind::custom, service.id.data());
            QCOMPARE(findPort(service, port.first), &port);
            QVERIFY(setting({}, port) == (ServicePortSetting{true, Scope{port.scope, false, {}}}));
        }
        QVERIFY(serviceException({}, service.id) == ServiceException{});  // off until a person turns it on
    }
    QVERIFY(std::ranges::is_sorted(serviceCatalogue(), {}, &Service::name));
    QVERIFY(serviceCatalogue().size() <= 256);  // RuleId::index is a byte
}

void CatalogueTest::noPortOverlapsAnotherOfItsService()
{
    for (const Service &service : serviceCatalogue()) {
        std::set<PortKey> seen;
        for (const ServicePort &port : service.ports) {
            for (unsigned number = port.first.port; number <= port.last; ++number)
                QVERIFY2(seen.insert({port.first.protocol, std::uint16_t(number)}).second, service.id.data());
        }
    }
}

void CatalogueTest::theServicesOfWindows_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("listed");
    QTest::addColumn<QString>("ports");
    const auto row = [](const char *id, const char *name, bool listed, const char *ports) {
        QTest::newRow(id) << QString::fromLatin1(name) << listed << QString::fromLatin1(ports);
    };
    row("file-and-printer-sharing", "File and Printer Sharing", true,
        "TCP 139 subnet, TCP 445 subnet, UDP 137 subnet, UDP 138 subnet");
    row("remote-administration", "Remote Administration", false, "TCP 135 any, TCP 445 any");
    row("remote-desktop", "Remote Desktop", true, "TCP 3389 any");
    row("upnp-framework", "UPnP Framework", true, "TCP 2869 subnet, UDP 1900 subnet");
}

void CatalogueTest::theServicesOfWindows()
{
    QFETCH(const QString, name);
    QFETCH(const bool, listed);
    QFETCH(const QString, ports);
    const Service *service = findService(QTest::currentDataTag());
    QVERIFY(service);
    QCOMPARE(qt(service->name), name);
    QCOMPARE(service->listed, listed);
    QCOMPARE(portsOf(*service), ports);
}

// xp-reference 1.13; SSH is the one that Windows had no need of.
void CatalogueTest::theServicesOfAConnection()
{
    QStringList ports;
    std::set<std::string_view> names;
    for (const ConnectionService &service : connectionServices()) {
        QVERIFY(names.insert(service.name).second);
        QVERIFY(service.port.protocol == PortProtocol::tcp);
        ports << QString::number(service.port.port);
    }
    QCOMPARE(ports.join(u' '), QStringLiteral("21 220 143 25 110 3389 22 443 23 80"));
    QVERIFY(std::ranges::is_sorted(connectionServices(), {}, &ConnectionService::name));
}

void CatalogueTest::whatIsNotInTheCatalogueIsNotFound()
{
    QVERIFY(!findService(""));
    QVERIFY(!findService("SSH"));
    QVERIFY(!findPort(*findService("ssh"), {PortProtocol::udp, 22}));
    QVERIFY(!findPort(*findService("kde-connect"), {PortProtocol::tcp, 1715}));
}

void CatalogueTest::whatOpensFileSharing_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const Profile &profile, bool expected) {
        QTest::newRow(name) << profile << expected;
    };
    const std::string sharing = "file-and-printer-sharing", administration = "remote-administration";
    row("nothing is open", {}, false);
    row("a port exception", withPort(smb, {"SMB"}), true);
    row("a port exception for a few", withPort(smb, {"SMB", true, *Scope::parse("192.0.2.1")}), true);
    row("an unchecked port exception", withPort(smb, {"SMB", false}), false);
    row("UDP 445", withPort({PortProtocol::udp, 445}, {"no SMB"}), false);
    row("TCP 139", withPort({PortProtocol::tcp, 139}, {"NetBIOS"}), false);
    row("the service", with(sharing, {true, {}}), true);
    row("the service is off", with(sharing, {false, {{smb, {true, {}}}}}), false);
    row("the service without its port 445", with(sharing, {true, {{smb, {false, subnet}}}}), false);
    row("the service with another port customized", with(sharing, {true, {{{PortProtocol::tcp, 139}, {false, {}}}}}),
        true);
    row("remote administration", with(administration, {true, {}}), true);
    row("remote administration without its port 445", with(administration, {true, {{smb, {false, {}}}}}), false);
    row("another service", with("ssh", {true, {}}), false);
    Profile both = with(sharing, {true, {{smb, {false, subnet}}}});
    both.ports[smb] = {"SMB"};
    row("the service does not, the port exception does", both, true);
    Profile program;
    program.programs["/usr/sbin/smbd"] = {"Samba"};
    row("a program, whose ports nobody knows before it listens", program, false);
}

void CatalogueTest::whatOpensFileSharing()
{
    QFETCH(const Profile, profile);
    QFETCH(const bool, expected);
    QCOMPARE(opensFileSharing(profile), expected);
}

// In the order of the dialog, with the numbers of netsh (xp-reference 1.12 and 4).
void CatalogueTest::theRowsOfTheIcmpDialog()
{
    QStringList rows;
    for (const IcmpItemFacts &each : icmpItems) {
        QCOMPARE(int(each.item), int(rows.size()));
        QVERIFY(facts(each.item).item == each.item);
        QVERIFY(icmpItemFromWord(word(each.item)) == each.item);
        QCOMPARE(each.perConnection, each.item != IcmpItem::packetTooBig);
        rows << QString::number(each.number) + (each.direction == in ? u'i' : u'o');
    }
    QCOMPARE(rows.join(u' '), QStringLiteral("8i 13i 17i 9i 3o 4o 12o 11o 5i 2o"));
    QVERIFY(!icmpItemFromWord(""));
    QVERIFY(!icmpItemFromWord("Echo-Request"));
}

void CatalogueTest::messagesAndTheirRows_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("type");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<QString>("item");
    const auto row = [](int version, int type, Direction direction, const char *item) {
        QTest::addRow("ICMPv%d type %d %s", version, type, direction == in ? "in" : "out")
            << version << type << direction << QString::fromLatin1(item);
    };
    row(4, 8, in, "echo-request");
    row(4, 13, in, "timestamp-request");
    row(4, 17, in, "mask-request");
    row(4, 10, in, "router-request");  // what RFC 1256 calls it
    row(4, 9, in, "router-request");   // what netsh calls it
    row(4, 3, out, "destination-unreachable");
    row(4, 4, out, "source-quench");
    row(4, 12, out, "parameter-problem");
    row(4, 11, out, "time-exceeded");
    row(4, 5, in, "redirect");
    row(6, 128, in, "echo-request");
    row(6, 1, out, "destination-unreachable");
    row(6, 2, out, "packet-too-big");
    row(6, 4, out, "parameter-problem");
    row(6, 3, out, "time-exceeded");
    row(6, 137, in, "redirect");
    // The other direction, and numbers that mean something else in the other protocol.
    for (const int type : {3, 4, 11, 12, 0, 14, 18, 2, 128, 137, 255})
        row(4, type, in, "");
    for (const int type : {8, 13, 17, 9, 10, 5, 0, 1, 2, 14, 18, 255})
        row(4, type, out, "");
    for (const int type : {1, 2, 3, 4, 5, 8, 9, 10, 13, 17, 129, 133, 134, 255})
        row(6, type, in, "");
    for (const int type : {128, 137, 129, 5, 11, 12, 255})
        row(6, type, out, "");
}

void CatalogueTest::messagesAndTheirRows()
{
    QFETCH(const int, version);
    QFETCH(const int, type);
    QFETCH(const Direction, direction);
    QFETCH(const QString, item);
    const auto found = icmpItemOf(std::uint8_t(version), std::uint8_t(type), direction);
    QCOMPARE(found ? qt(word(*found)) : QString(), item);
}

void CatalogueTest::noMessageHasARowThatDoesNotNameIt()
{
    int found = 0;
    for (const std::uint8_t version : {4, 6}) {
        for (const Direction direction : {in, out}) {
            for (int type = 0; type < 256; ++type)
                found += icmpItemOf(version, std::uint8_t(type), direction).has_value();
        }
    }
    QCOMPARE(found, 16);  // the first 16 rows above
}

void CatalogueTest::icmpSettingsAreIndependent()
{
    for (const IcmpItemFacts &one : icmpItems) {
        IcmpSettings icmp;
        QVERIFY(!icmp.allows(one.item));
        icmp.set(one.item, true);
        for (const IcmpItemFacts &other : icmpItems)
            QCOMPARE(icmp.allows(other.item), other.item == one.item);
        icmp.set(one.item, false);
        QVERIFY(icmp == IcmpSettings{});
    }
}

void CatalogueTest::rulesComeBackFromText_data()
{
    QTest::addColumn<RuleId>("rule");
    QTest::addColumn<QString>("expected");
    const auto row = [](const RuleId &rule, const QString &expected) {
        QTest::newRow(qPrintable(expected)) << rule << expected;
    };
    row({RuleId::Kind::port, 0, {PortProtocol::tcp, 1}}, QStringLiteral("port TCP:1"));
    row({RuleId::Kind::port, 0, {PortProtocol::udp, 65535}}, QStringLiteral("port UDP:65535"));
    row({RuleId::Kind::connectionPort, 0, {PortProtocol::tcp, 80}}, QStringLiteral("connection-port TCP:80"));
    row({RuleId::Kind::program, 0, {PortProtocol::udp, 80}}, QStringLiteral("program UDP:80"));
    for (std::size_t index = 0; index < serviceCatalogue().size(); ++index) {
        const Service &service = serviceCatalogue()[index];
        const PortKey last{service.ports.back().first.protocol, service.ports.back().last};
        row({RuleId::Kind::service, std::uint8_t(index), last},
            QStringLiteral("service %1 %2:%3").arg(qt(service.id), qt(word(last.protocol))).arg(last.port));
    }
    for (const IcmpItemFacts &each : icmpItems)
        row({RuleId::Kind::icmp, std::uint8_t(each.item), {}}, QStringLiteral("icmp ") + qt(each.word));
}

void CatalogueTest::rulesComeBackFromText()
{
    QFETCH(const RuleId, rule);
    QFETCH(const QString, expected);
    QCOMPARE(qt(text(rule)), expected);
    QVERIFY(ruleFromText(text(rule)) == rule);
}

void CatalogueTest::textThatIsNoRule_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "port",
                             "port ",
                             "port TCP",
                             "port TCP:",
                             "port TCP:0",
                             "port TCP:65536",
                             "port TCP:-1",
                             "port TCP:+80",
                             "port TCP:80 ",
                             "port  TCP:80",
                             "port SCTP:80",
                             "port TCP:80:80",
                             "Port TCP:80",
                             "TCP:80",
                             "service ssh",
                             "service ssh TCP:0",
                             "service telnet TCP:23",
                             "service  TCP:22",
                             "icmp",
                             "icmp ping",
                             "icmp echo-request 8",
                             "connection-port",
                             "connection-port eth0 TCP:80",
                             "program /usr/bin/a"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text);
}

void CatalogueTest::textThatIsNoRule()
{
    QFETCH(const QString, text);
    QVERIFY(!ruleFromText(text.toStdString()));
    QVERIFY(parapet::text(RuleId{}).empty());
}

QTEST_APPLESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
