// SPDX-License-Identifier: GPL-2.0-or-later
// Scripts: how a line is read, where one stops, and that what dump prints rebuilds the settings.
#include "app/ctl/grammar.h"
#include "app/ctl/script.h"
#include "engine/model/change.h"
#include "tests/support/randomsettings.h"

#include <QElapsedTimer>
#include <QTest>

using namespace parapet;

namespace {

ctl::Snapshot holding(const Settings &settings)
{
    ctl::Snapshot snapshot;
    snapshot.settings = settings;
    snapshot.status.logFile = "/var/log/parapet/pfirewall.log";
    snapshot.status.logFolders = {"/var/log/parapet"};
    return snapshot;
}

std::string dumpOf(const Settings &settings)
{
    const std::vector<std::string> words{"firewall", "dump"};
    const auto request = ctl::parse(words);
    const auto &invocation = std::get<ctl::Invocation>(*request);
    return invocation.command->handler(invocation, holding(settings))->text;
}

// The settings after the script; on an error, settings that no test expects, and the error in the output.
Settings after(std::string_view script, const Settings &before)
{
    const auto answer = ctl::runScript(script, holding(before));
    const auto settings = answer ? parapet::apply(before, answer->changes) : Result<Settings>(answer.error());
    if (settings)
        return *settings;
    qWarning("%s", settings.error().text.c_str());
    Settings none;
    none.log.file.clear();
    return none;
}

std::string errorOf(std::string_view script)
{
    const auto answer = ctl::runScript(script, holding({}));
    return answer ? "no error" : answer.error().text;
}

}  // namespace

class TestScript : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineIsCutAsNetshDoes_data();
    void aLineIsCutAsNetshDoes();
    void aQuotedWordIsReadBack_data();
    void aQuotedWordIsReadBack();
    void whatDumpPrintsRebuildsTheSettings();
    void hardNamesAreRebuilt();
    void linesThatSayNothingAreSkipped();
    void theWordsBeforeACommandMayBeThere();
    void aLineSeesWhatTheOnesBeforeMade();
    void whatShowPrintsIsTheStateOfItsLine();
    void theFirstErrorStopsAndIsNamed_data();
    void theFirstErrorStopsAndIsNamed();
    void aScriptThatChangesNothingIsDone();
    void tenThousandLinesTakeNoTime();
};

void TestScript::aLineIsCutAsNetshDoes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *line, const char *words) {
        QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(words);
    };
    row("blanks", "  set\topmode  ENABLE \r", "set|opmode|ENABLE");
    row("quotes", "add \"My web\" 1", "add|My web|1");
    row("quotes inside of a word", "name=\"My web\"x", "name=My webx");
    row("an empty word", "a \"\" b", "a||b");
    row("two quotes are one", "\"say \"\"hi\"\"\"", "say \"hi\"");
    row("single quotes are letters", "'a b'", "'a|b'");
    row("a backslash is a letter", "\"C:\\dir\\\" x", "C:\\dir\\|x");
    row("no quote at the end", "\"a b", "a b");
    row("nothing", " \t", "");
}

void TestScript::aLineIsCutAsNetshDoes()
{
    QFETCH(QString, line);
    QStringList words;
    for (const std::string &word : ctl::scriptWords(line.toStdString()))
        words.append(QString::fromStdString(word));
    QTEST(words.join(u'|'), "words");
}

void TestScript::aQuotedWordIsReadBack_data()
{
    QTest::addColumn<QString>("word");
    for (const char *word : {"", "a", "a b", "\"", "\"\"", "a\"", "\"a b\"", "\\", "a\\\"", "#", "=", "B\u00fcro"})
        QTest::newRow(word) << QString::fromUtf8(word);
}

void TestScript::aQuotedWordIsReadBack()
{
    QFETCH(QString, word);
    const auto words = ctl::scriptWords("x " + ctl::quotedWord(word.toStdString()) + " y");
    QCOMPARE(words.size(), std::size_t(3));
    QCOMPARE(QString::fromStdString(words[1]), word);
}

void TestScript::whatDumpPrintsRebuildsTheSettings()
{
    test::RandomSettings random(20040806);
    Settings before;
    for (int i = 0; i < 1000; ++i) {
        const Settings settings = random.next();
        const std::string script = dumpOf(settings);
        QVERIFY2(script.starts_with("firewall reset\n"), script.c_str());
        QVERIFY2(after(script, before) == settings, script.c_str());
        before = settings;
    }
}

void TestScript::hardNamesAreRebuilt()
{
    Settings settings;
    Profile &domain = settings.profile(ProfileId::domain);
    int port = 1;
    for (const char *name : {"\"", "a \"b\" c", "=", "a=b", "?", "--json", "#", "rem", "ENABLE", "'", "\\", " a ",
                             "\u00ad\u200e\u05d0", "\U0001fae8", "id:eth0", "%PATH%", "name=x mode=DISABLE"})
        domain.ports[{PortProtocol::tcp, static_cast<std::uint16_t>(port++)}] = {name, true, {}};
    domain.programs["/opt/a b\"c\"/d=e\\f"] = {"\"", false, *Scope::parse("192.0.2.1-192.0.2.9,fe80::/10")};
    const std::string longest(limits::exceptionNameLength, 'x');
    settings.connections[longest].filtered = false;
    settings.connections["id:eth0"].filtered = false;
    settings.connections["a \"b\" c"].icmp.set(IcmpItem::echoRequest, true);
    settings.log.file = "a\\b \"c\".log";
    const std::string script = dumpOf(settings);
    QVERIFY2(after(script, {}) == settings, script.c_str());
}

