// SPDX-License-Identifier: GPL-2.0-or-later
// The applications menu of a computer: what of it can be an exception.
#include <QTest>

#include "tests/ui/programmenu.h"
#include "ui/models/installedprograms.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>

#include <sys/stat.h>

using namespace parapet;

class TestInstalledPrograms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { menu = std::make_unique<ProgramMenu>(); }
    void cleanup() { menu.reset(); }

    void aProgramHasNamePathAndIcon()
    {
        menu->addEntry(QStringLiteral("a.desktop"), "Name=Chess\nExec=chess %U\nIcon=applications-games");
        const QString path = menu->addProgram(QStringLiteral("chess"));
        const std::vector<InstalledProgram> expected{
            {QStringLiteral("Chess"), path, QStringLiteral("applications-games")}};
        QVERIFY(read() == expected);
    }

    void whatIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("NoDisplay") << QByteArray("Name=X\nExec=x\nNoDisplay=true");
        QTest::newRow("Hidden") << QByteArray("Name=X\nExec=x\nHidden=true");
        QTest::newRow("a program that is not there") << QByteArray("Name=X\nExec=gone");
        QTest::newRow("TryExec is not there") << QByteArray("Name=X\nExec=x\nTryExec=gone");
        QTest::newRow("a file that cannot be run") << QByteArray("Name=X\nExec=readme");
        QTest::newRow("a relative path") << QByteArray("Name=X\nExec=./x");
        QTest::newRow("a folder") << QByteArray("Name=X\nExec=/");
        QTest::newRow("an interpreter") << QByteArray("Name=X\nExec=python3.11 /opt/x.py");
        QTest::newRow("env") << QByteArray("Name=X\nExec=env A=b x");
        QTest::newRow("flatpak") << QByteArray("Name=X\nExec=flatpak run org.x");
        QTest::newRow("a link to an interpreter") << QByteArray("Name=X\nExec=link");
        QTest::newRow("a name of blanks") << QByteArray("Name=\\s\\t\nExec=x");
        QTest::newRow("a name that is too long") << "Name=" + QByteArray(257, 'x') + "\nExec=x";
    }

    void whatIsLeftOut()
    {
        QFETCH(QByteArray, lines);
        for (const char *name : {"x", "python3.11", "env", "flatpak"})
            menu->addProgram(QString::fromLatin1(name));
        const QString readme = menu->addFile(QStringLiteral("readme"));
        QVERIFY(QFile::link(QFileInfo(readme).path() + QStringLiteral("/python3.11"),
                            QFileInfo(readme).path() + QStringLiteral("/link")));
        menu->addEntry(QStringLiteral("a.desktop"), lines);
        QVERIFY(read().empty());
    }

    void programsOfTheTerminalAndScriptsStay()
    {
        menu->addEntry(QStringLiteral("a.desktop"), "Name=Top\nExec=top\nTerminal=true\nTryExec=top");
        const QString path = menu->addProgram(QStringLiteral("top"));
        QCOMPARE(read().at(0).path, path);
    }

    void linksAreFollowed()
    {
        const QString path = menu->addProgram(QStringLiteral("real"));
        QVERIFY(QFile::link(path, QFileInfo(path).path() + QStringLiteral("/alias")));
        menu->addEntry(QStringLiteral("a.desktop"), "Name=Alias\nExec=alias");
        QCOMPARE(read().at(0).path, path);
    }

    void oneProgramWithTwoEntriesIsOneRow()
    {
        menu->add(QStringLiteral("Office"), QStringLiteral("office"));
        menu->addEntry(QStringLiteral("writer.desktop"), "Name=Writer\nExec=office --writer");
        QCOMPARE(read().size(), std::size_t(1));
        QCOMPARE(read().at(0).name, QStringLiteral("Office"));
    }

    void anEntryHidesThatOfTheSameNameInALaterFolder()
    {
        menu->add(QStringLiteral("Chess"), QStringLiteral("chess"));
        QTemporaryDir own;
        QFile hiding(own.filePath(QStringLiteral("chess.desktop")));
        QVERIFY(hiding.open(QIODevice::WriteOnly));
        hiding.write("[Desktop Entry]\nHidden=true\n");
        hiding.close();
        QVERIFY(read({own.path(), menu->entries()}).empty());
        QCOMPARE(read({menu->entries(), own.path()}).size(), std::size_t(1));
    }

    void namesAreOneLineOfPlainText()
    {
        menu->addProgram(QStringLiteral("x"));
        menu->addEntry(QStringLiteral("a.desktop"), "Name=<b>A</b>\\nB\xe2\x80\xae\nExec=x");
        QCOMPARE(read().at(0).name, QStringLiteral("<b>A</b> B\uFFFD"));
    }

    void hostileFilesDoNotStopTheOthers()
    {
        menu->add(QStringLiteral("Chess"), QStringLiteral("chess"));
        menu->addRaw(QStringLiteral("a.desktop"), QByteArray(1'000'000, '['));
        menu->addRaw(QStringLiteral("b.desktop"), QByteArray("\0\xff\n=", 4));
        QCOMPARE(mkfifo(QFile::encodeName(menu->entries() + QStringLiteral("/c.desktop")), 0600), 0);
        QVERIFY(QFile::link(menu->entries(), menu->entries() + QStringLiteral("/loop")));
        QCOMPARE(read().size(), std::size_t(1));
    }

    void anIconThatIsNoPictureFileIsNotOpened()
    {
        const QString pipe = menu->entries() + QStringLiteral("/icon.png");
        QCOMPARE(mkfifo(QFile::encodeName(pipe), 0600), 0);
        menu->addProgram(QStringLiteral("x"));
        menu->addEntry(QStringLiteral("a.desktop"), "Name=X\nExec=x\nIcon=" + pipe.toUtf8());
        QCOMPARE(read().at(0).icon, QString());
    }

    void destroyingItEndsTheReading()
    {
        for (int i = 0; i < 2'000; ++i)
            menu->addEntry(QStringLiteral("%1.desktop").arg(i), "Name=X\nExec=x");
        QElapsedTimer clock;
        clock.start();
        QVERIFY(read().empty());  // there is no program x
        const qint64 whole = clock.nsecsElapsed();
        clock.start();
        {
            const InstalledPrograms programs({menu->entries()});
        }
        QVERIFY2(clock.nsecsElapsed() < whole / 2, "it was read to the end");
    }

private:
    std::vector<InstalledProgram> read(const QStringList &folders) const
    {
        const InstalledPrograms programs(folders);
        QSignalSpy finished(&programs, &InstalledPrograms::finished);
        if (!finished.wait())
            qFatal("the reading does not end");
        return programs.programs();
    }
    std::vector<InstalledProgram> read() const { return read({menu->entries()}); }

    std::unique_ptr<ProgramMenu> menu;
};

QTEST_GUILESS_MAIN(TestInstalledPrograms)
#include "tst_installedprograms.moc"
