// SPDX-License-Identifier: GPL-2.0-or-later
// What may stand in a scope (xp-reference 1.9, 3.4), how it is written back, and what is refused with which words.
#include <QTest>

#include "engine/model/scope.h"

using namespace parapet;

class TestScope : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasOneCanonicalForm_data();
    void hasOneCanonicalForm();
    void refuses_data();
    void refuses();
    void listHasALimit();
    void rangeContains_data();
    void rangeContains();
};

void TestScope::hasOneCanonicalForm_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("canonical");

    QTest::newRow("any computer") << "*"
                                  << "*";
    QTest::newRow("the local subnet, in any case") << "localsubnet"
                                                   << "LocalSubnet";
    QTest::newRow("a bare address gets the mask of one host") << "10.0.0.151"
                                                              << "10.0.0.151/255.255.255.255";
    QTest::newRow("a prefix length becomes a mask") << "157.60.0.0/16"
                                                    << "157.60.0.0/255.255.0.0";
    QTest::newRow("a mask stays") << "10.0.0.0/255.0.0.0"
                                  << "10.0.0.0/255.0.0.0";
    QTest::newRow("host bits are dropped") << "192.168.114.201/24"
                                           << "192.168.114.0/255.255.255.0";
    QTest::newRow("a range that is a subnet is written as one") << "10.0.0.0-10.0.0.255"
                                                                << "10.0.0.0/255.255.255.0";
    QTest::newRow("any other range stays a range") << "10.0.0.1-10.0.0.9"
                                                   << "10.0.0.1-10.0.0.9";
    QTest::newRow("IPv6 address") << "2001:DB8::7"
                                  << "2001:db8::7/128";
    QTest::newRow("IPv6 prefix") << "2001:db8::7/32"
                                 << "2001:db8::/32";
    QTest::newRow("IPv6 range") << "2001:db8::1-2001:db8::5"
                                << "2001:db8::1-2001:db8::5";
    QTest::newRow("the example of XP SP2's own help")
        << "157.60.0.1,172.16.0.0/16,10.0.0.0/255.0.0.0,LocalSubnet"
        << "157.60.0.1/255.255.255.255,172.16.0.0/255.255.0.0,10.0.0.0/255.0.0.0,LocalSubnet";
    QTest::newRow("blanks around items do not matter") << " 10.0.0.1 , LocalSubnet "
                                                       << "10.0.0.1/255.255.255.255,LocalSubnet";
}

void TestScope::hasOneCanonicalForm()
{
    QFETCH(QString, typed);
    QFETCH(QString, canonical);
    const Result<Scope> scope = Scope::parse(typed.toStdString());
    QVERIFY2(scope, scope ? "" : scope.error().text.c_str());
    QCOMPARE(QString::fromStdString(scope->text()), canonical);
    const Result<Scope> again = Scope::parse(scope->text());
    QVERIFY(again);
    QVERIFY(*again == *scope);
}

