// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "ui/models/logquestion.h"

#include <QTimeZone>

using namespace parapet;
using Period = LogQuestion::Period;

namespace {

const QDateTime now(QDate(2026, 3, 1), QTime(14, 30));

WallTime at(const QDateTime &time)
{
    return std::chrono::seconds(time.toSecsSinceEpoch());
}

}  // namespace

class TestLogQuestion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingAskedIsNoFilter() { QVERIFY(LogQuestion{}.filter(now) == LogFilter{}); }

    void everythingIsPutTogether()
    {
        LogQuestion question;
        question.action = LogAction::drop;
        question.protocol = ipproto::udp;
        question.address = QStringLiteral(" 192.0.2.0/24 ");
        question.port = QStringLiteral(" 137");
        question.program = QStringLiteral("/usr/sbin/nmbd ");
        question.interface = QStringLiteral("eth0");
        question.text = QStringLiteral("no-exc");
        QVERIFY(!question.problems().any());
        LogFilter filter;
        filter.actions = {LogAction::drop};
        filter.protocols = {ipproto::udp};
        filter.address = *AddressRange::parse("192.0.2.0/24");
        filter.port = 137;
        filter.program = "/usr/sbin/nmbd";
        filter.interface = "eth0";
        filter.text = "no-exc";
        QVERIFY(question.filter(now) == filter);
    }

    void periods()
    {
        const auto from = [](Period period) {
            LogQuestion question;
            question.period = period;
            return question.filter(now).from;
        };
        QVERIFY(!from(Period::all));
        QVERIFY(from(Period::lastHour) == at(now.addSecs(-3600)));
        QVERIFY(from(Period::today) == at(QDateTime(now.date(), QTime(0, 0))));
        QVERIFY(from(Period::lastWeek) == at(now.addDays(-7)));
        LogQuestion question;
        question.period = Period::custom;
        question.from = now.addSecs(-10);
        question.to = now;
        QVERIFY(question.filter(now).from == at(now.addSecs(-10)));
        QVERIFY(question.filter(now).to == at(now.addSecs(1)) - WallTime(1));  // the second is in it
    }

    void problems_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("port");
        QTest::addColumn<bool>("addressIsWrong");
        QTest::addColumn<bool>("portIsWrong");
        QTest::newRow("nothing") << ""
                                 << "" << false << false;
        QTest::newRow("IPv6") << "2001:db8::/32"
                              << "0" << false << false;
        QTest::newRow("a range") << "192.0.2.1-192.0.2.9"
                                 << "65535" << false << false;
        QTest::newRow("half an address") << "192.0."
                                         << "80" << true << false;
        QTest::newRow("a name") << "example.org"
                                << "" << true << false;
        QTest::newRow("SQL in the address") << "1' OR '1'='1"
                                            << "" << true << false;
        QTest::newRow("a port too large") << ""
                                          << "65536" << false << true;
        QTest::newRow("a word") << ""
                                << "http" << false << true;
        QTest::newRow("SQL in the port") << ""
                                         << "80; DROP TABLE event" << false << true;
    }

    void problems()
    {
        QFETCH(QString, address);
        QFETCH(QString, port);
        LogQuestion question;
        question.address = address;
        question.port = port;
        QTEST(!question.problems().address.isEmpty(), "addressIsWrong");
        QTEST(!question.problems().port.isEmpty(), "portIsWrong");
    }

    void anEndBeforeTheBeginningIsAProblem()
    {
        LogQuestion question;
        question.period = Period::custom;
        question.from = now;
        question.to = now.addSecs(-1);
        QVERIFY(!question.problems().time.isEmpty());
    }

    void textIsAValueWhateverItHolds()
    {
        LogQuestion question;
        question.text = question.program = QStringLiteral("'; DROP TABLE event; --");
        QVERIFY(!question.problems().any());
        QCOMPARE(question.filter(now).text, std::string("'; DROP TABLE event; --"));
        question.text = QString(201, u'x');
        QVERIFY(!question.problems().text.isEmpty());
    }

    void similarIsTheSameDoorAndTheSameStranger()
    {
        const LogQuestion question = LogQuestion::similarTo({1, droppedPacket(ipproto::tcp, 445), "eth0"});
        LogQuestion expected;
        expected.action = LogAction::drop;
        expected.protocol = ipproto::tcp;
        expected.address = QStringLiteral("192.0.2.7");
        expected.port = QStringLiteral("445");
        QVERIFY(question == expected);

        LogRecord out = droppedPacket(ipproto::tcp, 445);
        out.direction = Direction::outbound;
        QCOMPARE(LogQuestion::similarTo({1, out, "eth0"}).address, QStringLiteral("192.0.2.1"));
        LogRecord lost;
        lost.action = LogAction::eventsLost;
        QVERIFY(LogQuestion::similarTo({1, lost, ""}).address.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLogQuestion)
#include "tst_logquestion.moc"
