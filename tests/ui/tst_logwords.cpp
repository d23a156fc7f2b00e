// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "ui/models/dropkind.h"
#include "ui/models/logwords.h"

using namespace parapet;

namespace {

LogRecord packet(std::uint8_t protocol, std::uint16_t port, Reason reason = Reason::noException)
{
    LogRecord record = droppedPacket(protocol, port);
    record.reason = reason;
    return record;
}

LogRecord withoutPorts(std::uint8_t protocol, Reason reason = Reason::noException)
{
    LogRecord record = packet(protocol, 0, reason);
    record.hasPorts = record.hasTransport = false;
    return record;
}

LogRecord icmp(std::uint8_t protocol, std::uint8_t type)
{
    LogRecord record = withoutPorts(protocol);
    record.hasTransport = true;
    record.icmpType = type;
    return record;
}

LogRecord outbound(LogRecord record, Reason reason = Reason::spoofedSource)
{
    record.direction = Direction::outbound;
    record.reason = reason;
    return record;
}

LogRecord allowed(LogAction action, LogRecord record, const RuleId &rule = {})
{
    record.action = action;
    record.rule = rule;
    return record;
}

}  // namespace

class TestLogWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentences_data()
    {
        QTest::addColumn<LogRecord>("record");
        QTest::addColumn<QString>("sentence");
        LogRecord ack = packet(ipproto::tcp, 445, Reason::noHandshake);
        ack.tcpFlags = tcpflag::ack;
        QTest::newRow("a SYN to a service of the catalogue") << packet(ipproto::tcp, 445)
                                                             << "192.0.2.7 tried to open a connection to TCP port 445 "
                                                                "(File and Printer Sharing). No exception allows it.";
        QTest::newRow("to one that a connection offers")
            << packet(ipproto::tcp, 80)
            << "192.0.2.7 tried to open a connection to TCP port 80 (Web Server (HTTP)). No exception allows it.";
        QTest::newRow("to one that the system knows")
            << packet(ipproto::tcp, 79)
            << "192.0.2.7 tried to open a connection to TCP port 79 (finger). No exception allows it.";
        QTest::newRow("to a port without a name")
            << packet(ipproto::tcp, 49'999)
            << "192.0.2.7 tried to open a connection to TCP port 49999. No exception allows it.";
        QTest::newRow("an ACK")
            << ack
            << "192.0.2.7 sent a packet to TCP port 445 (File and Printer Sharing). It belongs to no "
               "known connection.";
        QTest::newRow("UDP to a port without a name")
            << packet(ipproto::udp, 49'999, Reason::exceptionsOff)
            << "192.0.2.7 sent a packet to UDP port 49999. Exceptions are not allowed at the moment.";
        QTest::newRow("a ping") << icmp(ipproto::icmp, 8)
                                << "192.0.2.7 sent an ICMP message: echo request, a \"ping\". No exception allows it.";
        QTest::newRow("ICMPv6 by number")
            << icmp(ipproto::icmpv6, 200)
            << "192.0.2.7 sent an ICMPv6 message: type 200, code 0. No exception allows it.";
        QTest::newRow("TCP cut off before its ports")
            << withoutPorts(ipproto::tcp, Reason::truncated)
            << "192.0.2.7 sent a damaged TCP packet. The packet is incomplete.";
        QTest::newRow("another protocol")
            << withoutPorts(47) << "192.0.2.7 sent a packet of protocol 47. No exception allows it.";
        QTest::newRow("a spoofed packet going out")
            << outbound(packet(ipproto::tcp, 80))
            << "This computer tried to open a connection to 192.0.2.1, TCP port 80 (Web Server (HTTP)). The sender's "
               "address is not one of this computer.";
        QTest::newRow("UDP going out")
            << outbound(packet(ipproto::udp, 49'999))
            << "This computer tried to send a packet to 192.0.2.1, UDP port 49999. The sender's address is not one of "
               "this computer.";
        QTest::newRow("an ICMP error going out") << outbound(icmp(ipproto::icmp, 3), Reason::icmpNotAllowed)
                                                 << "This computer tried to send an ICMP message to 192.0.2.1: "
                                                    "destination unreachable. The ICMP settings do "
                                                    "not allow it.";
        QTest::newRow("another protocol going out") << outbound(withoutPorts(47))
                                                    << "This computer tried to send a packet of protocol 47 to "
                                                       "192.0.2.1. The sender's address is not one of this "
                                                       "computer.";
        QTest::newRow("let in by a port")
            << allowed(LogAction::openInbound, packet(ipproto::tcp, 22),
                       {RuleId::Kind::port, 0, {PortProtocol::tcp, 22}})
            << "192.0.2.7 opened a connection to TCP port 22 (Secure Shell (SSH)). The exception for TCP 22 allows it.";
        QTest::newRow("let in by nothing that is known")
            << allowed(LogAction::openInbound, packet(ipproto::tcp, 49'999))
            << "192.0.2.7 opened a connection to TCP port 49999.";
        QTest::newRow("let in without ports")
            << allowed(LogAction::openInbound, withoutPorts(47)) << "192.0.2.7 opened a connection of protocol 47.";
        QTest::newRow("a connection opened") << allowed(LogAction::open, packet(ipproto::tcp, 49'999))
                                             << "This computer opened a connection to 192.0.2.1, TCP port 49999.";
        QTest::newRow("one without ports") << allowed(LogAction::open, withoutPorts(47))
                                           << "This computer opened a connection to 192.0.2.1, protocol 47.";
        QTest::newRow("a connection closed")
            << allowed(LogAction::close, packet(ipproto::tcp, 443))
            << "The connection between 192.0.2.7 and 192.0.2.1, TCP port 443 (Secure Web Server (HTTPS)), ended.";
        QTest::newRow("one without ports closed")
            << allowed(LogAction::close, withoutPorts(47))
            << "The connection between 192.0.2.7 and 192.0.2.1, protocol 47, ended.";
        LogRecord lost;
        lost.action = LogAction::eventsLost;
        lost.lost = 3;
        QTest::newRow("events lost") << lost << "3 event(s) came too fast to be recorded.";
    }

    void sentences()
    {
        QFETCH(LogRecord, record);
        QFETCH(QString, sentence);
        QCOMPARE(LogWords::sentence({1, record, "eth0"}), sentence);
    }

    void theProgramThatWasLetInIsNamedAsText()
    {
        StoredRecord stored{
            1, allowed(LogAction::openInbound, packet(ipproto::tcp, 6112), {RuleId::Kind::program, 0, http}), "eth0",
            "/usr/games/<b>battle</b>\n%1"};
        QCOMPARE(LogWords::sentence(stored),
                 QStringLiteral("192.0.2.7 opened a connection to TCP port 6112. The exception for the program "
                                "/usr/games/<b>battle</b> %1 allows it."));
    }

    // Every reason that a drop may have, in both directions: sentences of its own, and a colour of the timeline.
    void everyReasonHasItsOwnWords()
    {
        QSet<QString> words;
        int reasons = 0;
        for (int number = 0; number < 256; ++number) {
            const auto reason = static_cast<Reason>(number);
            if (word(reason) == "-")
                continue;
            ++reasons;
            const QString why = LogWords::why({1, packet(ipproto::tcp, 445, reason), "eth0"});
            words << why;
            for (const LogRecord &record : {packet(ipproto::tcp, 445, reason), packet(ipproto::udp, 445, reason),
                                            withoutPorts(47, reason), outbound(packet(ipproto::tcp, 445), reason)}) {
                const QString sentence = LogWords::sentence({1, record, "eth0"});
                QVERIFY2(sentence.endsWith(QLatin1String(". ") + why), qPrintable(sentence));
                QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
            }
            QVERIFY(!DropKindWords::name(dropKind(reason)).isEmpty());
        }
        QCOMPARE(words.size(), qsizetype(reasons));
        QVERIFY(reasons >= 24);
    }

    void whoListensThere_data()
    {
        QTest::addColumn<LogRecord>("record");
        QTest::addColumn<QString>("words");
        QTest::newRow("nobody") << packet(ipproto::tcp, 445) << "Nothing on this computer listens there now.";
        QTest::newRow("a database on this address")
            << packet(ipproto::tcp, 5432) << "The program postgres listens there now.";
        QTest::newRow("a game on all addresses of both families")
            << packet(ipproto::udp, 6112) << "The program battle listens there now.";
        QTest::newRow("only on loopback") << packet(ipproto::tcp, 631) << "Nothing on this computer listens there now.";
        QTest::newRow("the other protocol")
            << packet(ipproto::udp, 5432) << "Nothing on this computer listens there now.";
        QTest::newRow("it does not matter") << packet(ipproto::tcp, 445, Reason::impossibleFlags) << "";
        QTest::newRow("going out") << outbound(packet(ipproto::tcp, 445)) << "";
        QTest::newRow("let in") << allowed(LogAction::openInbound, packet(ipproto::tcp, 5432)) << "";
        LogRecord all = packet(ipproto::udp, 5353);
        all.destination = *IpAddress::parse("224.0.0.251");
        QTest::newRow("to everybody") << all << "";
    }

    void whoListensThere()
    {
        QFETCH(LogRecord, record);
        QFETCH(QString, words);
        QCOMPARE(LogWords::listener(record, exampleListening()), words);
    }
};

QTEST_GUILESS_MAIN(TestLogWords)
#include "tst_logwords.moc"