void TestScript::linesThatSayNothingAreSkipped()
{
    const char script[] =
        "\xef\xbb\xbf# Our rules\r\n\r\n  # more\nrem old rules\nREM\n  \t\nfirewall\nnetsh firewall\n"
        ":: of a batch file\npushd firewall\nset opmode DISABLE\nPOPD\r\n";
    QCOMPARE(after(script, {}).profile(ProfileId::standard).opmode, Opmode::off);
}

void TestScript::theWordsBeforeACommandMayBeThere()
{
    for (const char *line :
         {"set opmode DISABLE", "firewall set opmode DISABLE", "netsh firewall set opmode DISABLE",
          "NETSH FIREWALL SET OPMODE DISABLE\r\n", "netsh.exe firewall set opmode disable", "f se op d"})
        QCOMPARE(after(line, {}).profile(ProfileId::standard).opmode, Opmode::off);
}

void TestScript::aLineSeesWhatTheOnesBeforeMade()
{
    const Settings settings = after("add portopening TCP 80 Web ENABLE SUBNET\n"
                                    "set portopening TCP 80 mode=DISABLE\n"
                                    "add portopening TCP 81 Other\n"
                                    "delete portopening TCP 81\n"
                                    "set logging droppedpackets=ENABLE\nset logging maxfilesize=7\n",
                                    {});
    const auto &ports = settings.profile(ProfileId::standard).ports;
    QCOMPARE(ports.size(), std::size_t(1));
    QVERIFY((ports.begin()->second == PortException{"Web", false, *Scope::parse("LocalSubnet")}));
    QVERIFY((settings.log == LogSettings{true, false, 7}));
}

void TestScript::whatShowPrintsIsTheStateOfItsLine()
{
    const auto answer = ctl::runScript("set notifications DISABLE\nshow currentprofile\nset notifications ENABLE\n"
                                       "set opmode ENABLE DISABLE\n",
                                       holding({}));
    QVERIFY(answer);
    QVERIFY2(answer->text.find("Notification mode                 = Disable\n") != std::string::npos,
             answer->text.c_str());
    QVERIFY(answer->text.find("Ok.") == std::string::npos);
    QCOMPARE(answer->changes.size(), std::size_t(1));  // there and back again is none
}

void TestScript::theFirstErrorStopsAndIsNamed_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("begin");
    const auto row = [](const char *name, QByteArray script, QByteArray begin) {
        QTest::newRow(name) << script << begin;
    };
    row("a bad value", "# x\n\nset opmode on\nset opmode DISABLE\n",
        "Line 3: set opmode on\non is not an acceptable value for mode.\n");
    row("unknown", "set opmode DISABLE\nset foo\n",
        "Line 2: set foo\nThe following command was not found: firewall set foo.\n");
    row("into another context", "pushd interface ip",
        "Line 1: pushd interface ip\nThe following command was not found:");
    row("another context", "netsh interface ip show config",
        "Line 1: netsh interface ip show config\nThe following command was not found:");
    row("nothing to delete", "delete portopening TCP 80\r\n",
        "Line 1: delete portopening TCP 80\nThere is no such entry:");
    row("a script in a script", "exec -", "Line 1: exec -\nThe following command was not found:");
    row("no text", "\xff\xfe", "Line 1: \\xff\\xfe\nThe line is not valid UTF-8 text.\n");
    row("escape sequences", "set \x1b[2J", "Line 1: set \\u001b[2J\n");
    row("too long", QByteArray(300'000, 'a'), "Line 1: aaa");
}

void TestScript::theFirstErrorStopsAndIsNamed()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, begin);
    const std::string error = errorOf(script.toStdString());
    QVERIFY2(error.starts_with(begin.toStdString()), error.c_str());
    QVERIFY2(error.ends_with("\n\nThe script was stopped there. Nothing was changed."), error.c_str());
    QVERIFY(error.size() < 3000);
}

void TestScript::aScriptThatChangesNothingIsDone()
{
    const auto answer = ctl::runScript("reset\nset opmode ENABLE\n", holding({}));
    QVERIFY(answer);
    QVERIFY(answer->changes.empty());
    QCOMPARE(answer->text, std::string(ctl::doneText));
    QCOMPARE(ctl::runScript("# nothing\n", holding({}))->text, std::string());
}

// Each line on settings that grow: a copy of them for every line would take minutes.
void TestScript::tenThousandLinesTakeNoTime()
{
    std::string script;
    for (int port = 1; port <= 10'000; ++port)
        script +=
            "netsh firewall add portopening TCP " + std::to_string(port) + " \"Port\" ENABLE CUSTOM 192.0.2.0/24\n";
    QElapsedTimer timer;
    timer.start();
    const Settings settings = after(script, {});
    const qint64 milliseconds = timer.elapsed();
    QCOMPARE(settings.profile(ProfileId::standard).ports.size(), std::size_t(10'000));
    QVERIFY2(milliseconds < 5'000, qPrintable(QString::number(milliseconds)));
    qInfo("10,000 lines: %lld ms", milliseconds);
}

QTEST_APPLESS_MAIN(TestScript)
#include "tst_script.moc"
