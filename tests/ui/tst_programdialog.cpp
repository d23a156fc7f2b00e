// SPDX-License-Identifier: GPL-2.0-or-later
// "Add a Program" and "Edit a Program" (xp-reference 1.3, 1.4, 1.6).
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/keyboard.h"
#include "tests/ui/programmenu.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/editprogramdialog.h"
#include "ui/dialogs/programdialog.h"
#include "ui/dialogs/scopedialog.h"
#include "ui/widgets/fieldproblem.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace parapet;

class TestProgramDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        menu = std::make_unique<ProgramMenu>();
        chess = menu->add(QStringLiteral("Chess with Friends"), QStringLiteral("chess"));
        menu->add(QStringLiteral("Archive Manager"), QStringLiteral("unpack"));
        listed = menu->add(QStringLiteral("Listed"), QStringLiteral("listed"));
        Settings settings = exampleSettings();
        settings.profile(ProfileId::standard).programs[listed.toStdString()] = {"My game", true, {}};
        draft = std::make_unique<SettingsDraft>();
        draft->rebase(settings);
        dialog = new ProgramDialog(*draft);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);  // looked at after it has closed
        dialog->show();
    }
    void cleanup()
    {
        delete dialog;
        draft.reset();
        menu.reset();
    }

    void theListIsReadWithoutKeepingTheWindowWaiting()
    {
        QVERIFY(shows(dialog, QStringLiteral("Reading the list of programs...")));
        QVERIFY(!ok()->isEnabled());
        QTRY_COMPARE(rows(), 2);
        QVERIFY(!shows(dialog, QStringLiteral("Reading the list of programs...")));
    }

    void listedProgramsAreLeftOutAndTheOthersAreSorted()
    {
        QTRY_COMPARE(rows(), 2);
        QCOMPARE(row(0), QStringLiteral("Archive Manager"));
        QCOMPARE(row(1), QStringLiteral("Chess with Friends"));
    }

    void anEmptyMenuIsTold()
    {
        delete dialog;
        QVERIFY(QDir(menu->entries()).removeRecursively());
        dialog = new ProgramDialog(*draft);
        dialog->show();
        QTRY_VERIFY(shows(dialog, QStringLiteral("No programs were found.")));
    }

    void theSearchFindsNamesAndFiles_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("found");
        QTest::newRow("a part of the name, any case")
            << QStringLiteral("FRIENDS") << QStringLiteral("Chess with Friends");
        QTest::newRow("the file") << QStringLiteral("unpack") << QStringLiteral("Archive Manager");
        QTest::newRow("the folder is not searched") << QStringLiteral("/bin/") << QString();
        QTest::newRow("signs of patterns are text") << QStringLiteral(".*") << QString();
    }

    void theSearchFindsNamesAndFiles()
    {
        QFETCH(QString, typed);
        QFETCH(QString, found);
        QTRY_COMPARE(rows(), 2);
        QTest::keyClicks(edit("Search:"), typed);
        QCOMPARE(rows(), found.isEmpty() ? 0 : 1);
        QCOMPARE(row(0), found);
    }

    void theChosenProgramIsAddedCheckedForAnyComputer()
    {
        choose(1);
        QCOMPARE(edit("Path:")->text(), chess);
        QVERIFY(edit("Path:")->isReadOnly() && ok()->isEnabled());
        QCOMPARE(dialog->path(), chess.toStdString());
        QVERIFY((dialog->entry() == ProgramException{"Chess with Friends", true, {}}));
        ok()->click();
        QVERIFY(!dialog->isVisible());
    }

    void whatIsFilteredAwayIsNoLongerChosen()
    {
        choose(1);
        edit("Search:")->setText(QStringLiteral("archive"));
        QVERIFY(!ok()->isEnabled() && edit("Path:")->text().isEmpty());
    }

    void theScopeIsTaken()
    {
        choose(1);
        takeSubnetFrom(dialog);
        QCOMPARE(dialog->entry().scope.kind, Scope::Kind::localSubnet);
    }

    void browsingChoosesAnyProgram()
    {
        QTRY_COMPARE(rows(), 2);
        const QString path = menu->addProgram(QStringLiteral("server"));
        browse(path);
        QCOMPARE(edit("Path:")->text(), path);
        QCOMPARE(dialog->findChild<QTreeView *>()->currentIndex().data().toString(), QStringLiteral("server"));
        dialog->accept();
        QVERIFY(!dialog->isVisible());
        QCOMPARE(dialog->entry().name, std::string("server"));
    }

    void browsingToAProgramOfTheListSelectsIt()
    {
        QTRY_COMPARE(rows(), 2);
        edit("Search:")->setText(QStringLiteral("archive"));
        browse(chess);
        QCOMPARE(dialog->entry().name, std::string("Chess with Friends"));
        QCOMPARE(rows(), 2);
    }

    void aChoiceMadeWhileTheListIsReadStays()
    {
        browse(chess);
        QTRY_COMPARE(rows(), 2);
        QCOMPARE(dialog->entry().name, std::string("Chess with Friends"));
        QVERIFY(ok()->isEnabled());
    }

    void badInput_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("problem");
        QTest::newRow("a program that is an exception already")
            << QStringLiteral("listed") << QStringLiteral("already, as My game");
        QTest::newRow("a file that cannot be run") << QStringLiteral("readme") << QStringLiteral("not a program");
        QTest::newRow("a folder") << QStringLiteral(".") << QStringLiteral("not a program");
        QTest::newRow("a file that is not there") << QStringLiteral("gone") << QStringLiteral("not a program");
        QTest::newRow("what runs other programs")
            << QStringLiteral("python3.11") << QStringLiteral("runs other programs");
        QTest::newRow("a path with a line break") << QStringLiteral("a\nb") << QStringLiteral("line breaks");
        QTest::newRow("a path that reorders text")
            << QStringLiteral("a\u202Eb") << QStringLiteral("direction of writing");
    }

    // A message at the field, the dialog stays open, nothing is taken; then a good choice.
    void badInput()
    {
        QFETCH(QString, file);
        QFETCH(QString, problem);
        QTRY_COMPARE(rows(), 2);
        menu->addFile(QStringLiteral("readme"));
        for (const char *name : {"python3.11", "a\nb", "a\u202Eb"})
            menu->addProgram(QString::fromUtf8(name));
        QSignalSpy accepted(dialog, &QDialog::accepted);
        browse(QFileInfo(chess).path() + QLatin1Char('/') + file);
        const auto *field = dialog->findChild<FieldProblem *>();
        QVERIFY2(field->text().contains(problem), qUtf8Printable(field->text()));
        QCOMPARE(edit("Path:")->accessibleDescription(), field->text());
        dialog->accept();
        QVERIFY(dialog->isVisible());
        QCOMPARE(accepted.count(), 0);
        QCOMPARE(rows(), 2);
        choose(1);
        QCOMPARE(field->text(), QString());
        dialog->accept();
        QCOMPARE(accepted.count(), 1);
    }

    void aListThatIsFullIsTold()
    {
        choose(1);
        Settings full;
        for (std::size_t i = 0; i < limits::exceptionsPerProfile; ++i)
            full.profile(ProfileId::standard).programs["/p" + std::to_string(i)] = {"x", true, {}};
        draft->rebase(full);
        dialog->accept();
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->findChild<FieldProblem *>()->text().contains(QStringLiteral("no more than 20000 programs")));
    }

    void okWithNothingChosenDoesNothing()
    {
        dialog->accept();
        QVERIFY(dialog->isVisible());
    }

    void isUsableByKeyboardAlone()
    {
        choose(1);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(unreachableByTab(dialog), QStringList());
        QCOMPARE(sharedMnemonics(dialog), QStringList());
    }

    // 13.8: Edit a Program can change the scope only.
    void editingChangesTheScopeOnly()
    {
        EditProgramDialog editing(*draft, listed.toStdString());
        editing.setAttribute(Qt::WA_DeleteOnClose, false);
        editing.show();
        QCOMPARE(editing.windowTitle(), QStringLiteral("Edit a Program"));
        const auto edits = editing.findChildren<QLineEdit *>();
        QCOMPARE(edits.size(), 2);
        QCOMPARE(field<QLineEdit>(&editing, QStringLiteral("Name:"))->text(), QStringLiteral("My game"));
        QCOMPARE(field<QLineEdit>(&editing, QStringLiteral("Path:"))->text(), listed);
        QVERIFY(QTest::qWaitForWindowExposed(&editing));
        QCOMPARE(unreachableByTab(&editing), QStringList());
        QCOMPARE(sharedMnemonics(&editing), QStringList());
        for (const QLineEdit *each : edits)
            QVERIFY(each->isReadOnly());
        takeSubnetFrom(&editing);
        editing.accept();
        QVERIFY((editing.entry() == ProgramException{"My game", true, {Scope::Kind::localSubnet, false, {}}}));
    }

