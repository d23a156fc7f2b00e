// SPDX-License-Identifier: GPL-2.0-or-later
// The command line as it comes from the shell: its limits.
#include "app/ctl/words.h"

#include <QTest>

using namespace parapet;

namespace {

Result<std::vector<std::string>> read(std::vector<std::string> arguments)
{
    std::vector<char *> argv;
    for (std::string &argument : arguments)
        argv.push_back(argument.data());
    return ctl::readWords(argv);
}

}  // namespace

class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNameOfTheProgramIsNoWord();
    void anEmptyWordIsKept();
    void aWordThatIsNotUtf8IsRefused_data();
    void aWordThatIsNotUtf8IsRefused();
    void theLimitIsExact();
    void theLimitIsForAllWordsTogether();
};

void TestWords::theNameOfTheProgramIsNoWord()
{
    QCOMPARE(*read({"parapetctl", "firewall", "show"}), (std::vector<std::string>{"firewall", "show"}));
    QVERIFY(read({"parapetctl"})->empty());
    QVERIFY(read({})->empty());
}

void TestWords::anEmptyWordIsKept()
{
    QCOMPARE(*read({"parapetctl", "", "a"}), (std::vector<std::string>{"", "a"}));
}

void TestWords::aWordThatIsNotUtf8IsRefused_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("a lone byte") << QByteArray("\xff");
    QTest::newRow("a name in Latin-1") << QByteArray("B\xfcro");
    QTest::newRow("an overlong slash") << QByteArray("\xc0\xaf");
    QTest::newRow("a cut sequence") << QByteArray("caf\xc3");
    QTest::newRow("a surrogate") << QByteArray("\xed\xa0\x80");
}

void TestWords::aWordThatIsNotUtf8IsRefused()
{
    QFETCH(QByteArray, word);
    const auto words = read({"parapetctl", "firewall", word.toStdString()});
    QVERIFY(!words);
    QCOMPARE(words.error().text, std::string("Argument 2 of the command line is not valid UTF-8 text."));
}

void TestWords::theLimitIsExact()
{
    QVERIFY(read({"parapetctl", std::string(ctl::commandLineLength, 'a')}));
    QVERIFY(!read({"parapetctl", std::string(ctl::commandLineLength + 1, 'a')}));
}

void TestWords::theLimitIsForAllWordsTogether()
{
    const std::string half(ctl::commandLineLength / 2, 'a');
    QVERIFY(read({"parapetctl", half, half}));
    QVERIFY(!read({"parapetctl", half, half, "a"}));
}

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
