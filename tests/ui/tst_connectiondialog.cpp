// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/connectionservicedialog.h"
#include "ui/widgets/fieldproblem.h"

#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>

using namespace parapet;

namespace {

using Changes = std::vector<Change>;
const std::string home = "uuid-home";
const Connection connection{home, "Home network", Connection::Kind::wireless, "wlan0"};
constexpr PortKey game{PortProtocol::udp, 27960};

}  // namespace

class TestConnectionDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        draft = std::make_unique<SettingsDraft>();
        draft->edit({SetConnectionPort{home, http, {"Web Server (HTTP)"}}, SetConnectionPort{home, game, {"Game"}}});
        open();
    }
    void cleanup() { delete dialog; }

    void hasTheTabsAndRowsOfTheSpecification()
    {
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Advanced Settings"));
        const auto *tabs = dialog->findChild<QTabWidget *>();
        QCOMPARE(tabs->tabText(0), QStringLiteral("Services"));
        QCOMPARE(tabs->tabText(1), QStringLiteral("ICMP"));
        QCOMPARE(dialog->findChild<QListWidget *>()->count(), 9);  // packet too big is for all connections only
        for (const ConnectionService &service : connectionServices())
            QVERIFY(row(QString::fromUtf8(service.name.data(), qsizetype(service.name.size()))).isValid());
        QCOMPARE(list()->model()->rowCount(), int(connectionServices().size()) + 1);
    }

    // xp-reference 13, point 9: per-connection ports have no scope.
    void nothingOffersAScope()
    {
        for (const QAbstractButton *button : dialog->findChildren<QAbstractButton *>())
            QVERIFY(!button->text().contains(QLatin1String("cope")));
    }

    void checksWhatIsOpen()
    {
        QCOMPARE(checked(QStringLiteral("Web Server (HTTP)")), Qt::Checked);
        QCOMPARE(checked(QStringLiteral("FTP Server")), Qt::Unchecked);
        QCOMPARE(checked(QStringLiteral("Game")), Qt::Checked);
        QVERIFY(dialog->changes().empty());
    }

    void aCheckMarkBecomes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("change");
        QTest::newRow("an entry when a built-in service is checked") << "FTP Server" << 0;
        QTest::newRow("its removal when a built-in service is unchecked") << "Web Server (HTTP)" << 1;
        QTest::newRow("an unchecked entry when an own service is unchecked") << "Game" << 2;
    }

    void aCheckMarkBecomes()
    {
        QFETCH(QString, name);
        QFETCH(int, change);
        select(name);
        QTest::keyClick(list(), Qt::Key_Space);
        const Changes expected{SetConnectionPort{home, {PortProtocol::tcp, 21}, {"FTP Server"}},
                               RemoveConnectionPort{home, http}, SetConnectionPort{home, game, {"Game", false}}};
        QVERIFY((dialog->changes() == Changes{expected[std::size_t(change)]}));
        QTest::keyClick(list(), Qt::Key_Space);
        QVERIFY(dialog->changes().empty());
    }

    void builtInServicesCannotBeEditedOrDeleted()
    {
        select(QStringLiteral("FTP Server"));
        QVERIFY(!button("Edit...")->isEnabled() && !button("Delete")->isEnabled());
        QTest::keyClick(list(), Qt::Key_Return);
        QTest::keyClick(list(), Qt::Key_Delete);
        QVERIFY(!openWindow<ConnectionServiceDialog>() && !openWindow<QMessageBox>());
        select(QStringLiteral("Game"));
        QVERIFY(button("Edit...")->isEnabled() && button("Delete")->isEnabled());
    }

    void anOwnNameForTheirPortMakesItAnOwnEntry()
    {
        draft->edit({SetConnectionPort{home, http, {"My pages"}}});
        delete dialog;
        open();
        QVERIFY(!row(QStringLiteral("Web Server (HTTP)")).isValid());
        select(QStringLiteral("My pages"));
        QVERIFY(button("Delete")->isEnabled());
        button("Delete")->click();
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        QCOMPARE(checked(QStringLiteral("Web Server (HTTP)")), Qt::Unchecked);
        QVERIFY((dialog->changes() == Changes{RemoveConnectionPort{home, http}}));
    }

    void badInput_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("port");
        QTest::addColumn<bool>("udp");
        QTest::addColumn<QString>("nameProblem");  // part of the message; empty: none
        QTest::addColumn<QString>("portProblem");
        const QString good = QStringLiteral("Chat"), none, range = QStringLiteral("between 1 and 65535");
        const QString longName(256, QLatin1Char('x'));
        const auto row = [](const char *title) -> QTestData & { return QTest::newRow(title); };
        row("an empty name is refused") << none << "5000" << false << "must not be empty" << none;
        row("256 characters are a name") << longName << "5000" << false << none << none;
        row("257 characters are too many")
            << longName + QLatin1Char('x') << "5000" << false << "longer than 256" << none;
        row("an empty port is refused") << good << none << false << none << range;
        row("port 0 is refused") << good << "0" << false << none << range;
        row("port 65535 is the last") << good << "65535" << false << none << none;
        row("port 65536 is refused") << good << "65536" << false << none << range;
        row("a number that overflows is refused") << good << "18446744073709551617" << false << none << range;
        row("a word is refused") << good << "abc" << false << none << range;
        row("a range is refused") << good << "80-90" << false << none << range;
        row("the port of an own entry is refused") << good << "27960" << true << none << "already, as Game";
        row("its number for the other protocol is free") << good << "27960" << false << none << none;
        row("the port of a built-in service is refused") << good << "21" << false << none << "already, as FTP Server";
        row("both messages are shown at once") << none << "0" << false << "must not be empty" << range;
    }

    void badInput()
    {
        QFETCH(QString, name);
        QFETCH(QString, port);
        QFETCH(bool, udp);
        QFETCH(QString, nameProblem);
        QFETCH(QString, portProblem);
        button("Add...")->click();
        auto *service = openWindow<ConnectionServiceDialog>();
        QCOMPARE(service->windowTitle(), QStringLiteral("Service Settings"));
        compareProblem(service, 0, {});  // nobody is blamed before
        compareProblem(service, 1, {});
        field<QLineEdit>(service, QStringLiteral("Description of service:"))->setText(name);
        field<QLineEdit>(service, QStringLiteral("External port number for this service:"))->setText(port);
        control<QRadioButton>(service, udp ? QStringLiteral("UDP") : QStringLiteral("TCP"))->click();
        service->accept();
        compareProblem(service, 0, nameProblem);
        compareProblem(service, 1, portProblem);
        const bool refused = !nameProblem.isEmpty() || !portProblem.isEmpty();
        QCOMPARE(service->isVisible(), refused);
        QCOMPARE(dialog->changes().empty(), refused);
    }

    void editKeepsTheCheckMarkAndMayMoveThePort()
    {
        select(QStringLiteral("Game"));
        QTest::keyClick(list(), Qt::Key_Space);
        QTest::keyClick(list(), Qt::Key_Return);
        auto *service = openWindow<ConnectionServiceDialog>();
        QVERIFY(control<QRadioButton>(service, QStringLiteral("UDP"))->isChecked());
        field<QLineEdit>(service, QStringLiteral("External port number for this service:"))
            ->setText(QStringLiteral("9"));
        service->accept();
        QVERIFY((dialog->changes()
                 == Changes{RemoveConnectionPort{home, game},
                            SetConnectionPort{home, {PortProtocol::udp, 9}, {"Game", false}}}));
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Game"));
    }

    void deletingAsksAndNoIsTheDefault()
    {
        select(QStringLiteral("Game"));
        QTest::keyClick(list(), Qt::Key_Delete);
        auto *question = openWindow<QMessageBox>();
        QVERIFY(question);
        QCOMPARE(question->defaultButton(), question->button(QMessageBox::No));
        question->button(QMessageBox::No)->click();
        QVERIFY(dialog->changes().empty());
        button("Delete")->click();
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        QVERIFY((dialog->changes() == Changes{RemoveConnectionPort{home, game}}));
        QVERIFY(list()->currentIndex().isValid());  // a neighbour is selected now
    }

    void whatOthersRemovedMeanwhileIsNotRemovedAgain()
    {
        select(QStringLiteral("Game"));
        button("Delete")->click();
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        draft->edit({RemoveConnectionPort{home, game}});
        QVERIFY(dialog->changes().empty());
    }

    void noMoreFitThanOneConnectionMayHave()
    {
        Changes many;
        for (std::uint16_t port = 1000; port < 1000 + limits::portsPerConnection - 2; ++port)
            many.push_back(SetConnectionPort{home, {PortProtocol::udp, port}, {"x"}});
        draft->edit(many);
        delete dialog;
        open();
        QVERIFY(!button("Add...")->isEnabled());
        QVERIFY(shows(dialog, QStringLiteral("1000 is the most")));
        select(QStringLiteral("FTP Server"));
        QTest::keyClick(list(), Qt::Key_Space);
        QCOMPARE(checked(QStringLiteral("FTP Server")), Qt::Unchecked);
    }

    void icmpIsSentForTheConnection()
    {
        auto *messages = dialog->findChild<QListWidget *>();
        messages->item(0)->setCheckState(Qt::Checked);
        QVERIFY((dialog->changes() == Changes{SetConnectionIcmp{home, IcmpItem::echoRequest, true}}));
    }

    void isFilledAndAcceptedByKeyboardAlone()
    {
        QCOMPARE(QApplication::focusWidget(), list());
        QTest::keyClick(list(), Qt::Key_A, Qt::AltModifier);
        QTRY_VERIFY(openWindow<ConnectionServiceDialog>());
        auto *service = openWindow<ConnectionServiceDialog>();
        QVERIFY(QTest::qWaitForWindowActive(service));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Chat"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("5000"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_U, Qt::AltModifier);
        QTRY_VERIFY(control<QRadioButton>(service, QStringLiteral("UDP"))->isChecked());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!openWindow<ConnectionServiceDialog>());
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Chat"));
        QTest::keyClick(button("Add..."), Qt::Key_Return);  // anywhere but in the list Return means OK
        QVERIFY(!dialog->isVisible());
        QVERIFY((dialog->changes() == Changes{SetConnectionPort{home, {PortProtocol::udp, 5000}, {"Chat"}}}));
    }

private:
    void open()
    {
        dialog = new ConnectionDialog(*draft, connection);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);  // looked at after it has closed
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
    }
    QListView *list() const { return field<QListView>(dialog, QStringLiteral("Services:")); }
    QPushButton *button(const char *text) const { return control<QPushButton>(dialog, QLatin1String(text)); }
    QModelIndex row(const QString &name) const
    {
        const auto *model = list()->model();
        return model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly).value(0);
    }
    Qt::CheckState checked(const QString &name) const
    {
        return Qt::CheckState(row(name).data(Qt::CheckStateRole).toInt());
    }
    void select(const QString &name) const
    {
        QVERIFY(row(name).isValid());
        list()->setCurrentIndex(row(name));
        list()->setFocus();
    }
    static void compareProblem(const QWidget *window, int which, const QString &part)
    {
        const QString shown = window->findChildren<FieldProblem *>().at(which)->text();
        QVERIFY2(part.isEmpty() ? shown.isEmpty() : shown.contains(part), qUtf8Printable(shown));
    }

    std::unique_ptr<SettingsDraft> draft;
    QPointer<ConnectionDialog> dialog;
};

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