private:
    QPushButton *ok() const { return control<QPushButton>(dialog, QStringLiteral("OK")); }
    QLineEdit *edit(const char *name) const { return field<QLineEdit>(dialog, QLatin1String(name)); }
    QAbstractItemModel *list() const { return dialog->findChild<QTreeView *>()->model(); }
    int rows() const { return list()->rowCount(); }
    QString row(int at) const { return list()->index(at, 0).data().toString(); }
    void choose(int at) const
    {
        QTRY_COMPARE(rows(), 2);
        dialog->findChild<QTreeView *>()->setCurrentIndex(list()->index(at, 0));
    }
    void browse(const QString &file) const
    {
        control<QPushButton>(dialog, QStringLiteral("Browse..."))->click();
        auto *files = openWindow<QFileDialog>();
        QVERIFY(files);
        QCOMPARE(files->windowTitle(), QStringLiteral("Browse"));
        Q_EMIT files->fileSelected(file);
        files->reject();
    }
    static void takeSubnetFrom(const QWidget *window)
    {
        control<QPushButton>(window, QStringLiteral("Change scope..."))->click();
        auto *scope = openWindow<ScopeDialog>();
        QVERIFY(scope);
        control<QRadioButton>(scope, QStringLiteral("My network (subnet) only"))->click();
        scope->accept();
    }

    std::unique_ptr<ProgramMenu> menu;
    QString chess, listed;
    std::unique_ptr<SettingsDraft> draft;
    QPointer<ProgramDialog> dialog;
};

QTEST_MAIN(TestProgramDialog)
#include "tst_programdialog.moc"
