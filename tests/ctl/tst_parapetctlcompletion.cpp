// SPDX-License-Identifier: GPL-2.0-or-later
// The completion of the shell: what the program answers, and what bash makes of it.
#include "tests/ctl/programtest.h"

#include <QProcess>
#include <QTest>

using namespace parapet;
using test::Run;

class TestParapetctlCompletion : public test::ProgramTest {
    Q_OBJECT

private Q_SLOTS:
    void completionAsksTheTable_data();
    void completionAsksTheTable();
    void bashCompletes_data();
    void bashCompletes();
};

void TestParapetctlCompletion::completionAsksTheTable_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("possible");
    const auto row = [](const char *name, const char *line, const char *possible) {
        QTest::newRow(name) << QString::fromUtf8(line).split(u' ') << QByteArray(possible);
    };
    row("the first word", "", "diag\nexec\nexplain\nfirewall\nlog\n");
    row("an option of log", "log --fo", "--follow\n--format\n");
    row("a value of an option of log", "log --format ", "csv\njson\ntext\nw3c\n");
    row("a verb", "firewall d", "delete\ndump\n");
    row("a noun", "FIRE sh n", "notifications\n");
    row("tags", "firewall set opmode ", "mode=\nexceptions=\nprofile=\ninterface=\n");
    row("tags that are left", "firewall set opmode MODE=ENABLE e", "exceptions=\n");
    row("values of a tag", "firewall set service type=remote",
        "type=REMOTEADMIN\ntype=REMOTEDESKTOP\ntype=REMOTEASSISTANCE\n");
    row("an option", "firewall show state --", "--json\n");
    row("nothing begins so", "firewall set x", "");
    row("not a command", "firewall foo ", "");
    row("a file is the shell's", "exec ", "");
}

void TestParapetctlCompletion::completionAsksTheTable()
{
    QFETCH(QStringList, words);
    const Run completed = run(QStringList{QStringLiteral("--complete")} + words);
    QTEST(completed.out, "possible");
    QCOMPARE(completed.exitCode, 0);
    QCOMPARE(m_service->calls, 0);
}

void TestParapetctlCompletion::bashCompletes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("replies");
    QTest::newRow("the first word") << QStringLiteral("parapetctl ")
                                    << QByteArray("diag\nexec\nexplain\nfirewall\nlog\n");
    QTest::newRow("a word begun") << QStringLiteral("parapetctl firewall set serv") << QByteArray("service\n");
    QTest::newRow("the value alone behind a tag")
        << QStringLiteral("parapetctl firewall set opmode mode=e") << QByteArray("ENABLE\n");
    QTest::newRow("a tag is completed without a blank")
        << QStringLiteral("parapetctl firewall set opmode m") << QByteArray("mode=\nnospace\n");
    QTest::newRow("nothing: bash goes on with file names") << QStringLiteral("parapetctl exec /et") << QByteArray("\n");
}

// compopt works in a completion only; here it says that it was called.
void TestParapetctlCompletion::bashCompletes()
{
    QFETCH(QString, line);
    QProcess bash;
    bash.start(QStringLiteral("bash"),
               {QStringLiteral("-c"),
                QStringLiteral("compopt() { opts=nospace; }; source \"$2\"; "
                               "eval \"parapetctl() { '$1' \\\"\\$@\\\"; }\"; COMP_LINE=$3; COMP_POINT=${#3}; "
                               "_parapetctl; printf '%s\\n' \"${COMPREPLY[@]}\" $opts"),
                QStringLiteral("bash"), QStringLiteral(PARAPETCTL),
                QFINDTESTDATA("../../resources/completion/parapetctl"), line});
    QVERIFY(bash.waitForFinished());
    QCOMPARE(bash.readAllStandardError(), QByteArray());
    QTEST(bash.readAllStandardOutput(), "replies");
}

QTEST_GUILESS_MAIN(TestParapetctlCompletion)
#include "tst_parapetctlcompletion.moc"
