// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/windows.h"
#include "ui/dialogs/logsettingsdialog.h"
#include "ui/widgets/fieldproblem.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace parapet;

class TestLogSettingsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        dialog = new LogSettingsDialog(LogSettings{}, {"/var/log/parapet", "/srv/logs"});
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);  // looked at after it has closed
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
    }
    void cleanup() { delete dialog; }

    void showsTheDefaults()
    {
        QVERIFY((dialog->log() == LogSettings{}));
        QVERIFY(!control<QCheckBox>(dialog, QStringLiteral("Log dropped packets"))->isChecked());
        QVERIFY(!control<QCheckBox>(dialog, QStringLiteral("Log successful connections"))->isChecked());
        QCOMPARE(file()->text(), QStringLiteral("pfirewall.log"));
        QCOMPARE(size()->value(), 4096);
        QVERIFY(shows(dialog, QStringLiteral("/var/log/parapet")));
        compareProblems({}, {});
    }

    void badInput_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kilobytes");
        QTest::addColumn<QString>("fileProblem");  // part of the message; empty: none
        QTest::addColumn<QString>("sizeProblem");
        const QString good = QStringLiteral("my.log"), fine = QStringLiteral("100"), none;
        const QString range = QStringLiteral("between 1 and 32767");
        const QString longest = QString(196, QLatin1Char('x')) + QStringLiteral(".log");
        const auto row = [](const char *title) -> QTestData & { return QTest::newRow(title); };
        row("a name and a size are fine") << good << fine << none << none;
        row("an empty name is refused") << none << fine << "must not be empty" << none;
        row("200 characters are a name") << longest << fine << none << none;
        row("201 characters are too many") << QLatin1Char('x') + longest << fine << "longer than 200" << none;
        row("a folder in the name is refused") << "../my.log" << fine << "without a folder" << none;
        row("another ending is refused") << "my.txt" << fine << ".log" << none;
        row("a hidden file is refused") << ".my.log" << fine << ".log" << none;
        row("blanks around a name do no harm") << " my.log " << fine << none << none;
        row("a size of 0 is refused") << good << "0" << none << range;
        row("1 KB is the least") << good << "1" << none << none;
        row("32767 KB is the most") << good << "32767" << none << none;
        row("32768 KB is refused") << good << "32768" << none << range;
        row("letters are not taken") << good << "abc" << none << range;
        row("an empty size is refused") << good << none << none << range;
        row("both messages are shown at once") << none << "0"
                                               << "must not be empty" << range;
    }

    void badInput()
    {
        QFETCH(QString, name);
        QFETCH(QString, kilobytes);
        QFETCH(QString, fileProblem);
        QFETCH(QString, sizeProblem);
        file()->selectAll();
        QTest::keyClick(file(), Qt::Key_Delete);
        QTest::keyClicks(file(), name);
        size()->selectAll();
        QTest::keyClick(size(), Qt::Key_Delete);
        QTest::keyClicks(size(), kilobytes);
        compareProblems(fileProblem, sizeProblem);  // while one types
        QTest::keyClick(size(), Qt::Key_Return);
        compareProblems(fileProblem, sizeProblem);
        QCOMPARE(dialog->isVisible(), !fileProblem.isEmpty() || !sizeProblem.isEmpty());
        if (!dialog->isVisible())
            QCOMPARE(dialog->log().file, name.trimmed().toStdString());
    }

    void saveAsTakesAFileInTheFolder_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("problem");
        QTest::newRow("a file in the folder") << "/var/log/parapet/mine.log"
                                              << "mine.log" << QString();
        QTest::newRow("a file elsewhere") << "/home/me/mine.log"
                                          << "/home/me/mine.log"
                                          << "cannot be in /home/me";
        QTest::newRow("a folder that is allowed") << "/srv/logs/mine.log"
                                                  << "/srv/logs/mine.log" << QString();
        QTest::newRow("below it") << "/srv/logs/a/mine.log"
                                  << "/srv/logs/a/mine.log" << QString();
        QTest::newRow("the same beginning") << "/srv/logsmith/mine.log"
                                            << "/srv/logsmith/mine.log"
                                            << "nowhere but in /var/log/parapet, /srv/logs";
        QTest::newRow("a file in a folder below") << "/var/log/parapet/old/mine.log"
                                                  << "/var/log/parapet/old/mine.log" << QString();
        QTest::newRow("a way round about") << "/var/log/parapet/old/../mine.log"
                                           << "mine.log" << QString();
    }

    void saveAsTakesAFileInTheFolder()
    {
        QFETCH(QString, path);
        QFETCH(QString, name);
        QFETCH(QString, problem);
        control<QPushButton>(dialog, QStringLiteral("Save As..."))->click();
        auto *saveAs = dialog->findChild<QFileDialog *>();
        QVERIFY(saveAs && saveAs->isVisible());
        QCOMPARE(saveAs->acceptMode(), QFileDialog::AcceptSave);
        QCOMPARE(saveAs->nameFilters(), QStringList{QStringLiteral("Log files (*.log)")});
        Q_EMIT saveAs->fileSelected(path);
        saveAs->reject();
        QCOMPARE(file()->text(), name);
        compareProblems(problem, {});
        dialog->accept();
        QCOMPARE(dialog->isVisible(), !problem.isEmpty());
    }

    void typingANameForgetsTheOtherFolder()
    {
        control<QPushButton>(dialog, QStringLiteral("Save As..."))->click();
        Q_EMIT dialog->findChild<QFileDialog *>()->fileSelected(QStringLiteral("/tmp/a.log"));
        compareProblems(QStringLiteral("cannot be in /tmp"), {});
        dialog->findChild<QFileDialog *>()->reject();
        file()->selectAll();
        QTest::keyClicks(file(), QStringLiteral("b.log"));
        compareProblems({}, {});
    }

    void theFolderOfTheFileIsTold()
    {
        QVERIFY(shows(dialog, QStringLiteral("In the folder /var/log/parapet")));
        file()->selectAll();
        QTest::keyClicks(file(), QStringLiteral("/srv/logs/x.log"));
        QVERIFY(shows(dialog, QStringLiteral("In the folder /srv/logs")));
    }

    void theArrowsStayWithinTheLimits()
    {
        size()->setValue(32767);
        QTest::keyClick(size(), Qt::Key_Up);
        QCOMPARE(size()->value(), 32767);
        size()->setValue(1);
        QTest::keyClick(size(), Qt::Key_Down);
        QCOMPARE(size()->value(), 1);
    }

    void isFilledAndAcceptedByKeyboardAlone()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::AltModifier);
        QTRY_VERIFY(control<QCheckBox>(dialog, QStringLiteral("Log dropped packets"))->isChecked());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_N, Qt::AltModifier);
        QCOMPARE(QApplication::focusWidget(), file());
        QTest::keyClicks(file(), QStringLiteral("mine.log"));  // the mnemonic selects the text
        QTest::keyClick(file(), Qt::Key_Return);
        QVERIFY(!dialog->isVisible());
        QVERIFY((dialog->log() == LogSettings{true, false, 4096, "mine.log"}));
    }

private:
    QLineEdit *file() const { return field<QLineEdit>(dialog, QStringLiteral("Name:")); }
    QSpinBox *size() const { return field<QSpinBox>(dialog, QStringLiteral("Size limit (KB):")); }
    void compareProblems(const QString &filePart, const QString &sizePart) const
    {
        const QString parts[] = {filePart, sizePart};
        for (int which = 0; which < 2; ++which) {
            const QString shown = dialog->findChildren<FieldProblem *>().at(which)->text();
            QVERIFY2(parts[which].isEmpty() ? shown.isEmpty() : shown.contains(parts[which]), qUtf8Printable(shown));
        }
    }

    QPointer<LogSettingsDialog> dialog;
};

QTEST_MAIN(TestLogSettingsDialog)
#include "tst_logsettingsdialog.moc"
