// SPDX-License-Identifier: GPL-2.0-or-later
// The words are a contract: stored settings, log files, scripts and the D-Bus service all carry them.
#include <QTest>

#include "engine/model/logrecord.h"
#include "engine/model/protocol.h"
#include "engine/model/settings.h"
#include "engine/model/verdict.h"

#include <set>

using namespace parapet;

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void profilesHaveWords();
    void opmodesHaveWords();
    void protocolsAreReadInAnyCase();
    void actionsHaveTheWordsOfTheLogFile();
    void reasonsKeepTheirNumbersAndWords_data();
    void reasonsKeepTheirNumbersAndWords();
    void noTwoReasonsShareAWord();
};

void WordsTest::profilesHaveWords()
{
    QCOMPARE(word(ProfileId::domain), std::string_view("domain"));
    QCOMPARE(word(ProfileId::standard), std::string_view("standard"));
    for (const ProfileId id : allProfiles)
        QVERIFY(profileFromWord(word(id)) == id);
    for (const char *bad : {"", "Domain", "domain ", "current", "standardx"})
        QVERIFY2(!profileFromWord(bad), bad);
}

void WordsTest::opmodesHaveWords()
{
    QCOMPARE(word(Opmode::off), std::string_view("off"));
    QCOMPARE(word(Opmode::on), std::string_view("on"));
    QCOMPARE(word(Opmode::onWithoutExceptions), std::string_view("on-without-exceptions"));
    for (const Opmode mode : {Opmode::off, Opmode::on, Opmode::onWithoutExceptions})
        QVERIFY(opmodeFromWord(word(mode)) == mode);
    for (const char *bad : {"", "On", "enable", "on-without", "of"})
        QVERIFY2(!opmodeFromWord(bad), bad);
}

void WordsTest::protocolsAreReadInAnyCase()
{
    QCOMPARE(word(PortProtocol::tcp), std::string_view("TCP"));
    QCOMPARE(word(PortProtocol::udp), std::string_view("UDP"));
    for (const char *text : {"TCP", "tcp", "tCp"})
        QVERIFY2(portProtocolFromWord(text) == PortProtocol::tcp, text);
    for (const char *text : {"UDP", "udp", "Udp"})
        QVERIFY2(portProtocolFromWord(text) == PortProtocol::udp, text);
    for (const char *bad : {"", "tc", "tcpx", "17", "all", "udp "})
        QVERIFY2(!portProtocolFromWord(bad), bad);
}

void WordsTest::actionsHaveTheWordsOfTheLogFile()
{
    QCOMPARE(word(LogAction::open), std::string_view("OPEN"));
    QCOMPARE(word(LogAction::openInbound), std::string_view("OPEN-INBOUND"));
    QCOMPARE(word(LogAction::close), std::string_view("CLOSE"));
    QCOMPARE(word(LogAction::drop), std::string_view("DROP"));
    QCOMPARE(word(LogAction::eventsLost), std::string_view("INFO-EVENTS-LOST"));
}

// The numbers are in every events.db, the words in scripts: neither may ever move.
void WordsTest::reasonsKeepTheirNumbersAndWords_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("text");
    const std::pair<int, const char *> reasons[]{
        {0, "known-flow"},      {1, "related-error"},     {2, "host-need"},       {3, "port-exception"},
        {4, "firewall-off"},    {10, "no-exception"},     {11, "exceptions-off"}, {12, "out-of-scope"},
        {20, "truncated"},      {21, "lying-length"},     {22, "bad-version"},    {23, "header-chain"},
        {24, "later-fragment"}, {25, "impossible-flags"}, {26, "no-handshake"},   {27, "handshake-order"},
        {28, "spoofed-source"}, {29, "not-from-host"},    {30, "flood"}};
    for (const auto &[number, text] : reasons)
        QTest::newRow(text) << number << QByteArray(text);
}

void WordsTest::reasonsKeepTheirNumbersAndWords()
{
    QFETCH(const int, number);
    QFETCH(const QByteArray, text);
    QCOMPARE(word(Reason(number)), std::string_view(text.constData()));
}

void WordsTest::noTwoReasonsShareAWord()
{
    std::set<std::string_view> words;
    for (int number = 0; number < 256; ++number) {
        if (const auto one = word(Reason(number)); one != "-")
            QVERIFY2(words.insert(one).second, one.data());
    }
    QVERIFY(words.size() >= 17);
}

QTEST_APPLESS_MAIN(WordsTest)
#include "tst_words.moc"
