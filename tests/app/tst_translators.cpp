// SPDX-License-Identifier: GPL-2.0-or-later
// The panel speaks the language of the system, also where the C library does not have that locale. Qt reads the
// environment once in the life of a process, so each row asks a process of its own: this program, started with "say".
#include <QTest>

#include "app/panel/translators.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTextStream>

using namespace parapet;

namespace {

int say(QCoreApplication &application)
{
    installTranslators(application);
    QTextStream(stdout) << QCoreApplication::translate("parapet::PropertySheet", "Exceptions") << '|'
                        << QCoreApplication::translate("QPlatformTheme", "Cancel") << '|'
                        << QCoreApplication::translate("LogWords", "%n event(s) came too fast to be recorded.", nullptr,
                                                       1);
    return 0;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

const QString english = QStringLiteral("Exceptions|Cancel|1 event came too fast to be recorded.");
const QString german = QStringLiteral("Ausnahmen|Abbrechen|1 Ereignis kam zu schnell, um aufgezeichnet zu werden.");

class TestTranslators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followTheSystem_data()
    {
        QTest::addColumn<QStringList>("environment");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing set") << QStringList{} << english;
        QTest::newRow("C") << words("LC_ALL=C.UTF-8") << english;
        QTest::newRow("German in Germany") << words("LC_ALL=de_DE.UTF-8") << german;
        QTest::newRow("German in Austria") << words("LANG=de_AT.UTF-8") << german;
        QTest::newRow("German messages") << words("LANG=en_US.UTF-8 LC_MESSAGES=de_DE.UTF-8") << german;
        QTest::newRow("German wanted") << words("LANG=en_US.UTF-8 LANGUAGE=de") << german;
        QTest::newRow("English wanted") << words("LANG=de_DE.UTF-8 LANGUAGE=en") << english;
        QTest::newRow("English first") << words("LANG=de_DE.UTF-8 LANGUAGE=en:de") << english;
        // Qt has Japanese, we have not: its words would stand between our German ones.
        QTest::newRow("the second best") << words("LANG=ja_JP.UTF-8 LANGUAGE=ja:de") << german;
        QTest::newRow("not there") << words("LANG=ja_JP.UTF-8") << english;
    }

    void followTheSystem()
    {
        QFETCH(const QStringList, environment);
        QFETCH(const QString, said);
        QProcess process;
        process.setEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("say")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), said);
    }
};

}  // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(QStringLiteral("say")))
        return say(application);
    TestTranslators test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_translators.moc"
