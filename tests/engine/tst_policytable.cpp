// SPDX-License-Identifier: GPL-2.0-or-later
// What the settings mean, one line a case: settings -> a packet of no known flow -> what the filter decides. The words are
// explained in policywords.h; a line whose sender is near, far or wifi is two cases, IPv4 and IPv6.
#include <QTest>

#include "engine/filter/filter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakereceivers.h"
#include "tests/support/policywords.h"

using namespace parapet;
using namespace parapet::test;

namespace {

struct Line {
    const char *settings, *packet, *expected;
};

struct Rule {
    const char *text;  // in English
    std::vector<Line> lines;
};

const std::vector<Rule> rules{
    {"On blocks what nobody asked for (xp-reference 3.3)",
     {
         {"", "tcp 80 near", "drop no-exception"},
         {"on", "udp 53 far", "drop no-exception"},
         {"on", "gre far", "drop no-exception"},
         {"on", "ping near", "drop icmp-not-allowed icmp echo-request"},
     }},
    {"A checked exception opens its port to its protocol",
     {
         {"tcp:80", "tcp 80 far", "open port-exception port TCP:80"},
         {"tcp:80", "udp 80 far", "drop no-exception"},
         {"tcp:80", "tcp 81 far", "drop no-exception"},
         {"udp:53", "udp 53 near", "open port-exception port UDP:53"},
         {"-tcp:80", "tcp 80 near", "drop no-exception"},
         {"tcp:1 tcp:65535", "tcp 65535 far", "open port-exception port TCP:65535"},
         {"tcp:80", "gre far", "drop no-exception"},
     }},
    {"Off filters nothing, on no interface",
     {
         {"off", "tcp 80 far", "pass firewall-off"},
         {"off", "gre far", "pass firewall-off"},
         {"off", "ping far", "pass firewall-off"},
         {"off", "redirect near", "pass firewall-off"},
         {"off -tcp:80", "tcp 80 far", "pass firewall-off"},
         {"off tcp:80@LocalSubnet", "tcp 80 far", "pass firewall-off"},
         {"off eth0:off", "tcp 80 far eth0", "pass firewall-off"},
         {"off", "tcp 80 far unknown", "pass firewall-off"},
     }},
    {"\"Don't allow exceptions\" ignores exceptions of every kind (xp-reference 3.3)",
     {
         {"closed tcp:80", "tcp 80 near", "drop exceptions-off"},
         {"closed udp:53", "udp 53 far", "drop exceptions-off"},
         {"closed tcp:80@LocalSubnet", "tcp 80 near", "drop exceptions-off"},
         {"closed ssh", "tcp 22 far", "drop exceptions-off"},
         {"closed echo-request", "ping far", "drop exceptions-off"},
         {"closed redirect", "redirect near", "drop exceptions-off"},
         {"closed smb", "ping near", "drop exceptions-off"},
         {"closed eth0:tcp:80", "tcp 80 far", "drop exceptions-off"},
         {"closed eth0:echo-request", "ping far", "drop exceptions-off"},
         {"closed", "gre far", "drop exceptions-off"},
     }},
    {"13.1: \"Don't allow exceptions\" protects unchecked connections too",
     {
         {"closed eth0:off", "tcp 80 near", "drop exceptions-off"},
         {"closed eth0:off tcp:80", "tcp 80 far", "drop exceptions-off"},
         {"closed eth0:off", "ping far", "drop exceptions-off"},
         {"closed eth0:off wlan0:off", "tcp 80 wifi wlan0", "drop exceptions-off"},
     }},
    {"3.3: a connection that is unchecked has no firewall, the others have",
     {
         {"eth0:off", "tcp 80 far eth0", "pass firewall-off"},
         {"eth0:off", "udp 53 near eth0", "pass firewall-off"},
         {"eth0:off", "ping far eth0", "pass firewall-off"},
         {"eth0:off", "redirect far eth0", "pass firewall-off"},
         {"eth0:off", "gre far eth0", "pass firewall-off"},
         {"eth0:off", "tcp 80 wifi wlan0", "drop no-exception"},
         {"eth0:off", "tcp 80 far unknown", "drop no-exception"},
         {"eth0:off tcp:80", "tcp 80 far eth0", "pass firewall-off"},
         {"eth0:off tcp:80", "tcp 80 far wlan0", "open port-exception port TCP:80"},
         {"vpn:off", "tcp 80 far tun0", "pass firewall-off"},
         {"vpn:off", "tcp 80 far eth0", "drop no-exception"},
     }},
    {"LocalSubnet is the subnets of the interface by which it came (xp-reference 3.4)",
     {
         {"tcp:80@LocalSubnet", "tcp 80 near eth0", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 near wlan0", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 wifi wlan0", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 wifi eth0", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 far eth0", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 near unknown", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 fe80::9 eth0", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 fe80::9 wlan0", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 10.99.0.1 tun0", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 10.99.0.3 tun0", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 192.0.2.0", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 192.0.1.255", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 192.0.3.0", "drop out-of-scope port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 2001:db8:2:0:ffff::1", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet", "tcp 80 2001:db8:2:1::1", "drop out-of-scope port TCP:80"},
         {"-tcp:80@LocalSubnet", "tcp 80 near", "drop no-exception"},
     }},
    {"A list is addresses, masks, prefixes and ranges (xp-reference 1.9)",
     {
         {"tcp:80@203.0.113.9", "tcp 80 203.0.113.9", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.9", "tcp 80 203.0.113.10", "drop out-of-scope port TCP:80"},
         {"tcp:80@203.0.113.9", "tcp 80 203.0.113.8", "drop out-of-scope port TCP:80"},
         {"tcp:80@203.0.113.0/255.255.255.128", "tcp 80 203.0.113.127", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.0/255.255.255.128", "tcp 80 203.0.113.128", "drop out-of-scope port TCP:80"},
         {"tcp:80@203.0.113.77/25", "tcp 80 203.0.113.0", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.10-203.0.113.20", "tcp 80 203.0.113.10", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.10-203.0.113.20", "tcp 80 203.0.113.20", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.10-203.0.113.20", "tcp 80 203.0.113.21", "drop out-of-scope port TCP:80"},
         {"tcp:80@2001:db8:ffff::/48", "tcp 80 2001:db8:ffff:1::9", "open port-exception port TCP:80"},
         {"tcp:80@2001:db8:ffff::/48", "tcp 80 2001:db8:fffe::9", "drop out-of-scope port TCP:80"},
         {"tcp:80@2001:db8:ffff::1-2001:db8:ffff::9", "tcp 80 2001:db8:ffff::9", "open port-exception port TCP:80"},
         {"tcp:80@2001:db8:ffff::1-2001:db8:ffff::8", "tcp 80 2001:db8:ffff::9", "drop out-of-scope port TCP:80"},
         {"tcp:80@203.0.113.9,10.0.0.0/8", "tcp 80 10.255.0.1", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.9,10.0.0.0/8", "tcp 80 11.0.0.0", "drop out-of-scope port TCP:80"},
         {"tcp:80@203.0.113.9,LocalSubnet", "tcp 80 near", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.9,LocalSubnet", "tcp 80 203.0.113.9 wlan0", "open port-exception port TCP:80"},
         {"tcp:80@203.0.113.9,LocalSubnet", "tcp 80 wifi", "drop out-of-scope port TCP:80"},
         {"tcp:80@10.0.0.0/8", "tcp 80 2001:db8:2::9", "drop out-of-scope port TCP:80"},
         {"tcp:80@2001:db8::/32", "tcp 80 192.0.2.9", "drop out-of-scope port TCP:80"},
         {"udp:53@203.0.113.9", "udp 53 203.0.113.9 unknown", "open port-exception port UDP:53"},
     }},
    {"A service opens its ports in the scopes of the catalogue (xp-reference 2)",
     {
         {"ssh", "tcp 22 far", "open service-exception service ssh TCP:22"},
         {"ssh", "udp 22 far", "drop no-exception"},
         {"rdp", "tcp 3389 far", "open service-exception service rdp TCP:3389"},
         {"vnc", "tcp 5900 far", "open service-exception service vnc TCP:5900"},
         {"smb", "tcp 139 near", "open service-exception service smb TCP:139"},
         {"smb", "tcp 445 near", "open service-exception service smb TCP:445"},
         {"smb", "udp 137 near", "open service-exception service smb UDP:137"},
         {"smb", "udp 138 near", "open service-exception service smb UDP:138"},
         {"smb", "tcp 445 far", "drop out-of-scope service smb TCP:445"},
         {"smb", "udp 445 near", "drop no-exception"},
         {"smb", "tcp 445 wifi wlan0", "open service-exception service smb TCP:445"},
         {"upnp", "udp 1900 near", "open service-exception service upnp UDP:1900"},
         {"upnp", "tcp 2869 far", "drop out-of-scope service upnp TCP:2869"},
         {"admin", "tcp 135 far", "open service-exception service admin TCP:135"},
         {"mdns", "udp 5353 near", "open service-exception service mdns UDP:5353"},
         {"ipp", "tcp 631 far", "drop out-of-scope service ipp TCP:631"},
         {"-ssh/tcp:22@LocalSubnet", "tcp 22 near", "drop no-exception"},
     }},
    {"A row of ports is opened from its first to its last, each by its own number",
     {
         {"kde", "tcp 1714 near", "open service-exception service kde TCP:1714"},
         {"kde", "tcp 1740 near", "open service-exception service kde TCP:1740"},
         {"kde", "udp 1764 near", "open service-exception service kde UDP:1764"},
         {"kde", "tcp 1713 near", "drop no-exception"},
         {"kde", "udp 1765 near", "drop no-exception"},
         {"kde/-udp:1714", "udp 1740 near", "drop no-exception"},
         {"kde/-udp:1714", "tcp 1740 near", "open service-exception service kde TCP:1740"},
         {"kde/tcp:1714@*", "tcp 1764 far", "open service-exception service kde TCP:1764"},
     }},
    {"A service's ports are off and scoped one by one (xp-reference 1.8)",
     {
         {"smb/-tcp:139", "tcp 139 near", "drop no-exception"},
         {"smb/-tcp:139", "tcp 445 near", "open service-exception service smb TCP:445"},
         {"smb/tcp:445@*", "tcp 445 far", "open service-exception service smb TCP:445"},
         {"smb/tcp:445@*", "tcp 139 far", "drop out-of-scope service smb TCP:139"},
         {"ssh/tcp:22@LocalSubnet", "tcp 22 far", "drop out-of-scope service ssh TCP:22"},
         {"ssh/tcp:22@LocalSubnet", "tcp 22 near", "open service-exception service ssh TCP:22"},
         {"smb/tcp:445@203.0.113.9", "tcp 445 203.0.113.9", "open service-exception service smb TCP:445"},
         {"smb/tcp:445@203.0.113.9", "tcp 445 192.0.2.9", "drop out-of-scope service smb TCP:445"},
     }},
    {"Several entries on one port: whoever any of them lets in gets in; the widest is named, of equals the port",
     {
         {"tcp:22 ssh", "tcp 22 far", "open port-exception port TCP:22"},
         {"tcp:22@LocalSubnet ssh", "tcp 22 near", "open service-exception service ssh TCP:22"},
         {"tcp:22@LocalSubnet ssh", "tcp 22 far", "open service-exception service ssh TCP:22"},
         {"tcp:22 ssh/tcp:22@LocalSubnet", "tcp 22 near", "open port-exception port TCP:22"},
         {"-tcp:22 ssh", "tcp 22 far", "open service-exception service ssh TCP:22"},
         {"tcp:22 ssh/-tcp:22", "tcp 22 far", "open port-exception port TCP:22"},
         {"tcp:22@203.0.113.9 ssh/tcp:22@LocalSubnet", "tcp 22 203.0.113.9", "open port-exception port TCP:22"},
         {"tcp:22@203.0.113.9 ssh/tcp:22@LocalSubnet", "tcp 22 near", "open service-exception service ssh TCP:22"},
         {"tcp:22@203.0.113.9 ssh/tcp:22@LocalSubnet", "tcp 22 wifi", "drop out-of-scope port TCP:22"},
         {"smb admin", "tcp 445 far", "open service-exception service admin TCP:445"},
         {"smb admin", "tcp 445 near", "open service-exception service admin TCP:445"},
         {"smb admin/-tcp:445", "tcp 445 far", "drop out-of-scope service smb TCP:445"},
         {"tcp:445@203.0.113.9 smb", "tcp 445 near", "open service-exception service smb TCP:445"},
     }},
    {"13.9: a connection's own ports have no scope, and open nothing on other connections",
     {
         {"eth0:tcp:80", "tcp 80 far eth0", "open connection-port connection-port TCP:80"},
         {"eth0:tcp:80", "tcp 80 near eth0", "open connection-port connection-port TCP:80"},
         {"eth0:tcp:80", "tcp 80 far wlan0", "drop no-exception"},
         {"eth0:tcp:80", "tcp 80 far unknown", "drop no-exception"},
         {"eth0:tcp:80", "udp 80 far eth0", "drop no-exception"},
         {"eth0:-tcp:80", "tcp 80 far eth0", "drop no-exception"},
         {"vpn:udp:53", "udp 53 far tun0", "open connection-port connection-port UDP:53"},
         {"vpn:udp:53", "udp 53 far eth0", "drop no-exception"},
     }},
    {"3.5: they add to the profile's exceptions and take nothing away",
     {
         {"tcp:80 eth0:tcp:80", "tcp 80 far eth0", "open port-exception port TCP:80"},
         {"tcp:80 eth0:-tcp:80", "tcp 80 far eth0", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet eth0:tcp:80", "tcp 80 far eth0", "open connection-port connection-port TCP:80"},
         {"tcp:80@LocalSubnet eth0:tcp:80", "tcp 80 near eth0", "open port-exception port TCP:80"},
         {"tcp:80@LocalSubnet eth0:tcp:80", "tcp 80 far wlan0", "drop out-of-scope port TCP:80"},
         {"ssh eth0:tcp:22", "tcp 22 far eth0", "open service-exception service ssh TCP:22"},
         {"smb eth0:tcp:445", "tcp 445 far eth0", "open connection-port connection-port TCP:445"},
     }},
    {"Each ICMP row lets its own message in, in both protocols where both have it (xp-reference 1.12)",
     {
         {"echo-request", "ping far", "open icmp-setting icmp echo-request"},
         {"echo-request", "icmp 13 203.0.113.9", "drop icmp-not-allowed icmp timestamp-request"},
         {"timestamp-request", "icmp 13 203.0.113.9", "open icmp-setting icmp timestamp-request"},
         {"timestamp-request", "ping far", "drop icmp-not-allowed icmp echo-request"},
         {"mask-request", "icmp 17 203.0.113.9", "open icmp-setting icmp mask-request"},
         {"", "icmp 17 203.0.113.9", "drop icmp-not-allowed icmp mask-request"},
         {"router-request", "icmp 10 192.0.2.9", "pass icmp-setting icmp router-request"},
         {"router-request", "icmp 9 192.0.2.9", "pass icmp-setting icmp router-request"},
         {"", "icmp 10 192.0.2.9", "drop icmp-not-allowed icmp router-request"},
         {"redirect", "redirect near", "pass icmp-setting icmp redirect"},
         {"", "redirect near", "drop icmp-not-allowed icmp redirect"},
         {"echo-request", "redirect near", "drop icmp-not-allowed icmp redirect"},
         {"timestamp-request", "icmp 13 2001:db8:2::9", "drop no-exception"},
         {"echo-request", "icmp 8 2001:db8:2::9", "drop no-exception"},
     }},
    {"Rows of outgoing errors let nothing in",
     {
         {"destination-unreachable", "icmp 3 203.0.113.9", "drop no-exception"},
         {"destination-unreachable", "icmp 1 2001:db8:ffff::9", "drop no-exception"},
         {"source-quench", "icmp 4 203.0.113.9", "drop no-exception"},
         {"parameter-problem", "icmp 12 203.0.113.9", "drop no-exception"},
         {"time-exceeded", "icmp 11 203.0.113.9", "drop no-exception"},
         {"packet-too-big", "icmp 2 2001:db8:ffff::9", "drop no-exception"},
     }},
    {"13.9: ICMP has no scope, and a connection's own rows are its own",
     {
         {"eth0:echo-request", "ping far eth0", "open icmp-setting icmp echo-request"},
         {"eth0:echo-request", "ping far wlan0", "drop icmp-not-allowed icmp echo-request"},
         {"eth0:echo-request", "ping far unknown", "drop icmp-not-allowed icmp echo-request"},
         {"eth0:redirect", "redirect near eth0", "pass icmp-setting icmp redirect"},
         {"eth0:redirect", "redirect wifi wlan0", "drop icmp-not-allowed icmp redirect"},
         {"echo-request eth0:redirect", "ping far eth0", "open icmp-setting icmp echo-request"},
         {"echo-request", "ping far tun0", "open icmp-setting icmp echo-request"},
     }},
    {"13.7: an open TCP 445 forces echo requests in, for every sender, whatever opens it",
     {
         {"tcp:445", "ping far", "open icmp-setting icmp echo-request"},
         {"tcp:445@203.0.113.9", "ping near", "open icmp-setting icmp echo-request"},
         {"smb", "ping far", "open icmp-setting icmp echo-request"},
         {"admin", "ping far", "open icmp-setting icmp echo-request"},
         {"smb", "ping far tun0", "open icmp-setting icmp echo-request"},
         {"smb", "icmp 13 203.0.113.9", "drop icmp-not-allowed icmp timestamp-request"},
         {"smb", "redirect near", "drop icmp-not-allowed icmp redirect"},
         {"-tcp:445", "ping near", "drop icmp-not-allowed icmp echo-request"},
         {"udp:445", "ping near", "drop icmp-not-allowed icmp echo-request"},
         {"smb/-tcp:445", "ping near", "drop icmp-not-allowed icmp echo-request"},
         {"smb/-tcp:445 tcp:445", "ping near", "open icmp-setting icmp echo-request"},
         {"smb/-tcp:445 admin", "ping near", "open icmp-setting icmp echo-request"},
         {"admin/-tcp:445", "ping near", "drop icmp-not-allowed icmp echo-request"},
         {"-smb/tcp:445@*", "ping near", "drop icmp-not-allowed icmp echo-request"},
         {"domain/smb", "ping near", "drop icmp-not-allowed icmp echo-request"},
     }},
    {"13.10: DHCP answers always pass, even without answers to multicast and without exceptions",
     {
         {"", "dhcp near", "pass host-need"},
         {"no-multicast", "dhcp near", "pass host-need"},
         {"closed no-multicast", "dhcp far", "pass host-need"},
         {"off", "dhcp near", "pass firewall-off"},
     }},
    {"13.11: the current profile alone counts; connections exist once, not per profile",
     {
         {"domain/tcp:80", "tcp 80 near", "drop no-exception"},
         {"domain/off", "tcp 80 near", "drop no-exception"},
         {"domain/closed tcp:80", "tcp 80 far", "open port-exception port TCP:80"},
         {"domain/ssh", "tcp 22 near", "drop no-exception"},
         {"domain/echo-request", "ping near", "drop icmp-not-allowed icmp echo-request"},
         {"off domain/closed", "tcp 80 far", "pass firewall-off"},
     }},
    {"A program exception opens what the program listens on, to whom its scope says (xp-reference 3.2)",
     {
         {"/usr/bin/a", "tcp 8000 far", "open program-exception program TCP:8000"},
         {"/usr/bin/a", "udp 8000 near", "open program-exception program UDP:8000"},
         {"/usr/bin/b", "tcp 8000 far", "drop no-exception"},
         {"-/usr/bin/a", "tcp 8000 far", "drop no-exception"},
         {"domain//usr/bin/a", "tcp 8000 far", "drop no-exception"},
         {"/usr/bin/a@LocalSubnet", "tcp 8000 near", "open program-exception program TCP:8000"},
         {"/usr/bin/a@LocalSubnet", "tcp 8000 far", "drop out-of-scope program TCP:8000"},
         {"/usr/bin/a", "ping far", "drop icmp-not-allowed icmp echo-request"},
         {"/usr/bin/a", "gre far", "drop no-exception"},
         {"closed /usr/bin/a", "tcp 8000 near", "drop exceptions-off"},
         {"off /usr/bin/a", "tcp 8000 near", "pass firewall-off"},
     }},
    {"A port exception asks for no program, and decides first",
     {
         {"tcp:8000 /usr/bin/a@LocalSubnet", "tcp 8000 far", "open port-exception port TCP:8000"},
         {"tcp:8000@LocalSubnet /usr/bin/a", "tcp 8000 far", "open program-exception program TCP:8000"},
         {"tcp:8000@LocalSubnet /usr/bin/b", "tcp 8000 far", "drop out-of-scope port TCP:8000"},
         {"tcp:8000@LocalSubnet /usr/bin/a@LocalSubnet", "tcp 8000 far", "drop out-of-scope program TCP:8000"},
         {"eth0:tcp:8000 /usr/bin/b", "tcp 8000 far", "open connection-port connection-port TCP:8000"},
     }},
    {"Every process that holds the socket must be allowed, each by any of its names",
     {
         {"/usr/bin/a", "tcp 8001 far", "drop no-exception"},
         {"/usr/bin/b", "tcp 8001 far", "drop no-exception"},
         {"/usr/bin/a /usr/bin/b", "tcp 8001 far", "open program-exception program TCP:8001"},
         {"/usr/bin/a /usr/bin/b@LocalSubnet", "tcp 8001 far", "drop out-of-scope program TCP:8001"},
         {"/usr/bin/link", "tcp 8002 far", "open program-exception program TCP:8002"},
         {"/usr/bin/link@LocalSubnet /usr/bin/b", "tcp 8002 far", "open program-exception program TCP:8002"},
         {"/usr/bin/a", "tcp 8003 far", "drop no-exception"},   // of a container
         {"/usr/bin/a", "tcp 8004 far", "later no-exception"},  // not known yet
         {"/usr/bin/a@LocalSubnet", "tcp 8004 far", "later no-exception"},
         {"-/usr/bin/a", "tcp 8004 far", "drop no-exception"},  // nothing to find out
     }},
    {"A program opens nothing by being in the list",
     {
         {"/usr/sbin/smbd", "tcp 445 near", "drop no-exception"},
         {"/usr/sbin/smbd", "ping near", "drop icmp-not-allowed icmp echo-request"},
     }},
};

// Who listens on this computer.
FakeReceivers listening()
{
    FakeReceivers receivers;
    for (const PortProtocol protocol : {PortProtocol::tcp, PortProtocol::udp}) {
        receivers.listens({protocol, 8000}, {{"/usr/bin/a"}});
        receivers.listens({protocol, 8001}, {{"/usr/bin/a"}, {"/usr/bin/b"}});
        receivers.listens({protocol, 8002}, {{"/usr/bin/b", "/usr/bin/link"}});
        receivers.listens({protocol, 8003}, {{}});
        receivers.listens({protocol, 8004}, {});
    }
    return receivers;
}

}  // namespace

class PolicyTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void everyRowOfTheDomainProfileToo();
    void answersToMulticast_data();
    void answersToMulticast();

private:
    static Decision decision(const Settings &settings, ProfileId active, const QString &packet, bool v6);
};

void PolicyTableTest::decides_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("packet");
    QTest::addColumn<bool>("v6");
    QTest::addColumn<QString>("expected");
    int number = 0;
    for (const Rule &rule : rules) {
        for (const Line &line : rule.lines) {
            const QString packet = QString::fromLatin1(line.packet);
            for (const bool v6 : {false, true}) {
                if (v6 && !namesAPlace(packet))
                    continue;
                QTest::addRow("%d %s: %s -> %s%s", ++number, rule.text, line.settings, line.packet,
                              namesAPlace(packet) ? (v6 ? " (IPv6)" : " (IPv4)") : "")
                    << QString::fromLatin1(line.settings) << packet << v6 << QString::fromLatin1(line.expected);
            }
        }
    }
    QVERIFY(number >= 200);
}

Decision PolicyTableTest::decision(const Settings &settings, ProfileId active, const QString &packet, bool v6)
{
    const QStringList words = packet.split(u' ');
    const qsizetype at = senderAt(words);
    FakeClock clock;
    FlowTable flows(16, {}, clock, 1);
    FakeReceivers receivers = listening();
    ProgramNames names;
    Filter filter(flows, receivers, std::make_shared<const Policy>(settings, active, interfaces(), &names));
    return filter.inbound(packetOf(words, addressOf(words.value(at), v6)), interfaceOf(words.value(at + 1)));
}

void PolicyTableTest::decides()
{
    QFETCH(const QString, settings);
    QFETCH(const QString, packet);
    QFETCH(const bool, v6);
    QFETCH(const QString, expected);
    QCOMPARE(describe(decision(SettingsWords().read(settings), ProfileId::standard, packet, v6)), expected);
}

// The same with the profiles exchanged: 13.11, two profiles with the same set of settings.
void PolicyTableTest::everyRowOfTheDomainProfileToo()
{
    for (const Rule &rule : rules) {
        for (const Line &line : rule.lines) {
            Settings settings = SettingsWords().read(QString::fromLatin1(line.settings));
            std::swap(settings.profile(ProfileId::domain), settings.profile(ProfileId::standard));
            const QString packet = QString::fromLatin1(line.packet);
            QCOMPARE(describe(decision(settings, ProfileId::domain, packet, false)),
                     QString::fromLatin1(line.expected));
        }
    }
}

// The kernel keeps the three seconds (engine/kernel/ruleset.cpp); whether it does is said here (xp-reference 3.6).
void PolicyTableTest::answersToMulticast_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *settings, bool expected) {
        QTest::newRow(settings) << QString::fromLatin1(settings) << expected;
    };
    row("on", true);
    row("closed", true);  // what we asked for ourselves is no exception
    row("off", false);    // nothing is filtered, so nothing needs to be let in
    row("on no-multicast", false);
    row("closed no-multicast", false);
    row("on domain/no-multicast", true);
    row("on eth0:off", true);
}

void PolicyTableTest::answersToMulticast()
{
    QFETCH(const QString, settings);
    QFETCH(const bool, expected);
    const Policy policy(SettingsWords().read(settings), ProfileId::standard, interfaces());
    QCOMPARE(policy.takesMulticastAnswers(), expected);
}

QTEST_APPLESS_MAIN(PolicyTableTest)
#include "tst_policytable.moc"
