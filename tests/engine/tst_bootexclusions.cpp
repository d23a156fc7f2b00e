// SPDX-License-Identifier: GPL-2.0-or-later
// The file boot-exclusions: a line opens one port, or is told and opens nothing.
#include <QTest>

#include "engine/model/bootexclusions.h"

#include <random>

using namespace parapet;

class BootExclusionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLine_data();
    void aLine();
    void aFile();
    void aWrongLineIsToldByItsNumberAndNotByItsText();
    void aFileOfNothingButErrorsIsToldBriefly();
    void anyBytesAreTaken();
};

namespace {

QString ports(const BootExclusions &exclusions)
{
    QStringList list;
    for (const PortKey &each : exclusions.ports) {
        const std::string_view protocol = word(each.protocol);
        list << QStringLiteral("%1/%2").arg(each.port).arg(
            QString::fromUtf8(protocol.data(), qsizetype(protocol.size())));
    }
    return list.join(QLatin1Char(' '));
}

}  // namespace

void BootExclusionsTest::aLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("opens");
    QTest::addColumn<bool>("told");
    const auto opens = [](const char *name, const QByteArray &line, const char *port) {
        QTest::newRow(name) << line << QString::fromLatin1(port) << false;
    };
    const auto nothing = [](const char *name, const QByteArray &line) {
        QTest::newRow(name) << line << QString() << false;
    };
    const auto wrong = [](const char *name, const QByteArray &line) {
        QTest::newRow(name) << line << QString() << true;
    };

    opens("a UDP port", "5060/udp", "5060/UDP");
    opens("a TCP port", "22/tcp", "22/TCP");
    opens("capital letters", "22/TCP", "22/TCP");
    opens("the highest port", "65535/udp", "65535/UDP");
    opens("the lowest port", "1/udp", "1/UDP");
    opens("blanks around", "  22\t/ tcp \r", "22/TCP");
    opens("leading zeros", "00022/tcp", "22/TCP");
    opens("a comment behind it", "22/tcp # the administrator's way in", "22/TCP");
    nothing("an empty file", "");
    nothing("an empty line", "\n");
    nothing("blanks", " \t ");
    nothing("a comment", "# 22/tcp");
    wrong("port 0", "0/tcp");
    wrong("one port too high", "65536/tcp");
    wrong("a number that overflows", "99999999999999999999/tcp");
    wrong("a negative number", "-22/tcp");
    wrong("a sign", "+22/tcp");
    wrong("no number", "ssh/tcp");
    wrong("a number with something behind it", "22x/tcp");
    wrong("a hexadecimal number", "0x16/tcp");
    wrong("a range", "22-23/tcp");
    wrong("no slash", "22 tcp");
    wrong("the other way round", "tcp/22");
    wrong("no protocol", "22/");
    wrong("another protocol", "22/sctp");
    wrong("two slashes", "22/tcp/udp");
    wrong("two entries in a line", "22/tcp 23/tcp");
    wrong("rules", "22/tcp }; add rule inet parapet_boot input accept");
    wrong("a NUL byte", QByteArray("22\0/tcp", 7));
    wrong("digits of another script", "\xd9\xa2\xd9\xa2/tcp");
}

void BootExclusionsTest::aLine()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, opens);
    QFETCH(bool, told);
    for (const QByteArray &file : {line, QByteArray(line + '\n')}) {
        const BootExclusions exclusions = BootExclusions::parse(file.toStdString());
        QCOMPARE(ports(exclusions), opens);
        QCOMPARE(exclusions.problems.size(), std::size_t(told ? 1 : 0));
    }
}

void BootExclusionsTest::aFile()
{
    const BootExclusions exclusions =
        BootExclusions::parse("5060/udp\n# names\n\n80/tcp\r\n22/tcp\nnonsense\n22/TCP\n53/udp");
    QCOMPARE(ports(exclusions), QStringLiteral("22/TCP 80/TCP 53/UDP 5060/UDP"));
    QCOMPARE(exclusions.problems.size(), std::size_t(1));
}

void BootExclusionsTest::aWrongLineIsToldByItsNumberAndNotByItsText()
{
    const BootExclusions exclusions = BootExclusions::parse("22/tcp\n\n\x1b[31mred\n");
    QCOMPARE(exclusions.problems.size(), std::size_t(1));
    QVERIFY(exclusions.problems[0].starts_with("Line 3 "));
    QVERIFY(exclusions.problems[0].find("red") == std::string::npos);
}

void BootExclusionsTest::aFileOfNothingButErrorsIsToldBriefly()
{
    std::string text;
    for (int line = 0; line < 30'000; ++line)
        text += "x\n";
    const BootExclusions exclusions = BootExclusions::parse(text);
    QVERIFY(exclusions.ports.empty());
    QVERIFY(exclusions.problems.size() <= 20);
}

// Made of pieces that are nearly right, so that it gets past the first character.
void BootExclusionsTest::anyBytesAreTaken()
{
    const std::vector<std::string> pieces{
        "22", "/", "tcp", "udp", "\n", "#", " ", "65536", "\r", "-", std::string(1, '\0'), "\xff", "0", "9999999999"};
    std::mt19937 random(20'545);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (unsigned piece = random() % 24; piece > 0; --piece)
            text += pieces[random() % pieces.size()];
        const BootExclusions exclusions = BootExclusions::parse(text);
        for (const PortKey &each : exclusions.ports)
            QVERIFY2(each.port != 0 && text.find(std::to_string(each.port)) != std::string::npos, text.c_str());
        QVERIFY(std::ranges::is_sorted(exclusions.ports));
    }
}

QTEST_APPLESS_MAIN(BootExclusionsTest)
#include "tst_bootexclusions.moc"