void TestScope::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("words");

    QTest::newRow("an empty list") << ""
                                   << "no item may be empty";
    QTest::newRow("an empty item") << "10.0.0.1,,10.0.0.2"
                                   << "no item may be empty";
    QTest::newRow("a comma at the end") << "10.0.0.1,"
                                        << "no item may be empty";
    QTest::newRow("a name") << "server.example"
                            << "is not an IP address";
    QTest::newRow("any within a list") << "*,10.0.0.1"
                                       << "is not an IP address";
    QTest::newRow("an IPv4 prefix beyond 32") << "10.0.0.0/33"
                                              << "between 0 and 32";
    QTest::newRow("an IPv6 prefix beyond 128") << "2001:db8::/129"
                                               << "between 0 and 128";
    QTest::newRow("a negative prefix") << "10.0.0.0/-1"
                                       << "between 0 and 32";
    QTest::newRow("a mask with a hole") << "10.0.0.0/255.0.255.0"
                                        << "no valid subnet mask";
    QTest::newRow("an IPv4 mask for IPv6") << "2001:db8::/255.0.0.0"
                                           << "no valid subnet mask";
    QTest::newRow("nothing behind the slash") << "10.0.0.0/"
                                              << "no valid subnet mask";
    QTest::newRow("a range backwards") << "1.2.3.4-1.2.3.1"
                                       << "ends before it begins";
    QTest::newRow("a range of two families") << "1.2.3.4-2001:db8::1"
                                             << "of one kind";
    QTest::newRow("the loopback address") << "127.0.0.1"
                                          << "loopback";
    QTest::newRow("the IPv6 loopback address") << "::1"
                                               << "loopback";
    QTest::newRow("the unspecified address") << "0.0.0.0"
                                             << "unspecified";
    QTest::newRow("everything as a subnet") << "0.0.0.0/0"
                                            << "unspecified";
    QTest::newRow("the unspecified IPv6 address") << "::"
                                                  << "unspecified";
    QTest::newRow("IPv4 dressed as IPv6") << "::ffff:10.0.0.1"
                                          << "is not an IP address";
    QTest::newRow("the same item twice") << "10.0.0.0/8,10.1.2.3/255.0.0.0"
                                         << "twice";
    QTest::newRow("LocalSubnet twice") << "LocalSubnet,localsubnet"
                                       << "twice";
    QTest::newRow("a zone") << "fe80::1%eth0"
                            << "is not an IP address";
}

void TestScope::refuses()
{
    QFETCH(QString, typed);
    QFETCH(QString, words);
    const Result<Scope> scope = Scope::parse(typed.toStdString());
    QVERIFY(!scope);
    QVERIFY2(QString::fromStdString(scope.error().text).contains(words), scope.error().text.c_str());
}

void TestScope::listHasALimit()
{
    std::string list;
    for (std::size_t item = 0; item < limits::scopeItems; ++item)
        list += (item ? ",10.0." : "10.0.") + std::to_string(item / 250) + "." + std::to_string(item % 250 + 1);
    QVERIFY(Scope::parse(list));
    const Result<Scope> tooLong = Scope::parse(list + ",10.9.9.9");
    QVERIFY(!tooLong);
    QVERIFY(QString::fromStdString(tooLong.error().text).contains(QStringLiteral("no more than")));
}

void TestScope::rangeContains_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("inside");

    QTest::newRow("first of a subnet") << "192.0.2.0/24"
                                       << "192.0.2.0" << true;
    QTest::newRow("last of a subnet") << "192.0.2.0/24"
                                      << "192.0.2.255" << true;
    QTest::newRow("one behind") << "192.0.2.0/24"
                                << "192.0.3.0" << false;
    QTest::newRow("one before") << "192.0.2.0/24"
                                << "192.0.1.255" << false;
    QTest::newRow("odd prefix") << "10.32.0.0/11"
                                << "10.63.255.255" << true;
    QTest::newRow("behind an odd prefix") << "10.32.0.0/11"
                                          << "10.64.0.0" << false;
    QTest::newRow("IPv6 inside") << "2001:db8::/33"
                                 << "2001:db8:7fff::1" << true;
    QTest::newRow("IPv6 outside") << "2001:db8::/33"
                                  << "2001:db8:8000::1" << false;
    QTest::newRow("IPv4 is never inside an IPv6 range") << "1::-ffff::"
                                                        << "10.0.0.1" << false;
}

void TestScope::rangeContains()
{
    QFETCH(QString, range);
    QFETCH(QString, address);
    QFETCH(bool, inside);
    const Result<AddressRange> parsed = AddressRange::parse(range.toStdString());
    QVERIFY(parsed);
    QCOMPARE(parsed->contains(*IpAddress::parse(address.toStdString())), inside);
}

QTEST_APPLESS_MAIN(TestScope)
#include "tst_scope.moc"
