// SPDX-License-Identifier: GPL-2.0-or-later
#include <QtTest>

#include "engine/model/w3cline.h"

#include <random>

using namespace parapet;

namespace {

constexpr std::int64_t aMorning = 1113199557;  // 2005-04-11 06:05:57 UTC

// Central European time by its rule, so that the test needs no time zone database.
void setTimeZone(const char *zone = "CET-1CEST,M3.5.0,M10.5.0/3")
{
    qputenv("TZ", zone);
}

LogRecord sample(LogAction action, std::uint8_t protocol, std::int64_t second = aMorning)
{
    LogRecord record;
    record.time = std::chrono::seconds(second);
    record.action = action;
    record.protocol = protocol;
    record.source = *IpAddress::parse("123.45.78.90");
    record.destination = *IpAddress::parse("123.156.78.90");
    record.hasPorts = protocol == ipproto::tcp || protocol == ipproto::udp;
    record.hasTransport = true;
    record.sourcePort = 80;
    record.destinationPort = 1774;
    record.size = 576;
    record.tcpSequence = 123456789;
    record.tcpAcknowledgement = 987654321;
    record.tcpWindow = 12345;
    record.tcpFlags = tcpflag::ack | tcpflag::psh;
    record.icmpType = 8;
    record.icmpCode = 0;
    return record;
}

// Byte for byte. On a difference the text is left beside the golden file, and the test prints what differs.
void compareWithGolden(const QString &golden, const QByteArray &text)
{
    QFile expected(golden);
    if (expected.open(QIODevice::ReadOnly) && expected.readAll() == text)
        return;
    QFile actual(golden + QStringLiteral(".actual"));
    QVERIFY(actual.open(QIODevice::WriteOnly) && actual.write(text) == text.size());
    actual.close();
    QProcess diff;
    diff.start(QStringLiteral("diff"), {QStringLiteral("-u"), golden, actual.fileName()});
    diff.waitForFinished();
    QFAIL(qPrintable(QStringLiteral("the log differs from the golden file:\n") + QString::fromUtf8(diff.readAll())));
}

}  // namespace

class tst_W3cLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { setTimeZone(); }
    void everyKindOfLineIsAsInTheGoldenFile();
    void everyLineHas17Fields();
    void timeIsLocal_data();
    void timeIsLocal();
    void flagsHaveOneOrder_data();
    void flagsHaveOneOrder();
};

void tst_W3cLine::everyKindOfLineIsAsInTheGoldenFile()
{
    std::vector<LogRecord> records;
    records.push_back(sample(LogAction::drop, ipproto::udp));
    records.push_back(sample(LogAction::open, ipproto::udp));
    records.push_back(sample(LogAction::drop, ipproto::tcp));
    records.push_back(sample(LogAction::openInbound, ipproto::tcp));
    records.push_back(sample(LogAction::close, ipproto::tcp));
    records.push_back(sample(LogAction::drop, ipproto::icmp));
    records.push_back(sample(LogAction::open, ipproto::icmp));
    records.push_back(sample(LogAction::drop, ipproto::igmp));
    records.push_back(sample(LogAction::drop, ipproto::icmpv6));
    records.back().source = *IpAddress::parse("fe80::1");
    records.back().destination = *IpAddress::parse("ff02::1");
    records.push_back(sample(LogAction::drop, ipproto::tcp));  // all zero, and yet all of it is there
    records.back().tcpFlags = 0;
    records.back().tcpSequence = records.back().tcpAcknowledgement = records.back().tcpWindow = 0;
    records.push_back(sample(LogAction::drop, ipproto::tcp));  // ends after its ports
    records.back().hasTransport = false;
    records.push_back(sample(LogAction::drop, ipproto::tcp));  // a fragment without ports
    records.back().hasTransport = records.back().hasPorts = false;
    records.push_back(sample(LogAction::drop, ipproto::tcp));  // the largest numbers, outbound
    records.back().direction = Direction::outbound;
    records.back().tcpFlags = tcpflag::all;
    records.back().tcpSequence = records.back().tcpAcknowledgement = records.back().size = 0xffffffff;
    records.back().tcpWindow = records.back().sourcePort = records.back().destinationPort = 0xffff;
    records.push_back(sample(LogAction::eventsLost, 0));
    records.back().lost = 59;

    QByteArray actual = QByteArray::fromStdString(w3cHeader());
    for (const LogRecord &record : records)
        actual += QByteArray::fromStdString(w3cLine(record));
    compareWithGolden(qEnvironmentVariable("PARAPET_SOURCE") + QStringLiteral("/tests/engine/data/pfirewall.w3c"),
                      actual);
}

