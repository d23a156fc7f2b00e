// SPDX-License-Identifier: GPL-2.0-or-later
// "log" and "explain": from words to a filter or a flow, and from records to lines, to the byte.
#include <QTest>

#include "app/ctl/explain.h"
#include "app/ctl/logprinter.h"
#include "app/ctl/logrequest.h"
#include "tests/ctl/effect.h"
#include "tests/support/problem.h"

using namespace parapet;
using ctl::LogFormat;
using test::kind;
using test::problem;

namespace {

const QDateTime now(QDate(2026, 3, 1), QTime(8, 0));

StoredRecord drop()
{
    StoredRecord stored;
    stored.id = 42;
    stored.interface = "eth0";
    LogRecord &record = stored.record;
    record.time = WallTime(1'772'352'357'123'456);
    record.protocol = ipproto::tcp;
    record.source = *IpAddress::parse("192.0.2.7");
    record.destination = *IpAddress::parse("192.0.2.1");
    record.hasPorts = record.hasTransport = true;
    record.sourcePort = 4000;
    record.destinationPort = 445;
    record.tcpFlags = tcpflag::syn;
    record.tcpSequence = 17;
    record.tcpWindow = 64240;
    record.size = 60;
    return stored;
}

StoredRecord opened()
{
    StoredRecord stored = drop();
    stored.id = 43;
    stored.record.action = LogAction::openInbound;
    stored.record.destination = stored.record.source = *IpAddress::parse("2001:db8::7");
    stored.record.rule = {RuleId::Kind::port, 0, {PortProtocol::tcp, 445}};
    stored.program = "/opt/\x1b]0;\"a, b\"\\\n\u202egnp";  // a terminal, CSV and JSON each find something in it
    return stored;
}

StoredRecord ping()
{
    StoredRecord stored = drop();
    stored.id = 44;
    stored.record.protocol = ipproto::icmp;
    stored.record.hasPorts = false;
    stored.record.icmpType = 8;
    stored.record.reason = Reason::icmpNotAllowed;
    stored.record.rule = {RuleId::Kind::icmp, 0, {}};
    return stored;
}

StoredRecord lost()
{
    StoredRecord stored;
    stored.id = 45;
    stored.record.time = WallTime(1'772'352'358'000'000);
    stored.record.action = LogAction::eventsLost;
    stored.record.lost = 59;
    return stored;
}

std::string allLines()
{
    std::string text;
    for (const auto format : {LogFormat::text, LogFormat::csv, LogFormat::json, LogFormat::w3c}) {
        text += ctl::headerOf(format);
        for (const StoredRecord &record : {drop(), opened(), ping(), lost()})
            text += ctl::lineOf(format, record);
    }
    return text;
}

}  // namespace

class TestLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesOfEveryFormat();
    void wordsBecomeAFilter();
    void timesAreReckonedFromNow_data();
    void timesAreReckonedFromNow();
    void badWordsAreTold_data();
    void badWordsAreTold();
    void flowIsRead_data();
    void flowIsRead();
    void badFlowIsTold_data();
    void badFlowIsTold();
    void answerSaysWhatAndWhy();
};

void TestLog::linesOfEveryFormat()
{
    qputenv("TZ", "UTC");
    const QByteArray lines = QByteArray::fromStdString(allLines());
    for (const char c : lines)
        QVERIFY2(c == '\n' || c == '\r' || static_cast<unsigned char>(c) >= 0x20, "nothing that a terminal acts on");
    QFile golden(qEnvironmentVariable("PARAPET_SOURCE") + QStringLiteral("/tests/ctl/data/log.txt"));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    const QByteArray expected = golden.readAll();
    if (lines != expected) {
        QFile actual(QStringLiteral("log.txt.actual"));
        QVERIFY(actual.open(QIODevice::WriteOnly));
        actual.write(lines);
    }
    QCOMPARE(lines, expected);
}

void TestLog::wordsBecomeAFilter()
{
    const auto words = test::splitWords(
        "--action drop,CLOSE --protocol udp,50 --reason no-exception --address 192.0.2.0/24 --port=53 --interface eth0 "
        "--program /bin/x --text \"a b\" --since 2h --count 5 --format json --follow");
    const auto request = ctl::readLogRequest(words, now);
    QCOMPARE(problem(request), QString());
    LogFilter expected;
    expected.actions = {LogAction::drop, LogAction::close};
    expected.protocols = {ipproto::udp, ipproto::esp};
    expected.reasons = {Reason::noException};
    expected.address = *AddressRange::parse("192.0.2.0/24");
    expected.port = 53;
    expected.interface = "eth0";
    expected.program = "/bin/x";
    expected.text = "a b";
    expected.from = std::chrono::milliseconds(now.addSecs(-7200).toMSecsSinceEpoch());
    QVERIFY(request->filter == expected);
    QVERIFY(request->format == LogFormat::json);
    QVERIFY(request->follow);
    QCOMPARE(request->count, 5U);
}

void TestLog::timesAreReckonedFromNow_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("seconds") << "90s" << now.addSecs(-90);
    QTest::newRow("days") << "7d" << now.addDays(-7);
    QTest::newRow("today") << "07:30" << QDateTime(now.date(), QTime(7, 30));
    QTest::newRow("a day") << "2026-02-28" << QDateTime(QDate(2026, 2, 28), QTime(0, 0));
    QTest::newRow("as JSON has it") << "2026-02-28T22:59:58.250Z"
                                    << QDateTime(QDate(2026, 2, 28), QTime(22, 59, 58, 250), Qt::UTC);
    QTest::newRow("day and time") << "2026-02-28 23:59:58" << QDateTime(QDate(2026, 2, 28), QTime(23, 59, 58));
}

