// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "engine/model/address.h"

#include <set>

using namespace parapet;

namespace {

IpAddress address(const char *text)
{
    const auto parsed = IpAddress::parse(text);
    Q_ASSERT(parsed);
    return *parsed;
}

}  // namespace

class AddressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadAndWritten_data();
    void textIsReadAndWritten();
    void otherTextIsRefused_data();
    void otherTextIsRefused();
    void kindsAreTold_data();
    void kindsAreTold();
    void bytesAreInNetworkOrder();
    void v4AndV6ShareOneOrder();
};

void AddressTest::textIsReadAndWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    QTest::addColumn<bool>("v4");
    const auto row = [](const char *name, const char *text, const char *canonical, bool v4) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(canonical) << v4;
    };
    row("an IPv4 address", "192.0.2.7", "192.0.2.7", true);
    row("the highest IPv4 address", "255.255.255.255", "255.255.255.255", true);
    row("the unspecified IPv4 address", "0.0.0.0", "0.0.0.0", true);
    row("an IPv6 address", "2001:db8::7", "2001:db8::7", false);
    row("an IPv6 address in full and in capitals", "2001:0DB8:0000:0000:0000:0000:0000:0007", "2001:db8::7", false);
    row("the longest IPv6 address", "fedc:ba98:7654:3210:fedc:ba98:7654:3210",
        "fedc:ba98:7654:3210:fedc:ba98:7654:3210", false);
    row("the unspecified IPv6 address", "::", "::", false);
    row("one zero group is not shortened (RFC 5952 4.2.2)", "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1", false);
    row("an IPv4-mapped address is the IPv4 address", "::ffff:192.0.2.7", "192.0.2.7", true);
}

void AddressTest::textIsReadAndWritten()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, canonical);
    QFETCH(const bool, v4);
    const auto parsed = IpAddress::parse(text.toStdString());
    QVERIFY(parsed);
    QCOMPARE(parsed->text(), canonical.toStdString());
    QCOMPARE(parsed->isV4(), v4);
    QVERIFY(IpAddress::parse(parsed->text()) == parsed);
}

void AddressTest::otherTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, QByteArray text) { QTest::newRow(name) << std::move(text); };
    row("nothing", "");
    row("a name", "localhost");
    row("three numbers", "192.0.2");
    row("five numbers", "192.0.2.7.1");
    row("a number above 255", "192.0.2.256");
    row("a leading zero, which could be octal", "192.0.2.07");
    row("a hexadecimal number", "0xc0.0.2.7");
    row("one large number", "3221225991");
    row("a blank in front", " 192.0.2.7");
    row("a blank behind", "192.0.2.7 ");
    row("a line break behind", "192.0.2.7\n");
    row("a prefix", "192.0.2.0/24");
    row("a zone", "fe80::1%eth0");
    row("brackets", "[2001:db8::7]");
    row("two double colons", "2001::db8::7");
    row("nine groups", "1:2:3:4:5:6:7:8:9");
    row("a group of five digits", "2001:db800::7");
    row("a NUL behind", QByteArray("192.0.2.7\0", 10));
    row("text behind a NUL", QByteArray("192.0.2.7\0/0", 12));
    row("a very long text", QByteArray(100'000, '1'));
}

void AddressTest::otherTextIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!IpAddress::parse(text.toStdString()));
}

void AddressTest::kindsAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("kind");
    const auto row = [](const char *name, const char *text, const char *kind) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(kind);
    };
    row("any IPv4", "0.0.0.0", "unspecified");
    row("any IPv6", "::", "unspecified");
    row("loopback IPv4", "127.0.0.1", "loopback");
    row("the end of the loopback net", "127.255.255.255", "loopback");
    row("behind the loopback net", "128.0.0.0", "");
    row("loopback IPv6", "::1", "loopback");
    row("the neighbour of loopback IPv6", "::2", "");
    row("an address that ends as loopback", "2001:db8::1", "");
    row("before the multicast nets", "223.255.255.255", "");
    row("the first multicast net", "224.0.0.1", "multicast");
    row("the last multicast address", "239.255.255.255", "multicast");
    row("reserved, not multicast", "240.0.0.0", "");
    row("multicast IPv6", "ff02::1", "multicast");
    row("link-local multicast is multicast", "ff02::fb", "multicast");
    row("link-local IPv4", "169.254.1.1", "link-local");
    row("beside link-local IPv4", "169.253.255.255", "");
    row("link-local IPv6", "fe80::1", "link-local");
    row("the end of link-local IPv6", "febf:ffff::1", "link-local");
    row("site-local is not link-local", "fec0::1", "");
    row("a global IPv4 address", "192.0.2.7", "");
    row("a global IPv6 address", "2001:db8::7", "");
    row("an IPv6 address that begins like IPv4 loopback", "7f00::1", "");
}

void AddressTest::kindsAreTold()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, kind);
    const IpAddress one = address(text.constData());
    QCOMPARE(one.isUnspecified(), kind == "unspecified");
    QCOMPARE(one.isLoopback(), kind == "loopback");
    QCOMPARE(one.isMulticast(), kind == "multicast");
    QCOMPARE(one.isLinkLocal(), kind == "link-local");
}

void AddressTest::bytesAreInNetworkOrder()
{
    const std::array four{std::byte{192}, std::byte{0}, std::byte{2}, std::byte{7}};
    QVERIFY(IpAddress::v4(std::span(four)) == address("192.0.2.7"));
    QVERIFY(IpAddress::v4(0xC0000207U) == address("192.0.2.7"));
    QCOMPARE(address("192.0.2.7").asV4(), 0xC0000207U);

    std::array<std::byte, 16> sixteen{};
    sixteen[0] = std::byte{0x20};
    sixteen[15] = std::byte{7};
    QCOMPARE(IpAddress::v6(sixteen).text(), std::string("2000::7"));
    QCOMPARE(IpAddress::v6(sixteen).bytes()[15], std::uint8_t{7});
    QVERIFY(IpAddress() == address("::"));
}

void AddressTest::v4AndV6ShareOneOrder()
{
    const std::set<IpAddress> sorted{address("2001:db8::7"), address("10.0.0.2"), address("10.0.0.1"), address("::1"),
                                     address("::ffff:10.0.0.1")};
    std::string line;
    for (const IpAddress &one : sorted)
        line += one.text() + " ";
    QCOMPARE(line, std::string("::1 10.0.0.1 10.0.0.2 2001:db8::7 "));
}

QTEST_APPLESS_MAIN(AddressTest)
#include "tst_address.moc"