void tst_W3cLine::everyLineHas17Fields()
{
    std::minstd_rand random(5);
    for (int round = 0; round < 10'000; ++round) {
        LogRecord record = sample(static_cast<LogAction>(random() % 5), static_cast<std::uint8_t>(random()));
        record.hasPorts = random() % 2;
        record.hasTransport = random() % 2;
        record.tcpFlags = static_cast<std::uint8_t>(random());
        record.lost = random();
        const QByteArray line = QByteArray::fromStdString(w3cLine(record));
        QVERIFY(line.endsWith("\r\n"));
        const QList<QByteArray> fields = line.chopped(2).split(' ');
        QCOMPARE(fields.size(), 17);
        QVERIFY2(!fields.contains(QByteArray()), line.constData());
    }
}

void tst_W3cLine::timeIsLocal_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray europe("CET-1CEST,M3.5.0,M10.5.0/3");
    QTest::newRow("universal time") << QByteArray("UTC0") << qint64(aMorning) << QByteArray("2005-04-11 06:05:57 ");
    QTest::newRow("summer time") << europe << qint64(aMorning) << QByteArray("2005-04-11 08:05:57 ");
    QTest::newRow("winter time") << europe << qint64(1104537599) << QByteArray("2005-01-01 00:59:59 ");
    QTest::newRow("another day") << QByteArray("XXX+8") << qint64(aMorning) << QByteArray("2005-04-10 22:05:57 ");
    QTest::newRow("before 1970") << QByteArray("UTC0") << qint64(-1) << QByteArray("1969-12-31 23:59:59 ");
}

void tst_W3cLine::timeIsLocal()
{
    QFETCH(QByteArray, zone);
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, expected);
    setTimeZone(zone.constData());
    LogRecord record = sample(LogAction::drop, ipproto::udp, seconds);
    record.time += WallTime(999'999);
    QCOMPARE(QByteArray::fromStdString(w3cLine(record)).left(expected.size()), expected);
}

void tst_W3cLine::flagsHaveOneOrder_data()
{
    QTest::addColumn<int>("flags");
    QTest::addColumn<QByteArray>("letters");
    QTest::newRow("none") << 0 << QByteArray("-");
    QTest::newRow("a SYN") << int(tcpflag::syn) << QByteArray("S");
    QTest::newRow("a SYN and ACK") << int(tcpflag::syn | tcpflag::ack) << QByteArray("AS");
    QTest::newRow("a FIN and ACK") << int(tcpflag::fin | tcpflag::ack) << QByteArray("AF");
    QTest::newRow("a Christmas tree") << int(tcpflag::fin | tcpflag::psh | tcpflag::urg) << QByteArray("FPU");
    QTest::newRow("all of them") << int(tcpflag::all) << QByteArray("AFPRSU");
    QTest::newRow("ECN bits have no letter") << 0xc0 << QByteArray("-");
}

void tst_W3cLine::flagsHaveOneOrder()
{
    QFETCH(int, flags);
    QFETCH(QByteArray, letters);
    LogRecord record = sample(LogAction::drop, ipproto::tcp);
    record.tcpFlags = static_cast<std::uint8_t>(flags);
    QCOMPARE(QByteArray::fromStdString(w3cLine(record)).split(' ').at(9), letters);
}

QTEST_APPLESS_MAIN(tst_W3cLine)
#include "tst_w3cline.moc"