void TestLog::timesAreReckonedFromNow()
{
    QFETCH(QString, text);
    QFETCH(QDateTime, time);
    const std::vector<std::string> words{"--until", text.toStdString()};
    const auto request = ctl::readLogRequest(words, now);
    QCOMPARE(problem(request), QString());
    QCOMPARE(qint64(request->filter.to->count()), time.toMSecsSinceEpoch() * 1000);
}

void TestLog::badWordsAreTold_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("first");
    QTest::newRow("no such option") << "--colour red"
                                    << "Unknown option 'colour'.";
    QTest::newRow("no value") << "--port"
                              << "Missing value after '--port'.";
    QTest::newRow("a port") << "--port 65536"
                            << "65536 is not an acceptable value for --port.";
    QTest::newRow("an action") << "--action DROP,EAT"
                               << "EAT is not an acceptable value for --action.";
    QTest::newRow("a protocol") << "--protocol 256"
                                << "256 is not an acceptable value for --protocol.";
    QTest::newRow("an address") << "--address localhost"
                                << "localhost is not an acceptable value for --address.";
    QTest::newRow("a time") << "--since yesterday"
                            << "yesterday is not an acceptable value for --since.";
    QTest::newRow("a format") << "--format xml"
                              << "xml is not an acceptable value for --format.";
    QTest::newRow("a word too many") << "today"
                                     << "today is not a valid argument for this command.";
}

void TestLog::badWordsAreTold()
{
    QFETCH(QString, line);
    QFETCH(QString, first);
    const auto request = ctl::readLogRequest(test::splitWords(line.toStdString()), now);
    QCOMPARE(kind(request), int(ErrorKind::invalid));
    QCOMPARE(problem(request).section(u'\n', 0, 0), first);
}

