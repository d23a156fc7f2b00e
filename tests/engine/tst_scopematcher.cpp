// SPDX-License-Identifier: GPL-2.0-or-later
// Who may use an exception, through the policy: each kind of scope, IPv4 and IPv6, and a slow obvious matcher beside it.
#include <QTest>

#include "engine/policy/policy.h"

#include <random>

using namespace parapet;

namespace {

constexpr std::uint32_t lan = 2, wifi = 3;

IpAddress address(const std::string &text)
{
    return *IpAddress::parse(text);
}

// Two interfaces, each with a subnet of both families.
Interfaces interfaces()
{
    return {{lan,
             "eth0",
             {address("192.0.2.1"), address("2001:db8:2::1")},
             {*AddressRange::parse("192.0.2.0/24"), *AddressRange::parse("2001:db8:2::/64")}},
            {wifi, "wlan0", {address("10.8.0.5")}, {*AddressRange::parse("10.8.0.0/16")}}};
}

Policy policyWith(const Scope &scope)
{
    Settings settings;
    settings.profile(ProfileId::standard).ports[{PortProtocol::tcp, 80}] = {"Web", true, scope};
    return Policy(settings, ProfileId::standard, interfaces());
}

// Item by item, as the list reads.
bool naiveContains(const Scope &scope, const IpAddress &from, std::uint32_t by)
{
    if (scope.kind == Scope::Kind::any)
        return true;
    for (const AddressRange &range : scope.ranges) {
        if (range.contains(from))
            return true;
    }
    if (scope.kind != Scope::Kind::localSubnet && !scope.listsLocalSubnet)
        return false;
    for (const Interface &interface : interfaces()) {
        for (const AddressRange &subnet : interface.subnets) {
            if (interface.index == by && subnet.contains(from))
                return true;
        }
    }
    return false;
}

}  // namespace

class TestScopeMatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void admits_data();
    void admits();
    void onlyUnscopedPortsAreTheKernels();
    void flowsOfUnknownInterfaceAreFoundByTheirAddress();
    void agreesWithTheNaiveMatcher();
};

void TestScopeMatcher::admits_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("from");
    QTest::addColumn<unsigned>("by");
    QTest::addColumn<bool>("admitted");
    const auto row = [](const char *name, const char *scope, const char *from, std::uint32_t by, bool admitted) {
        QTest::newRow(name) << QString::fromLatin1(scope) << QString::fromLatin1(from) << by << admitted;
    };
    // Any computer.
    row("anyone, IPv4", "*", "203.0.113.9", lan, true);
    row("anyone, IPv6", "*", "2001:db8:ffff::9", lan, true);
    // My network (subnet) only: the subnets of the interface that the packet came in by.
    row("a neighbour", "LocalSubnet", "192.0.2.77", lan, true);
    row("a neighbour, IPv6", "LocalSubnet", "2001:db8:2::77", lan, true);
    row("a neighbour on the other interface", "LocalSubnet", "10.8.3.4", wifi, true);
    row("a far computer", "LocalSubnet", "198.51.100.7", lan, false);
    row("a far computer, IPv6", "LocalSubnet", "2001:db8:51::7", lan, false);
    row("the subnet of another interface", "LocalSubnet", "10.8.3.4", lan, false);
    row("an interface without addresses", "LocalSubnet", "192.0.2.77", 9, false);
    row("an interface that is not known", "LocalSubnet", "192.0.2.77", 0, false);
    // A custom list.
    row("the address in the list", "198.51.100.7", "198.51.100.7", lan, true);
    row("the next address", "198.51.100.7", "198.51.100.8", lan, false);
    row("inside a subnet of the list", "198.51.100.0/24,10.0.0.0/255.0.0.0", "10.255.0.1", lan, true);
    row("outside all of the list", "198.51.100.0/24,10.0.0.0/255.0.0.0", "11.0.0.1", lan, false);
    row("first of a range", "198.51.100.10-198.51.100.20", "198.51.100.10", lan, true);
    row("last of a range", "198.51.100.10-198.51.100.20", "198.51.100.20", lan, true);
    row("behind a range", "198.51.100.10-198.51.100.20", "198.51.100.21", lan, false);
    row("before a range", "198.51.100.10-198.51.100.20", "198.51.100.9", lan, false);
    row("IPv6 prefix", "2001:db8:51::/48", "2001:db8:51:9::1", lan, true);
    row("outside an IPv6 prefix", "2001:db8:51::/48", "2001:db8:52::1", lan, false);
    row("a list with the local subnet", "198.51.100.7,LocalSubnet", "192.0.2.5", lan, true);
    row("a list with the local subnet, the listed one", "198.51.100.7,LocalSubnet", "198.51.100.7", wifi, true);
    row("a list with the local subnet, neither", "198.51.100.7,LocalSubnet", "203.0.113.1", lan, false);
    row("overlapping items", "10.0.0.0/8,10.1.0.0/16,10.1.2.3", "10.200.0.1", lan, true);
}

