// SPDX-License-Identifier: GPL-2.0-or-later
// .desktop files: the lines above, what is read from them below.
#include <QTest>

#include "ui/models/desktopentry.h"

using namespace parapet;

class TestDesktopEntry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commands_data()
    {
        QTest::addColumn<QByteArray>("exec");
        QTest::addColumn<QString>("program");
        const auto row = [](const char *title, const char *exec, const char *program) {
            QTest::newRow(title) << QByteArray(exec) << QString::fromUtf8(program);
        };
        row("one word", "firefox", "firefox");
        row("arguments are left away", "firefox --new %U", "firefox");
        row("a path", "/opt/game/run -x", "/opt/game/run");
        row("quotes keep blanks together", "\"/opt/my game/run\" %f", "/opt/my game/run");
        row("\\s is a blank outside of quotes too", "run\\sfast", "run");
        row("an escaped quote inside of quotes", "\"a\\\\\"b\" c", "a\"b");
        row("a dollar that is kept", "\"a\\\\$b\"", "a$b");
        row("semicolons and commas are no separators", "a;b,c d", "a;b,c");
        row("letters of other scripts", "игра --x", "игра");
    }

    void commands()
    {
        QFETCH(QByteArray, exec);
        QFETCH(QString, program);
        const auto entry = parse("Type=Application\nName=X\nExec=" + exec);
        QVERIFY(entry.has_value());
        QCOMPARE(entry->exec, program);
    }

    void names_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("name");
        QTest::newRow("the language and the country") << QStringLiteral("de_AT") << QStringLiteral("Jausenbrowser");
        QTest::newRow("the language alone") << QStringLiteral("de_DE") << QStringLiteral("Netzbetrachter");
        QTest::newRow("no such language") << QStringLiteral("fr_FR") << QStringLiteral("Browser");
    }

    void names()
    {
        QFETCH(QString, locale);
        QFETCH(QString, name);
        const auto entry = parse("Type=Application\nExec=b\nName=Browser\nName[de]=Netzbetrachter\n"
                                 "Name[de_AT]=Jausenbrowser\n",
                                 QLocale(locale));
        QVERIFY(entry.has_value());
        QCOMPARE(entry->name, name);
    }

    void whatIsNoProgram_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("an empty file") << QByteArray();
        QTest::newRow("another type") << QByteArray("[Desktop Entry]\nType=Link\nName=X\nExec=x");
        QTest::newRow("no type") << QByteArray("[Desktop Entry]\nName=X\nExec=x");
        QTest::newRow("no name") << QByteArray("[Desktop Entry]\nType=Application\nExec=x");
        QTest::newRow("no command") << QByteArray("[Desktop Entry]\nType=Application\nName=X");
        QTest::newRow("a quote without an end") << QByteArray("[Desktop Entry]\nType=Application\nName=X\nExec=\"x");
        QTest::newRow("another group") << QByteArray("[Other]\nType=Application\nName=X\nExec=x");
        QTest::newRow("noise") << QByteArray("\0\xff\xfe[[[==\n=\n[Desktop Entry", 22);
    }

    void whatIsNoProgram()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseDesktopEntry(text, QLocale::c()));
    }

    void actionsAreNotTheProgram()
    {
        const auto entry = parse("Type=Application\nName=X\nExec=x\n\n[Desktop Action New]\nName=Y\nExec=y\n");
        QCOMPARE(entry->name, QStringLiteral("X"));
        QCOMPARE(entry->exec, QStringLiteral("x"));
    }

    void commentsBlanksAndWindowsLineEndsDoNoHarm()
    {
        const auto entry = parse("# Name=No\r\n\r\nType = Application\r\n Name= X \r\nExec=x\r\nTerminal=true\r\n");
        QVERIFY(entry.has_value());
        QCOMPARE(entry->name, QStringLiteral("X"));
        QVERIFY(entry->shown);
    }

    void theFirstOfTwoCounts()
    {
        QCOMPARE(parse("Type=Application\nName=A\nName=B\nExec=x")->name, QStringLiteral("A"));
    }

    void hiddenOnesAreKnownWithoutAnythingElse()
    {
        QVERIFY(!parse("Hidden=true")->shown);
        QVERIFY(!parse("Type=Application\nName=X\nExec=x\nNoDisplay=true")->shown);
    }

private:
    static std::optional<DesktopEntry> parse(const QByteArray &lines, const QLocale &locale = QLocale::c())
    {
        return parseDesktopEntry("[Desktop Entry]\n" + lines, locale);
    }
};

QTEST_APPLESS_MAIN(TestDesktopEntry)
#include "tst_desktopentry.moc"
