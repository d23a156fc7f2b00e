// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/icmpdialog.h"
#include "ui/dialogs/logsettingsdialog.h"
#include "ui/propertysheet.h"

#include <QGroupBox>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>

using namespace parapet;

namespace {

using Changes = std::vector<Change>;
constexpr auto standard = ProfileId::standard;
const QString connections = QStringLiteral("Network Connection Settings");

}  // namespace

class TestAdvancedPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        client = std::make_unique<FakeClient>();
        client->setSettings(exampleSettings());
        sheet = new PropertySheet(*client);
        sheet->findChild<QTabWidget *>()->setCurrentIndex(PropertySheet::Advanced);
        sheet->show();
        QVERIFY(QTest::qWaitForWindowActive(sheet));
    }
    void cleanup() { delete sheet; }

    void hasFourGroupsInOrder()
    {
        QStringList titles;
        for (const auto *group : sheet->findChildren<QGroupBox *>())
            titles << group->title();
        QCOMPARE(titles,
                 (QStringList{connections, QStringLiteral("Security Logging"), QStringLiteral("ICMP"),
                              QStringLiteral("Default Settings")}));
    }

    void threeButtonsOfOneNameCanBeToldApart()
    {
        QStringList groups, mnemonics;
        for (const auto *button : sheet->findChildren<QPushButton *>()) {
            if (QString(button->text()).remove(QLatin1Char('&')) != QLatin1String("Settings..."))
                continue;
            groups << button->accessibleDescription();
            mnemonics << button->text();
        }
        groups.sort();
        QCOMPARE(groups, (QStringList{QStringLiteral("ICMP"), connections, QStringLiteral("Security Logging")}));
        QCOMPARE(mnemonics.removeDuplicates(), 0);
    }

    void settingsOpen_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("title");
        QTest::newRow("of a connection") << connections << "Advanced Settings";
        QTest::newRow("of the log") << "Security Logging"
                                    << "Log Settings";
        QTest::newRow("of ICMP") << "ICMP"
                                 << "ICMP Settings";
        QTest::newRow("the question for the defaults") << "Default Settings"
                                                       << "Restore Defaults Confirmation";
    }

    void settingsOpen()
    {
        QFETCH(QString, group);
        QFETCH(QString, title);
        button(group)->click();
        const QWidget *dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), title);
    }

    void anUncheckedConnectionIsSentAtOk()
    {
        QCOMPARE(list()->accessibleName(), QStringLiteral("Network connections:"));
        list()->setCurrentIndex(row(QStringLiteral("Home network")));
        QTest::keyClick(list(), Qt::Key_Space);
        QVERIFY(client->sent.empty());
        QVERIFY((finish() == Changes{SetConnectionFilter{"uuid-home", false}}));
    }

    void editsOfAConnectionAreSentAtOk()
    {
        list()->setCurrentIndex(row(QStringLiteral("Work (not connected)")));
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_Return);
        auto *dialog = openWindow<ConnectionDialog>();
        QVERIFY(dialog);
        dialog->findChild<QListWidget *>()->item(0)->setCheckState(Qt::Checked);
        dialog->accept();
        QVERIFY(client->sent.empty());
        QVERIFY((finish() == Changes{SetConnectionIcmp{"uuid-work", IcmpItem::echoRequest, true}}));
    }

    void editsOfIcmpAreSentAtOk()
    {
        button(QStringLiteral("ICMP"))->click();
        openWindow<IcmpDialog>()->findChild<QListWidget *>()->item(2)->setCheckState(Qt::Checked);
        openWindow<IcmpDialog>()->accept();
        QVERIFY((finish() == Changes{SetIcmp{standard, IcmpItem::maskRequest, true}}));
    }

    // xp-reference 13, point 1: "Don't allow exceptions" protects unchecked connections too, and the page says so.
    void theListFollowsTheState_data()
    {
        QTest::addColumn<Opmode>("mode");
        QTest::addColumn<bool>("usable");
        QTest::addColumn<bool>("hint");
        QTest::newRow("on") << Opmode::on << true << false;
        QTest::newRow("on without exceptions protects them all") << Opmode::onWithoutExceptions << true << true;
        QTest::newRow("off has nothing to choose") << Opmode::off << false << false;
    }

    void theListFollowsTheState()
    {
        QFETCH(Opmode, mode);
        QFETCH(bool, usable);
        QFETCH(bool, hint);
        client->changeElsewhere({SetOpmode{standard, mode}});
        QCOMPARE(row(QStringLiteral("Home network")).flags().testFlag(Qt::ItemIsEnabled), usable);
        QCOMPARE(button(connections)->isEnabled(), usable);
        QCOMPARE(shows(sheet, QStringLiteral("are protected nevertheless")), hint);
        client->changeElsewhere({SetOpmode{standard, Opmode::on}});
        QVERIFY(button(connections)->isEnabled());
    }

    void theListFollowsTheDraft()
    {
        control<QRadioButton>(sheet, QStringLiteral("Off (not recommended)"))->click();
        QVERIFY(!button(connections)->isEnabled());
    }

    void whoHasNoRightChangesNothing()
    {
        list()->setFocus();
        client->setRights({Right::no, Right::no});
        for (const QString &group : {connections, QStringLiteral("Security Logging"), QStringLiteral("ICMP"),
                                     QStringLiteral("Default Settings")})
            QVERIFY(!button(group)->isEnabled());
        QTest::keyClick(list(), Qt::Key_Return);
        QVERIFY(!openWindow<ConnectionDialog>());
    }

    void theSelectionStaysWhenConnectionsComeAndGo()
    {
        list()->setCurrentIndex(row(QStringLiteral("Wired connection 1")));
        Status status = client->status();
        status.connections.push_back({"aaa", "A new one", Connection::Kind::vpn, "tun0"});
        client->setStatus(status);
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Wired connection 1"));
    }

    void withoutConnectionsThereIsNothingToSet()
    {
        Status status = client->status();
        status.connections.clear();
        client->setStatus(status);
        QVERIFY(!button(connections)->isEnabled());
    }

    void restoringAsksAndNoIsTheDefault()
    {
        button(QStringLiteral("Default Settings"))->click();
        auto *question = openWindow<QMessageBox>();
        QCOMPARE(question->defaultButton(), question->button(QMessageBox::No));
        question->button(QMessageBox::No)->click();
        QVERIFY(finish().empty());
    }

    // xp-reference 13, point 11: the sheet edits the current profile only; the defaults are those of both.
    void restoringTakesEffectAtOkAndForEverything()
    {
        client->changeElsewhere({SetOpmode{ProfileId::domain, Opmode::off}, SetConnectionFilter{"uuid-gone", false},
                                 SetIcmp{standard, IcmpItem::redirect, true}, SetLog{{true, true, 1, "a.log"}}});
        button(QStringLiteral("Default Settings"))->click();
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        QVERIFY(client->sent.empty());
        QVERIFY(!finish().empty());
        QVERIFY(client->settings() == Settings{});
    }

    void cancelKeepsWhatWasThere()
    {
        button(QStringLiteral("Default Settings"))->click();
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        control<QPushButton>(sheet, QStringLiteral("Cancel"))->click();
        QTRY_VERIFY(!sheet);
        QVERIFY(client->settings() == exampleSettings());
    }

private:
    QListView *list() const { return field<QListView>(sheet, QStringLiteral("Network connections:")); }
    QModelIndex row(const QString &name) const
    {
        const auto *model = list()->model();
        return model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly).value(0);
    }
    // The first button of the group, by what a screen reader hears.
    QPushButton *button(const QString &group) const
    {
        for (auto *each : sheet->findChildren<QPushButton *>()) {
            if (each->accessibleDescription() == group)
                return each;
        }
        return nullptr;
    }
    // What OK sends; empty: nothing.
    Changes finish()
    {
        control<QPushButton>(sheet, QStringLiteral("OK"))->click();
        const bool closed = QTest::qWaitFor([this] { return sheet.isNull(); });
        return closed && !client->sent.empty() ? client->sent.front() : Changes{};
    }

    std::unique_ptr<FakeClient> client;
    QPointer<PropertySheet> sheet;
};

QTEST_MAIN(TestAdvancedPage)
#include "tst_advancedpage.moc"
