// SPDX-License-Identifier: GPL-2.0-or-later
// Settings -> what a stranger may open.
#include <QTest>

#include "engine/policy/policy.h"
#include "tests/support/randomsettings.h"

using namespace parapet;

namespace {

using Ports = std::vector<std::uint16_t>;

constexpr auto tcp = PortProtocol::tcp;
constexpr auto udp = PortProtocol::udp;

Settings settingsWith(Opmode mode)
{
    Settings settings;
    Profile &standard = settings.profile(ProfileId::standard);
    standard.opmode = mode;
    standard.ports[{tcp, 80}] = {"Web", true};
    standard.ports[{tcp, 22}] = {"Shell", false};
    standard.ports[{udp, 53}] = {"Names", true};
    standard.ports[{tcp, 1}] = {"First", true};
    standard.ports[{tcp, 65535}] = {"Last", true};
    settings.profile(ProfileId::domain).ports[{tcp, 445}] = {"Files", true};
    return settings;
}

Decision open(PortProtocol protocol, std::uint16_t port)
{
    return {Verdict::accept, Reason::portException, {RuleId::Kind::port, 0, {protocol, port}}, true};
}

Decision closed(Reason reason)
{
    return {Verdict::drop, reason, {}, false};
}

}  // namespace

Q_DECLARE_METATYPE(parapet::Decision)
Q_DECLARE_METATYPE(parapet::PortProtocol)

class TestPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What somebody may reach somewhere; the rest is what the kernel may drop in a flood.
    void knowsWhatIsPossible()
    {
        Settings settings = settingsWith(Opmode::on);
        Profile &profile = settings.profile(ProfileId::standard);
        profile.ports[{udp, 4000}] = {"Scoped", true, *Scope::parse("192.0.2.1")};
        profile.services["file-and-printer-sharing"].enabled = true;
        settings.connections["wired"].ports[{tcp, 8080}] = {"Here", true};
        settings.connections["gone"].ports[{tcp, 8081}] = {"Nowhere", true};
        settings.connections["wired"].icmp.set(IcmpItem::routerRequest, true);
        profile.icmp.set(IcmpItem::timeExceeded, true);  // outbound
        const Interfaces interfaces{{1, "eth0", {}, {}, "wired"}};
        const Policy policy(settings, ProfileId::standard, interfaces);
        QCOMPARE(policy.possiblePorts(tcp), (Ports{1, 80, 139, 445, 8080, 65535}));
        QCOMPARE(policy.possiblePorts(udp), (Ports{53, 137, 138, 4000}));
        // With file sharing goes the echo request.
        QCOMPARE(policy.possibleIcmp(4), (std::vector<std::uint8_t>{8, 9, 10}));
        QCOMPARE(policy.possibleIcmp(6), (std::vector<std::uint8_t>{128}));

        profile.opmode = Opmode::onWithoutExceptions;
        const Policy strict(settings, ProfileId::standard, interfaces);
        QCOMPARE(strict.possiblePorts(tcp), Ports());
        QCOMPARE(strict.possibleIcmp(4), std::vector<std::uint8_t>());
    }

    void anEnabledEntryOpensItsPort_data()
    {
        QTest::addColumn<PortProtocol>("protocol");
        QTest::addColumn<int>("port");
        QTest::addColumn<Decision>("expected");
        QTest::newRow("an enabled entry opens its port") << tcp << 80 << open(tcp, 80);
        QTest::newRow("not the port of the other protocol") << udp << 80 << closed(Reason::noException);
        QTest::newRow("an unchecked entry opens nothing") << tcp << 22 << closed(Reason::noException);
        QTest::newRow("udp") << udp << 53 << open(udp, 53);
        QTest::newRow("udp does not open tcp") << tcp << 53 << closed(Reason::noException);
        QTest::newRow("the next port") << tcp << 81 << closed(Reason::noException);
        QTest::newRow("the port before") << tcp << 79 << closed(Reason::noException);
        QTest::newRow("the first port") << tcp << 1 << open(tcp, 1);
        QTest::newRow("the last port") << tcp << 65535 << open(tcp, 65535);
        QTest::newRow("port 0") << tcp << 0 << closed(Reason::noException);
        QTest::newRow("an entry of the other profile") << tcp << 445 << closed(Reason::noException);
    }

    // The kernel judges by them what is forwarded to containers.
    void openingsAllowWhatThePolicyAllows()
    {
        test::RandomSettings random(7);
        const Interfaces interfaces{{2, "eth0", {}, {*AddressRange::parse("192.0.2.0/24")}, "eth0"},
                                    {3, "wlan0", {}, {*AddressRange::parse("10.1.0.0/16")}, "wlan0"}};
        int allowed = 0;
        for (int round = 0; round < 300; ++round) {
            const Policy policy(random.next(), ProfileId::standard, interfaces);
            if (!policy.filters())
                continue;
            const std::vector<Opening> openings = policy.scopedOpenings();
            for (const PortProtocol protocol : {tcp, udp}) {
                const std::vector<std::uint16_t> toAll = policy.openPorts(protocol);
                for (const std::uint16_t port : {1, 80, 135, 139, 443, 445, 3389, 65535}) {
                    for (const char *address :
                         {"192.0.2.1", "192.0.2.7", "10.1.2.3", "10.9.9.9", "203.0.113.1", "2001:db8::5", "fe80::1"}) {
                        for (const std::uint32_t interface : {0U, 2U, 3U}) {
                            const Sender sender{*IpAddress::parse(address), interface};
                            int open = std::ranges::count(toAll, port) != 0;
                            for (const Opening &each : openings) {
                                open += each.port == PortKey{protocol, port} && each.from.contains(sender.address)
                                    && each.interface == 0;
                                open += each.port == PortKey{protocol, port} && each.from.contains(sender.address)
                                    && each.interface != 0 && each.interface == interface;
                            }
                            const Decision decision = policy.inboundPort(protocol, port, sender);
                            if (interface != 0 && policy.unfiltered().contains(interface))
                                continue;  // accepted before any opening is asked
                            QCOMPARE(open > 0, decision.verdict == Verdict::accept);
                            allowed += open > 0;
                        }
                    }
                }
            }
        }
        QVERIFY(allowed > 1000);
    }

    void anEnabledEntryOpensItsPort()
    {
        QFETCH(PortProtocol, protocol);
        QFETCH(int, port);
        QFETCH(Decision, expected);
        const Policy policy(settingsWith(Opmode::on), ProfileId::standard);
        QVERIFY(policy.inboundPort(protocol, std::uint16_t(port)) == expected);
    }

    void theActiveProfileCounts()
    {
        const Policy policy(settingsWith(Opmode::on), ProfileId::domain);
        QVERIFY(policy.inboundPort(tcp, 445) == open(tcp, 445));
        QVERIFY(policy.inboundPort(tcp, 80) == closed(Reason::noException));
        QCOMPARE(policy.openPorts(tcp), Ports{445});
    }

    // XP SP2 "Don't allow exceptions": all exceptions are ignored (xp-reference 3.3).
    void withoutExceptionsNothingIsOpen()
    {
        const Policy policy(settingsWith(Opmode::onWithoutExceptions), ProfileId::standard);
        QVERIFY(policy.filters());
        QVERIFY(policy.inboundPort(tcp, 80) == closed(Reason::exceptionsOff));
        QVERIFY(policy.inboundPort(udp, 53) == closed(Reason::exceptionsOff));
        QVERIFY(policy.openPorts(tcp).empty());
        QVERIFY(policy.openPorts(udp).empty());
    }

    // XP SP2 off: no filtering at all (xp-reference 3.3). No entry is what let the packet in.
    void offLetsEverythingIn()
    {
        const Policy policy(settingsWith(Opmode::off), ProfileId::standard);
        QVERIFY(!policy.filters());
        const Decision decision{Verdict::accept, Reason::firewallOff, {}, false};
        QVERIFY(policy.inboundPort(tcp, 80) == decision);
        QVERIFY(policy.inboundPort(tcp, 22) == decision);
        QVERIFY(policy.inboundPort(udp, 9999) == decision);
    }

    // The kernel is never laxer than the engine, and never stricter either.
    void theKernelsPortsAreTheEngines_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("on") << int(Opmode::on);
        QTest::newRow("on without exceptions") << int(Opmode::onWithoutExceptions);
        QTest::newRow("off") << int(Opmode::off);
    }

    void theKernelsPortsAreTheEngines()
    {
        QFETCH(int, mode);
        const Policy policy(settingsWith(Opmode(mode)), ProfileId::standard);
        for (const auto protocol : {tcp, udp}) {
            Ports accepted;
            for (int port = 0; port <= 65535; ++port) {
                if (policy.inboundPort(protocol, std::uint16_t(port)).verdict == Verdict::accept)
                    accepted.push_back(std::uint16_t(port));
            }
            QCOMPARE(policy.openPorts(protocol), accepted);
        }
    }

    void openPortsInOrder()
    {
        const Policy policy(settingsWith(Opmode::on), ProfileId::standard);
        QCOMPARE(policy.openPorts(tcp), (Ports{1, 80, 65535}));
        QCOMPARE(policy.openPorts(udp), Ports{53});
    }

    void thePolicyKeepsNothingOfTheSettings()
    {
        Settings settings = settingsWith(Opmode::on);
        const Policy policy(settings, ProfileId::standard);
        settings.profile(ProfileId::standard).ports.clear();
        settings.profile(ProfileId::standard).opmode = Opmode::off;
        QVERIFY(policy.inboundPort(tcp, 80) == open(tcp, 80));
        QCOMPARE(int(policy.opmode()), int(Opmode::on));
    }
};

QTEST_APPLESS_MAIN(TestPolicy)
#include "tst_policy.moc"
