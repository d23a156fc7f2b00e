// SPDX-License-Identifier: GPL-2.0-or-later
// difference(): the list that it makes leads there, and no shorter one would.
#include <QTest>

#include "engine/model/change.h"
#include "tests/support/problem.h"
#include "tests/support/randomsettings.h"

#include <set>

using namespace parapet;
using test::problem;

namespace {

// How many rows were added, removed or replaced.
template <class Rows> std::size_t rowsApart(const Rows &from, const Rows &to)
{
    std::set<typename Rows::key_type> keys;
    for (const auto *rows : {&from, &to}) {
        for (const auto &row : *rows)
            keys.insert(row.first);
    }
    std::size_t count = 0;
    for (const auto &key : keys)
        count += !from.contains(key) || !to.contains(key) || from.at(key) != to.at(key);
    return count;
}

std::size_t itemsApart(const IcmpSettings &from, const IcmpSettings &to)
{
    std::size_t count = 0;
    for (const IcmpItemFacts &each : icmpItems)
        count += from.allows(each.item) != to.allows(each.item);
    return count;
}

std::size_t apart(const Profile &from, const Profile &to)
{
    return (from.opmode != to.opmode) + (from.notifications != to.notifications)
        + (from.multicastResponse != to.multicastResponse) + rowsApart(from.ports, to.ports)
        + rowsApart(from.programs, to.programs) + rowsApart(from.services, to.services)
        + itemsApart(from.icmp, to.icmp);
}

std::size_t apart(const ConnectionSettings &from, const ConnectionSettings &to)
{
    return (from.filtered != to.filtered) + rowsApart(from.ports, to.ports) + itemsApart(from.icmp, to.icmp);
}

// How many things a person would have to touch.
std::size_t apart(const Settings &from, const Settings &to)
{
    std::size_t count = from.log != to.log;
    for (const ProfileId id : allProfiles)
        count += apart(from.profile(id), to.profile(id));
    std::set<std::string> connections;
    for (const Settings *settings : {&from, &to}) {
        for (const auto &connection : settings->connections)
            connections.insert(connection.first);
    }
    for (const std::string &id : connections)
        count += apart(connectionSettings(from, id), connectionSettings(to, id));
    return count;
}

Settings withPorts(PortProtocol protocol)
{
    Settings settings;
    for (std::size_t port = 1; port <= limits::exceptionsPerProfile; ++port)
        settings.profile(ProfileId::standard).ports[{protocol, static_cast<std::uint16_t>(port)}] = {"a"};
    return settings;
}

Settings withPrograms(const std::string &folder)
{
    Settings settings;
    for (std::size_t number = 0; number < limits::exceptionsPerProfile; ++number)
        settings.profile(ProfileId::domain).programs[folder + std::to_string(number)] = {"a"};
    return settings;
}

Settings withConnections(const std::string &name)
{
    Settings settings;
    for (std::size_t number = 0; number < limits::connections; ++number)
        settings.connections[name + std::to_string(number)].filtered = false;
    return settings;
}

Settings withConnectionPorts(PortProtocol protocol)
{
    Settings settings;
    for (std::size_t port = 1; port <= limits::portsPerConnection; ++port)
        settings.connections["eth0"].ports[{protocol, static_cast<std::uint16_t>(port)}] = {"a"};
    return settings;
}

}  // namespace

Q_DECLARE_METATYPE(parapet::Settings)

class DifferenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leadsThereByTheShortestWay();
    void leadsFromFullToFull_data();
    void leadsFromFullToFull();
};

void DifferenceTest::leadsThereByTheShortestWay()
{
    test::RandomSettings random(20040825);
    for (int round = 0; round < 5'000; ++round) {
        const Settings from = random.next();
        const Settings to = round % 10 == 0 ? from : round % 10 == 1 ? Settings{} : random.next();
        const auto changes = difference(from, to);
        QCOMPARE(changes.size(), apart(from, to));
        const auto result = parapet::apply(from, changes);
        QCOMPARE(problem(result), QString());
        QVERIFY(*result == to);
    }
}

void DifferenceTest::leadsFromFullToFull_data()
{
    QTest::addColumn<Settings>("from");
    QTest::addColumn<Settings>("to");
    QTest::newRow("ports of a profile") << withPorts(PortProtocol::tcp) << withPorts(PortProtocol::udp);
    QTest::newRow("programs") << withPrograms("/usr/bin/") << withPrograms("/opt/");
    QTest::newRow("connections") << withConnections("eth") << withConnections("wlan");
    QTest::newRow("ports of a connection")
        << withConnectionPorts(PortProtocol::tcp) << withConnectionPorts(PortProtocol::udp);
}

// What is removed must make room for what replaces it.
void DifferenceTest::leadsFromFullToFull()
{
    QFETCH(const Settings, from);
    QFETCH(const Settings, to);
    const auto there = parapet::apply(from, difference(from, to));
    QCOMPARE(problem(there), QString());
    QVERIFY(*there == to);
    const auto back = parapet::apply(to, difference(to, from));
    QCOMPARE(problem(back), QString());
    QVERIFY(*back == from);
}

QTEST_APPLESS_MAIN(DifferenceTest)
#include "tst_difference.moc"
