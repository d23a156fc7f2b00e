// SPDX-License-Identifier: GPL-2.0-or-later
// The Exceptions tab (xp-reference 1.2): what each button does to which kind of row, by pointer and keyboard.
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/keyboard.h"
#include "tests/ui/programmenu.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/editprogramdialog.h"
#include "ui/dialogs/portdialog.h"
#include "ui/dialogs/programdialog.h"
#include "ui/dialogs/servicedialog.h"
#include "ui/helpwindow.h"
#include "ui/models/exceptionid.h"
#include "ui/models/rowroles.h"
#include "ui/pages/exceptionspage.h"
#include "ui/widgets/linkbutton.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>
#include <QTreeWidget>

#include <algorithm>

using namespace parapet;

namespace {

using Changes = std::vector<Change>;
constexpr auto standard = ProfileId::standard;
const ProgramPath game{"/usr/bin/game"};
const ServiceId sharing{"file-and-printer-sharing"};

}  // namespace

class TestExceptionsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Settings settings = exampleSettings();
        settings.profile(standard).programs[game.path] = {"Game", true, {}};
        client = std::make_unique<FakeClient>();
        client->setSettings(settings);
        draft = std::make_unique<SettingsDraft>();
        draft->rebase(settings);
        page = new ExceptionsPage(*client, *draft);
        page->resize(500, 500);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page));
    }
    void cleanup()
    {
        delete page;
        draft.reset();
    }

    void theIntroductionFollowsTheState()
    {
        QVERIFY(shows(page, QStringLiteral("is blocking incoming connections")));
        draft->setOpmode(Opmode::onWithoutExceptions);
        QVERIFY(shows(page, QStringLiteral("are being ignored")));
        draft->setOpmode(Opmode::off);
        QVERIFY(shows(page, QStringLiteral("is turned off")));
    }

    // xp-reference 1.19: the marks stay, and the list can be prepared for later.
    void theListStaysUsableInEveryState()
    {
        for (const Opmode mode : {Opmode::on, Opmode::onWithoutExceptions, Opmode::off}) {
            draft->setOpmode(mode);
            QVERIFY(button("Add Port...")->isEnabled() && button("Add Program...")->isEnabled());
            QCOMPARE(row(http).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        }
    }

    void exceptionsOfAllKindsAreSortedByName()
    {
        QStringList names;
        for (int i = 0; i < list()->model()->rowCount(); ++i)
            names << list()->model()->index(i, 0).data().toString();
        QVERIFY(std::ranges::is_sorted(
            names, [](const QString &a, const QString &b) { return QString::localeAwareCompare(a, b) < 0; }));
        for (const char *name : {"Game", "Web server", "File and Printer Sharing"})
            QVERIFY(names.contains(QLatin1String(name)));
    }

    void whoHasNoRightSeesEverythingDimmed()
    {
        client->setRights({Right::no, Right::no});
        for (const char *name : {"Add Program...", "Add Port...", "Edit...", "Delete"})
            QVERIFY(!button(name)->isEnabled());
        QVERIFY(!notify()->isEnabled());
        for (const ExceptionId &id : everyKind()) {
            select(id);
            QVERIFY(!button("Edit...")->isEnabled() && !button("Delete")->isEnabled());
            for (const int key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Delete})
                QTest::keyClick(list(), Qt::Key(key));
        }
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(draft->changes().empty());
        QVERIFY(control<LinkButton>(page, risks)->isEnabled());
    }

    void whoMustAuthenticateMayEdit()
    {
        client->setRights({Right::afterAuthentication, Right::afterAuthentication});
        QVERIFY(button("Add Port...")->isEnabled() && notify()->isEnabled());
    }

    void spaceTogglesTheSelectedException()
    {
        const Changes expected[] = {{SetPort{standard, http, {"Web server", false}}},
                                    {SetProgram{standard, game.path, {"Game", false, {}}}},
                                    {SetService{standard, sharing.id, {true, {}}}}};
        int at = 0;
        for (const ExceptionId &id : everyKind()) {
            draft->rebase(draft->settings());
            select(id);
            QTest::keyClick(list(), Qt::Key_Space);
            QVERIFY(draft->changes() == expected[at++]);
        }
    }

    // 13.8 and xp-reference 1.2: the rows of services cannot be deleted.
    void deleteIsDimmedForServices()
    {
        select(http);
        QVERIFY(button("Delete")->isEnabled());
        select(game);
        QVERIFY(button("Delete")->isEnabled());
        select(sharing);
        QVERIFY(!button("Delete")->isEnabled() && button("Edit...")->isEnabled());
        QTest::keyClick(list(), Qt::Key_Delete);
        QVERIFY(!openWindow<QMessageBox>());
    }

    void withoutASelectionThereIsNothingToEdit()
    {
        list()->clearSelection();
        QVERIFY(!button("Edit...")->isEnabled() && !button("Delete")->isEnabled());
    }

    void editOpensByKind_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("its button") << 0;
        QTest::newRow("the Return key in the list") << 1;
        QTest::newRow("a double click") << 2;
    }

    void editOpensByKind()
    {
        QFETCH(int, way);
        const char *titles[] = {"Edit a Port", "Edit a Program", "Edit a Service"};
        int at = 0;
        for (const ExceptionId &id : everyKind()) {
            select(id);
            if (way == 0)
                button("Edit...")->click();
            else if (way == 1)
                QTest::keyClick(list(), Qt::Key_Return);
            else
                doubleClick(row(id));
            QTRY_VERIFY(QApplication::activeModalWidget());
            QCOMPARE(QApplication::activeModalWidget()->windowTitle(), QLatin1String(titles[at++]));
            QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
            QTRY_VERIFY(!QApplication::activeModalWidget());
        }
        QVERIFY(draft->changes().empty());
    }

    void anEditedPortIsTaken()
    {
        select(http);
        button("Edit...")->click();
        auto *dialog = openWindow<PortDialog>();
        field<QLineEdit>(dialog, QStringLiteral("Name:"))->setText(QStringLiteral("Apache"));
        dialog->accept();
        QCOMPARE(row(http).data().toString(), QStringLiteral("Apache"));
    }

    void anEditedServiceKeepsItsCheckMark()
    {
        select(sharing);
        button("Edit...")->click();
        auto *dialog = openWindow<ServiceDialog>();
        dialog->findChild<QTreeWidget *>()->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        dialog->accept();
        const ServiceException entry = draft->profile().services.at(sharing.id);
        QVERIFY(!entry.enabled && entry.customized());
    }

    void anAddedPortIsCheckedAndSelected()
    {
        button("Add Port...")->click();
        auto *dialog = openWindow<PortDialog>();
        field<QLineEdit>(dialog, QStringLiteral("Name:"))->setText(QStringLiteral("My port"));
        field<QLineEdit>(dialog, QStringLiteral("Port number:"))->setText(QStringLiteral("5000"));
        dialog->accept();
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("My port"));
        QCOMPARE(list()->currentIndex().data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    }

    void anAddedProgramIsCheckedAndSelected()
    {
        const ProgramMenu menu;
        const QString path = menu.add(QStringLiteral("Chess"), QStringLiteral("chess"));
        button("Add Program...")->click();
        auto *dialog = openWindow<ProgramDialog>();
        auto *programs = dialog->findChild<QTreeView *>();
        QTRY_COMPARE(programs->model()->rowCount(), 1);
        programs->setCurrentIndex(programs->model()->index(0, 0));
        dialog->accept();
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Chess"));
        QCOMPARE(list()->currentIndex().data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY((draft->profile().programs.at(path.toStdString()) == ProgramException{"Chess", true, {}}));
    }

    void closingAddAProgramWhileItReadsDoesNoHarm()
    {
        button("Add Program...")->click();
        openWindow<ProgramDialog>()->reject();
        QTRY_VERIFY(!page->findChild<ProgramDialog *>());
        QVERIFY(draft->changes().empty());
    }

    void programsGetTheIconsOfTheMenu()
    {
        const ProgramMenu menu;
        menu.addEntry(QStringLiteral("a.desktop"), "Name=Chess\nExec=chess\nIcon=applications-games");
        const ProgramPath chess{menu.addProgram(QStringLiteral("chess")).toStdString()};
        draft->edit({SetProgram{standard, chess.path, {"Chess", true, {}}}});
        ExceptionsPage fresh(*client, *draft);
        const auto *model = fresh.findChild<QTreeView *>()->model();
        QTRY_VERIFY(!model->match(model->index(0, 0), IconNameRole, QStringLiteral("applications-games")).isEmpty());
    }

    void deletingAsksAndNoIsTheDefault_data()
    {
        QTest::addColumn<bool>("program");
        QTest::addColumn<bool>("yes");
        QTest::newRow("Yes removes the port") << false << true;
        QTest::newRow("No keeps the port") << false << false;
        QTest::newRow("Yes removes the program") << true << true;
        QTest::newRow("No keeps the program") << true << false;
    }

    void deletingAsksAndNoIsTheDefault()
    {
        QFETCH(bool, program);
        QFETCH(bool, yes);
        select(program ? ExceptionId(game) : ExceptionId(http));
        QTest::keyClick(list(), Qt::Key_Delete);
        QTRY_VERIFY(openWindow<QMessageBox>());
        auto *question = openWindow<QMessageBox>();
        const QString title = program ? QStringLiteral("Delete a Program") : QStringLiteral("Delete a Port");
        QCOMPARE(question->windowTitle(), title);
        QCOMPARE(question->text(),
                 QStringLiteral("Are you sure you want to delete %1 from the exceptions list?")
                     .arg(program ? QStringLiteral("Game") : QStringLiteral("Web server")));
        QCOMPARE(question->textFormat(), Qt::PlainText);
        QCOMPARE(question->defaultButton(), question->button(QMessageBox::No));
        question->button(yes ? QMessageBox::Yes : QMessageBox::No)->click();
        QCOMPARE(draft->changes().empty(), !yes);
        QCOMPARE(draft->profile().ports.contains(http), program || !yes);
        QCOMPARE(draft->profile().programs.contains(game.path), !program || !yes);
        QVERIFY(list()->currentIndex().isValid());  // a neighbour is selected now
    }

    void anEntryThatIsGoneBeforeTheAnswerDoesNoHarm()
    {
        for (const ExceptionId &id : {ExceptionId(http), ExceptionId(game)}) {
            select(id);
            button("Delete")->click();
            draft->rebase({});
            openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
            QVERIFY(draft->changes().empty());
            draft->rebase(client->settings());
        }
    }

    void theNotificationCheckBoxIsASettingOfTheProfile()
    {
        QVERIFY(notify()->isChecked());
        notify()->click();
        QVERIFY((draft->changes() == Changes{SetNotifications{standard, false}}));
        draft->setProfileId(ProfileId::domain);  // 13.11: each profile has its own
        QVERIFY(notify()->isChecked());
    }

    // 13.11: only the current profile can be edited.
    void anotherProfileShowsItsOwnRows()
    {
        draft->setProfileId(ProfileId::domain);
        QVERIFY(!row(http).isValid() && !row(game).isValid() && row(sharing).isValid());
        select(sharing);
        QTest::keyClick(list(), Qt::Key_Space);
        QVERIFY((draft->changes() == Changes{SetService{ProfileId::domain, sharing.id, {true, {}}}}));
    }

    void theLinksAskForTheirPages()
    {
        const QSignalSpy wanted(page, &ExceptionsPage::helpRequested);
        control<LinkButton>(page, risks)->click();
        button("Add Port...")->click();
        control<LinkButton>(openWindow<PortDialog>(), QStringLiteral("What are the risks of opening a port?"))->click();
        QCOMPARE(wanted.count(), 2);
        QCOMPARE(wanted.at(0).at(0).value<HelpPage>(), HelpPage::exceptions);
        QCOMPARE(wanted.at(1).at(0).value<HelpPage>(), HelpPage::ports);
        openWindow<PortDialog>()->reject();
    }

    void tabWalksThroughThePageInReadingOrder()
    {
        select(http);
        QStringList walk;
        for (int i = 0; i < 7; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const auto *reached = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
            walk << (reached ? reached->text().remove(QLatin1Char('&')) : QStringLiteral("the list"));
        }
        QCOMPARE(
            walk,
            (QStringList{QStringLiteral("Add Program..."), QStringLiteral("Add Port..."), QStringLiteral("Edit..."),
                         QStringLiteral("Delete"), QStringLiteral("Which programs listen on this computer?"),
                         notify()->text().remove(u'&'), risks}));
        QCOMPARE(sharedMnemonics(page), QStringList());
        QCOMPARE(list()->accessibleName(), QStringLiteral("Programs and Services:"));
    }

private:
    QTreeView *list() const { return page->findChild<QTreeView *>(); }
    QPushButton *button(const char *text) const { return control<QPushButton>(page, QLatin1String(text)); }
    QCheckBox *notify() const
    {
        return control<QCheckBox>(page,
                                  QStringLiteral("Display a notification when Parapet Firewall blocks a program"));
    }
    static std::vector<ExceptionId> everyKind() { return {http, game, sharing}; }

    // By what a screen reader hears of it, which tells one from the other.
    QModelIndex row(const ExceptionId &id) const
    {
        QString words = QStringLiteral("TCP 139, TCP 445");
        if (const auto *port = std::get_if<PortKey>(&id))
            words = portText(*port);
        else if (const auto *program = std::get_if<ProgramPath>(&id))
            words = QString::fromStdString(program->path);
        const auto *model = list()->model();
        return model->match(model->index(0, 0), Qt::AccessibleDescriptionRole, words, 1, Qt::MatchStartsWith).value(0);
    }
    void select(const ExceptionId &id) const
    {
        list()->setCurrentIndex(row(id));
        list()->setFocus();
    }
    void doubleClick(const QModelIndex &index) const
    {
        const QPoint place = list()->visualRect(index).center();
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, place);
    }

    const QString risks = QStringLiteral("What are the risks of allowing exceptions?");
    std::unique_ptr<FakeClient> client;
    std::unique_ptr<SettingsDraft> draft;
    QPointer<ExceptionsPage> page;
};

QTEST_MAIN(TestExceptionsPage)
#include "tst_exceptionspage.moc"