void TestScopeMatcher::admits()
{
    QFETCH(QString, scope);
    QFETCH(QString, from);
    QFETCH(unsigned, by);
    QFETCH(bool, admitted);
    const Policy policy = policyWith(*Scope::parse(scope.toStdString()));
    const Decision decision = policy.inboundPort(PortProtocol::tcp, 80, {address(from.toStdString()), by});
    QCOMPARE(decision.verdict == Verdict::accept, admitted);
    QVERIFY(decision.reason == (admitted ? Reason::portException : Reason::outOfScope));
    QCOMPARE(int(decision.rule.port.port), 80);  // the log can name the exception either way
}

void TestScopeMatcher::onlyUnscopedPortsAreTheKernels()
{
    QCOMPARE(policyWith({}).openPorts(PortProtocol::tcp).size(), std::size_t{1});
    QVERIFY(policyWith(*Scope::parse("LocalSubnet")).openPorts(PortProtocol::tcp).empty());
    QVERIFY(policyWith(*Scope::parse("10.0.0.0/8")).openPorts(PortProtocol::tcp).empty());
}

void TestScopeMatcher::flowsOfUnknownInterfaceAreFoundByTheirAddress()
{
    const Policy policy = policyWith({});
    QCOMPARE(policy.interfaceOf(address("192.0.2.1")), lan);
    QCOMPARE(policy.interfaceOf(address("2001:db8:2::1")), lan);
    QCOMPARE(policy.interfaceOf(address("10.8.0.5")), wifi);
    QCOMPARE(policy.interfaceOf(address("192.0.2.2")), 0U);
}

void TestScopeMatcher::agreesWithTheNaiveMatcher()
{
    std::mt19937 random(20040806);
    const auto pick = [&](std::uint32_t below) {
        return std::uniform_int_distribution<std::uint32_t>(0, below - 1)(random);
    };
    // A small world, so that hits, edges and overlaps are frequent.
    const auto someone = [&] {
        return pick(2) ? IpAddress::v4(0x0a080000U + pick(64)) : address("2001:db8:2::" + std::to_string(pick(9) + 1));
    };
    int admitted = 0;
    for (int round = 0; round < 5'000; ++round) {
        Scope scope{Scope::Kind::custom, pick(4) == 0, {}};
        for (std::uint32_t item = pick(6); item > 0; --item) {
            IpAddress one = someone(), other = someone();
            if (one.isV4() != other.isV4())
                continue;
            scope.ranges.push_back(one < other ? AddressRange{one, other} : AddressRange{other, one});
        }
        const Policy policy = policyWith(scope);
        for (int packet = 0; packet < 20; ++packet) {
            const IpAddress from = someone();
            const std::uint32_t by = pick(5);
            const bool passes = policy.inboundPort(PortProtocol::tcp, 80, {from, by}).verdict == Verdict::accept;
            QCOMPARE(passes, naiveContains(scope, from, by));
            admitted += passes;
        }
    }
    QVERIFY(admitted > 10'000 && admitted < 90'000);  // both answers were tried
}

QTEST_APPLESS_MAIN(TestScopeMatcher)
#include "tst_scopematcher.moc"
