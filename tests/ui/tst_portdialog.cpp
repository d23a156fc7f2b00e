// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/keyboard.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/portdialog.h"
#include "ui/widgets/fieldproblem.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>

using namespace parapet;

class TestPortDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { draft.rebase(exampleSettings()); }
    void cleanup() { delete dialog; }

    void badInput_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("port");
        QTest::addColumn<bool>("udp");
        QTest::addColumn<QString>("nameProblem");  // part of the message; empty: none
        QTest::addColumn<QString>("portProblem");
        const QString good = QStringLiteral("Game"), none, range = QStringLiteral("between 1 and 65535");
        const QString longName(256, QLatin1Char('x'));
        const auto row = [](const char *title) -> QTestData & { return QTest::newRow(title); };
        row("an empty name is refused") << none << "5000" << false << "must not be empty" << none;
        row("a name of blanks is refused") << "   "
                                           << "5000" << false << "must not be empty" << none;
        row("256 characters are a name") << longName << "5000" << false << none << none;
        row("257 characters are too many")
            << longName + QLatin1Char('x') << "5000" << false << "longer than 256" << none;
        row("an empty port is refused") << good << none << false << none << range;
        row("port 0 is refused") << good << "0" << false << none << range;
        row("port 1 is the first") << good << "1" << false << none << none;
        row("port 65535 is the last") << good << "65535" << false << none << none;
        row("port 65536 is refused") << good << "65536" << false << none << range;
        row("a number that overflows is refused") << good << "18446744073709551617" << false << none << range;
        row("a word is refused") << good << "abc" << false << none << range;
        row("a range is refused") << good << "80-90" << false << none << range;
        row("a list is refused") << good << "80,81" << false << none << range;
        row("a sign is refused") << good << "+80" << false << none << range;
        row("blanks around a port do no harm") << good << " 81 " << false << none << none;
        row("a port that is there already is refused") << good << "80" << false << none << "already, as Web server";
        row("the same port of the other protocol is another") << good << "80" << true << none << none;
        row("both messages are shown at once") << none << "0" << false << "must not be empty" << range;
    }

    void badInput()
    {
        QFETCH(QString, name);
        QFETCH(QString, port);
        QFETCH(bool, udp);
        QFETCH(QString, nameProblem);
        QFETCH(QString, portProblem);
        open({});
        edit(QStringLiteral("Name:"))->setText(name);
        edit(QStringLiteral("Port number:"))->setText(port);
        control<QRadioButton>(dialog, QStringLiteral("UDP"))->setChecked(udp);
        dialog->accept();
        compareProblem(0, nameProblem);
        compareProblem(1, portProblem);
        QCOMPARE(dialog->isVisible(), !nameProblem.isEmpty() || !portProblem.isEmpty());
    }

    void nothingIsBlamedBeforeItIsTouched()
    {
        open({});
        compareProblem(0, {});
        compareProblem(1, {});
    }

    void theMessageComesWhileOneTypes()
    {
        open({});
        QTest::keyClicks(edit(QStringLiteral("Port number:")), QStringLiteral("70000"));
        compareProblem(1, QStringLiteral("between 1 and 65535"));
        compareProblem(0, {});
        QTest::keyClick(edit(QStringLiteral("Port number:")), Qt::Key_Backspace);
        compareProblem(1, {});
    }

    void theFirstWrongFieldGetsTheFocus()
    {
        open({});
        edit(QStringLiteral("Name:"))->setText(QStringLiteral("Game"));
        dialog->accept();
        QCOMPARE(dialog->focusWidget(), edit(QStringLiteral("Port number:")));
        QCOMPARE(edit(QStringLiteral("Port number:"))->accessibleDescription(),
                 QStringLiteral("The port number must be between 1 and 65535."));
    }

    void addsATcpPortCheckedUnlessToldOtherwise()
    {
        open({});
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Add a Port"));
        edit(QStringLiteral("Name:"))->setText(QStringLiteral(" Game "));
        edit(QStringLiteral("Port number:"))->setText(QStringLiteral("5000"));
        QVERIFY((dialog->key() == PortKey{PortProtocol::tcp, 5000}));
        QVERIFY((dialog->entry() == PortException{"Game", true}));
    }

    void editShowsTheEntryAndKeepsItsCheckMark()
    {
        open(dns);
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Edit a Port"));
        QCOMPARE(edit(QStringLiteral("Name:"))->text(), QStringLiteral("Name server"));
        QVERIFY(dialog->key() == dns);
        edit(QStringLiteral("Name:"))->setText(QStringLiteral("DNS"));
        QSignalSpy accepted(dialog, &QDialog::accepted);
        dialog->accept();
        QCOMPARE(accepted.count(), 1);  // its own port is no duplicate
        QVERIFY((dialog->entry() == PortException{"DNS", false}));
    }

    // 13.8: one port an entry; and no more entries than there may be.
    void aListThatIsFullIsTold()
    {
        Settings full;
        for (std::size_t i = 0; i < limits::exceptionsPerProfile; ++i)
            full.profile(ProfileId::standard).ports[{PortProtocol::udp, std::uint16_t(i + 1)}] = {"x", true, {}};
        SettingsDraft crowded;
        crowded.rebase(full);
        dialog = new PortDialog(crowded, {});
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        edit(QStringLiteral("Name:"))->setText(QStringLiteral("Game"));
        edit(QStringLiteral("Port number:"))->setText(QStringLiteral("80"));
        dialog->accept();
        compareProblem(1, QStringLiteral("no more than 20000 port exceptions"));
        QVERIFY(dialog->isVisible());
        delete dialog;
    }

    void tabWalksInReadingOrder()
    {
        open({});
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        edit(QStringLiteral("Port number:"))->setFocus();
        QStringList walk;
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
            const auto *reached = qobject_cast<QAbstractButton *>(dialog->focusWidget());
            walk << (reached ? reached->text().remove(QLatin1Char('&')) : QString());
        }
        QCOMPARE(walk,
                 (QStringList{QStringLiteral("TCP"), QStringLiteral("What are the risks of opening a port?"),
                              QStringLiteral("Change scope..."), QStringLiteral("OK"), QStringLiteral("Cancel")}));
    }

    void isUsableByKeyboardAlone()
    {
        open({});
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(unreachableByTab(dialog), QStringList());
        QCOMPARE(sharedMnemonics(dialog), QStringList());
    }

    void changingTheProtocolOntoAnotherEntryIsRefused()
    {
        draft.setPort({PortProtocol::tcp, 53}, {"Zone transfer", true});
        open(dns);
        control<QRadioButton>(dialog, QStringLiteral("TCP"))->click();
        compareProblem(1, QStringLiteral("already, as Zone transfer"));
        dialog->accept();
        QVERIFY(dialog->isVisible());
    }

private:
    void open(std::optional<PortKey> edited)
    {
        dialog = new PortDialog(draft, edited);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);  // looked at after it has closed
        dialog->show();
    }
    QLineEdit *edit(const QString &name) const { return field<QLineEdit>(dialog, name); }
    void compareProblem(int which, const QString &part) const
    {
        const QString shown = dialog->findChildren<FieldProblem *>().at(which)->text();
        QVERIFY2(part.isEmpty() ? shown.isEmpty() : shown.contains(part), qUtf8Printable(shown));
    }

    SettingsDraft draft;
    QPointer<PortDialog> dialog;
};

QTEST_MAIN(TestPortDialog)
#include "tst_portdialog.moc"