void TestLog::flowIsRead_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("flow");
    QTest::newRow("the shortest") << "tcp 192.0.2.7 -> 445"
                                  << "192.0.2.7:50000 -> :::445 TCP ";
    QTest::newRow("all of it") << "udp 192.0.2.7:67 -> 192.0.2.1:68 in eth0"
                               << "192.0.2.7:67 -> 192.0.2.1:68 UDP eth0";
    QTest::newRow("no blanks") << "TCP 192.0.2.7->192.0.2.1:22"
                               << "192.0.2.7:50000 -> 192.0.2.1:22 TCP ";
    QTest::newRow("IPv6") << "tcp [2001:db8::7]:9 -> [2001:db8::1]:22"
                          << "2001:db8::7:9 -> 2001:db8::1:22 TCP ";
    QTest::newRow("IPv6 without a port") << "tcp 2001:db8::7 -> 22"
                                         << "2001:db8::7:50000 -> :::22 TCP ";
    QTest::newRow("in quotes") << "\"tcp 192.0.2.7 -> 445\""
                               << "192.0.2.7:50000 -> :::445 TCP ";
    QTest::newRow("ICMP by its name") << "icmp 192.0.2.7 -> echo-request"
                                      << "192.0.2.7 -> :: ICMP 8 ";
    QTest::newRow("ICMPv6 by its name") << "icmp 2001:db8::7 -> echo-request in lo"
                                        << "2001:db8::7 -> :: ICMP 128 lo";
    QTest::newRow("ICMP by number") << "icmp 192.0.2.7 -> 192.0.2.1:13"
                                    << "192.0.2.7 -> 192.0.2.1 ICMP 13 ";
}

void TestLog::flowIsRead()
{
    QFETCH(QString, line);
    const auto flow = ctl::readFlow(test::splitWords(line.toStdString()));
    QCOMPARE(problem(flow), QString());
    std::string text = flow->remote.text();
    if (flow->icmpType)
        text += " -> " + flow->local.text() + " ICMP " + std::to_string(*flow->icmpType);
    else
        text += ":" + std::to_string(flow->remotePort) + " -> " + flow->local.text() + ":"
            + std::to_string(flow->port.port) + " " + std::string(word(flow->port.protocol));
    QTEST(QString::fromStdString(text + " " + flow->interface), "flow");
}

void TestLog::badFlowIsTold_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("first");
    QTest::newRow("nothing") << ""
                             << "This is not a question that can be answered.";
    QTest::newRow("no arrow") << "tcp 192.0.2.7 445"
                              << "This is not a question that can be answered.";
    QTest::newRow("a name") << "tcp example.org -> 80"
                            << "example.org is not an address.";
    QTest::newRow("port 0") << "tcp 192.0.2.7 -> 0"
                            << "0 names no port from 1 to 65535.";
    QTest::newRow("port 65536") << "tcp 192.0.2.7 -> 65536"
                                << "65536 names no port from 1 to 65535.";
    QTest::newRow("another protocol") << "sctp 192.0.2.7 -> 80"
                                      << "sctp is not one of tcp, udp, icmp.";
    QTest::newRow("no such message") << "icmp 192.0.2.7 -> hello"
                                     << "hello is no type of ICMP message here.";
    QTest::newRow("escapes") << "tcp \"\x1b[31m\" -> 80"
                             << "\\u001b[31m is not an address.";
}

void TestLog::badFlowIsTold()
{
    QFETCH(QString, line);
    QFETCH(QString, first);
    const auto flow = ctl::readFlow(test::splitWords(line.toStdString()));
    QCOMPARE(kind(flow), int(ErrorKind::invalid));
    QCOMPARE(problem(flow).section(u'\n', 0, 0), first);
}

void TestLog::answerSaysWhatAndWhy()
{
    const auto flow = ctl::readFlow(test::splitWords("tcp 192.0.2.7 -> 445"));
    QCOMPARE(ctl::answerText(*flow, {}),
             "It would be dropped. No exception allows TCP port 445.\n\nReason: no-exception\nRule:   none\n");
    const RuleId rule{RuleId::Kind::port, 0, flow->port};
    QCOMPARE(ctl::answerText(*flow, {Verdict::accept, Reason::portException, rule, true}),
             "It would be let in. An exception opens TCP port 445 to 192.0.2.7.\n\nReason: port-exception\n"
             "Rule:   port TCP:445\n");
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
