// SPDX-License-Identifier: GPL-2.0-or-later
// "Edit a Service" (xp-reference 1.8; 13.8: a service's ports are separately checkable and scoped).
#include <QTest>

#include "tests/ui/keyboard.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/scopedialog.h"
#include "ui/dialogs/servicedialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>

using namespace parapet;

namespace {

constexpr PortKey netbios{PortProtocol::tcp, 139}, smb{PortProtocol::tcp, 445};
const Scope subnet{Scope::Kind::localSubnet, false, {}};

}  // namespace

class TestServiceDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { open("file-and-printer-sharing", {}); }
    void cleanup() { delete dialog; }

    void listsThePortsWithTheirScopes()
    {
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Edit a Service"));
        QVERIFY(shows(dialog, QStringLiteral("File and Printer Sharing")));
        QCOMPARE(headers(), (QStringList{QStringLiteral("Name"), QStringLiteral("Scope")}));
        const QStringList expected{QStringLiteral("+ TCP 139 Subnet"), QStringLiteral("+ TCP 445 Subnet"),
                                   QStringLiteral("+ UDP 137 Subnet"), QStringLiteral("+ UDP 138 Subnet")};
        QCOMPARE(rows(), expected);
    }

    void rowsOfPortsAreOneRow()
    {
        delete dialog;
        open("kde-connect", {});
        QCOMPARE(rows().at(0), QStringLiteral("+ TCP 1714-1764 Subnet"));
    }

    void showsWhatAPersonMadeOfIt()
    {
        delete dialog;
        open("file-and-printer-sharing", {true, {{netbios, {false, {}}}, {smb, {true, *Scope::parse("10.0.0.0/8")}}}});
        QCOMPARE(rows().at(0), QStringLiteral("- TCP 139 Any"));
        QCOMPARE(rows().at(1), QStringLiteral("+ TCP 445 Custom"));
        QVERIFY(dialog->exception().enabled);
    }

    // 13.8
    void aPortIsSwitchedOffAloneAndThatIsCustomized()
    {
        QVERIFY(!dialog->exception().customized());
        list()->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY((dialog->exception() == ServiceException{false, {{netbios, {false, subnet}}}}));
        QVERIFY(dialog->exception().customized());
        list()->topLevelItem(0)->setCheckState(0, Qt::Checked);
        QVERIFY(!dialog->exception().customized());  // as in the catalogue again
    }

    void theSpaceKeyTogglesThePort()
    {
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_Space);
        QVERIFY((dialog->exception() == ServiceException{false, {{netbios, {false, subnet}}}}));
    }

    // 13.8
    void theScopeIsThatOfTheSelectedPortAlone()
    {
        list()->setCurrentItem(list()->topLevelItem(1));
        changeScope(QStringLiteral("Any computer (including those on the Internet)"), {});
        QVERIFY((dialog->exception() == ServiceException{false, {{smb, {true, {}}}}}));
        QCOMPARE(rows().at(1), QStringLiteral("+ TCP 445 Any"));
        QCOMPARE(rows().at(0), QStringLiteral("+ TCP 139 Subnet"));
        changeScope(QStringLiteral("Custom list:"), QStringLiteral("10.0.0.7"));
        QCOMPARE(rows().at(1), QStringLiteral("+ TCP 445 Custom"));
        QVERIFY((dialog->exception().ports.at(smb).scope == *Scope::parse("10.0.0.7")));
        changeScope(QStringLiteral("My network (subnet) only"), {});
        QVERIFY(!dialog->exception().customized());
    }

    void isUsableByKeyboardAlone()
    {
        list()->setFocus();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(unreachableByTab(dialog), QStringList());
        QCOMPARE(sharedMnemonics(dialog), QStringList());
    }

    void withoutASelectedPortThereIsNoScopeToChange()
    {
        list()->clearSelection();
        QVERIFY(!scopeButton()->isEnabled());
    }

private:
    void open(std::string_view id, const ServiceException &exception)
    {
        dialog = new ServiceDialog(*findService(id), exception);
        dialog->show();
    }
    QTreeWidget *list() const { return dialog->findChild<QTreeWidget *>(); }
    QPushButton *scopeButton() const { return control<QPushButton>(dialog, QStringLiteral("Change scope...")); }
    QStringList headers() const { return {list()->headerItem()->text(0), list()->headerItem()->text(1)}; }
    // "+ TCP 139 Subnet": check mark, name, scope.
    QStringList rows() const
    {
        QStringList lines;
        for (int i = 0; i < list()->topLevelItemCount(); ++i) {
            const QTreeWidgetItem *item = list()->topLevelItem(i);
            const QString mark = item->checkState(0) == Qt::Checked ? QStringLiteral("+") : QStringLiteral("-");
            lines << mark + QLatin1Char(' ') + item->text(0) + QLatin1Char(' ') + item->text(1);
        }
        return lines;
    }
    void changeScope(const QString &choice, const QString &typed) const
    {
        scopeButton()->click();
        QTRY_VERIFY(openWindow<ScopeDialog>());
        auto *scope = openWindow<ScopeDialog>();
        control<QRadioButton>(scope, choice)->click();
        if (!typed.isEmpty())
            field<QLineEdit>(scope, QStringLiteral("Custom list"))->setText(typed);
        scope->accept();
    }

    QPointer<ServiceDialog> dialog;
};

QTEST_MAIN(TestServiceDialog)
#include "tst_servicedialog.moc"
