// SPDX-License-Identifier: GPL-2.0-or-later
// Which packets belong to one conversation.
#include <QTest>

#include "engine/flow/flowkey.h"
#include "tests/support/parsedpackets.h"

#include <algorithm>
#include <array>

using namespace parapet;
using namespace parapet::test;

Q_DECLARE_METATYPE(parapet::ParsedPacket)

namespace {

constexpr const char *us = "192.0.2.7", *them = "198.51.100.1";
constexpr const char *us6 = "2001:db8::7", *them6 = "2001:db8:1::1";
constexpr const char *router = "203.0.113.1";
constexpr std::uint64_t seed = 0x0123456789abcdef;

ParsedPacket withoutPorts(ParsedPacket packet)
{
    packet.hasPorts = false;
    return packet;
}

ParsedPacket withoutQuote(ParsedPacket packet)
{
    packet.quoted.valid = false;
    return packet;
}

ParsedPacket withQuoteWithoutPorts(ParsedPacket packet)
{
    packet.quoted.hasPorts = false;
    return packet;
}

}  // namespace

class TestFlowKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothDirectionsAreOneFlow_data()
    {
        QTest::addColumn<ParsedPacket>("sent");
        QTest::addColumn<ParsedPacket>("received");
        QTest::newRow("tcp over IPv4") << tcp(us, 4000, them, 80, syn) << tcp(them, 80, us, 4000, syn | ack);
        QTest::newRow("tcp over IPv6") << tcp(us6, 4000, them6, 80, syn) << tcp(them6, 80, us6, 4000, syn | ack);
        QTest::newRow("udp over IPv4") << udp(us, 4000, them, 53) << udp(them, 53, us, 4000);
        QTest::newRow("udp over IPv6") << udp(us6, 4000, them6, 53) << udp(them6, 53, us6, 4000);
        QTest::newRow("ping over IPv4") << ping(us, them, 7) << pong(them, us, 7);
        QTest::newRow("ping over IPv6") << ping(us6, them6, 7) << pong(them6, us6, 7);
        QTest::newRow("gre has no ports") << ip(us, them, 47) << ip(them, us, 47);
        QTest::newRow("sctp has ports") << withPorts(ip(us, them, 132), 9, 10) << withPorts(ip(them, us, 132), 10, 9);
    }

    void bothDirectionsAreOneFlow()
    {
        QFETCH(ParsedPacket, sent);
        QFETCH(ParsedPacket, received);
        const auto out = flowKey(sent, Direction::outbound), in = flowKey(received, Direction::inbound);
        QVERIFY(out && in);
        QVERIFY(*out == *in);
        QVERIFY(out->local == sent.source && out->remote == sent.destination);
        QCOMPARE(hash(*out, seed), hash(*in, seed));
    }

    void differentFlowsDiffer_data()
    {
        QTest::addColumn<ParsedPacket>("other");
        QTest::newRow("another remote host") << tcp("198.51.100.2", 80, us, 4000, ack);
        QTest::newRow("another remote port") << tcp(them, 81, us, 4000, ack);
        QTest::newRow("another local host") << tcp(them, 80, "192.0.2.8", 4000, ack);
        QTest::newRow("another local port") << tcp(them, 80, us, 4001, ack);
        QTest::newRow("ports the other way round") << tcp(them, 4000, us, 80, ack);
        QTest::newRow("addresses the other way round") << tcp(us, 80, them, 4000, ack);
        QTest::newRow("another protocol") << udp(them, 80, us, 4000);
    }

    void differentFlowsDiffer()
    {
        QFETCH(ParsedPacket, other);
        const auto one = flowKey(tcp(them, 80, us, 4000, ack), Direction::inbound);
        const auto two = flowKey(other, Direction::inbound);
        QVERIFY(one && two);
        QVERIFY(*one != *two);
        QVERIFY(hash(*one, seed) != hash(*two, seed));
    }

    void noFlow_data()
    {
        QTest::addColumn<ParsedPacket>("packet");
        QTest::newRow("a packet without addresses") << ParsedPacket();
        QTest::newRow("tcp without readable ports") << withoutPorts(tcp(them, 80, us, 4000, ack));
        QTest::newRow("udp without readable ports") << withoutPorts(udp(them, 80, us, 4000));
        QTest::newRow("an icmp error") << unreachable(them, us, udp(us, 1, them, 2));
        QTest::newRow("an icmp redirect: it would meet an echo with identifier 0") << icmp(them, us, 5);
        QTest::newRow("a neighbour advertisement") << icmp(them6, us6, 136);
    }

    void noFlow()
    {
        QFETCH(ParsedPacket, packet);
        QVERIFY(!flowKey(packet, Direction::inbound));
        QVERIFY(!flowKey(packet, Direction::outbound));
    }

    void quotedFlow_data()
    {
        QTest::addColumn<ParsedPacket>("error");
        QTest::addColumn<ParsedPacket>("sent");
        QTest::newRow("from the other end")
            << unreachable(them, us, udp(us, 4000, them, 53)) << udp(us, 4000, them, 53);
        QTest::newRow("from a router") << unreachable(router, us, tcp(us, 4000, them, 80, syn))
                                       << tcp(us, 4000, them, 80, syn);
        QTest::newRow("over IPv6") << unreachable(them6, us6, udp(us6, 4, them6, 5)) << udp(us6, 4, them6, 5);
        QTest::newRow("about a ping") << unreachable(router, us, ping(us, them, 9)) << ping(us, them, 9);
        QTest::newRow("about gre") << unreachable(router, us, ip(us, them, 47)) << ip(us, them, 47);
    }

    void quotedFlow()
    {
        QFETCH(ParsedPacket, error);
        QFETCH(ParsedPacket, sent);
        const auto quoted = quotedFlowKey(error), flow = flowKey(sent, Direction::outbound);
        QVERIFY(quoted && flow);
        QVERIFY(*quoted == *flow);
    }

    void noQuotedFlow_data()
    {
        QTest::addColumn<ParsedPacket>("error");
        const auto error = unreachable(router, us, udp(us, 4000, them, 53));
        QTest::newRow("not an error") << pong(them, us, 1);
        QTest::newRow("not icmp") << udp(them, 53, us, 4000);
        QTest::newRow("no readable quote") << withoutQuote(error);
        QTest::newRow("a quote without its ports") << withQuoteWithoutPorts(error);
        QTest::newRow("a quoted ping without its identifier")
            << withQuoteWithoutPorts(unreachable(router, us, ping(us, them, 9)));
        QTest::newRow("a quote of a packet that another host sent")
            << unreachable(router, us, udp("192.0.2.8", 4000, them, 53));
        QTest::newRow("a quote of a packet that we received") << unreachable(router, us, udp(them, 53, us, 4000));
    }

    void noQuotedFlow()
    {
        QFETCH(ParsedPacket, error);
        QVERIFY(!quotedFlowKey(error));
    }

    // Without the seed nobody can say where a key goes: two that meet under one seed part under another.
    void collisionsDependOnTheSeed()
    {
        FlowKey key{address(us), address(them), 1, 0, 17};
        const auto home = [](const FlowKey &of, std::uint64_t with) { return hash(of, with) & 0xff; };
        FlowKey other = key;
        do
            ++other.remotePort;
        while (home(other, seed) != home(key, seed));
        int together = 0;
        for (std::uint64_t another = seed + 1; another <= seed + 1000; ++another)
            together += home(other, another) == home(key, another);
        QVERIFY2(together < 30, qPrintable(QString::number(together)));  // 1000/256 = 4 are to be expected
    }

    // Neighbouring ports and addresses, the commonest difference, must spread evenly.
    void hashesSpread()
    {
        std::array<int, 256> homes{};
        FlowKey key{address(us), address(them), 80, 0, 6};
        for (int port = 0; port < 25600; ++port) {
            key.remotePort = std::uint16_t(port);
            ++homes[hash(key, seed) & 0xff];
        }
        const auto [least, most] = std::ranges::minmax(homes);
        QVERIFY2(least > 50 && most < 150,
                 qPrintable(QStringLiteral("%1..%2").arg(least).arg(most)));  // 100 on average
    }
};

QTEST_APPLESS_MAIN(TestFlowKey)
#include "tst_flowkey.moc"
