// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/windows.h"
#include "ui/dialogs/icmpdialog.h"
#include "ui/models/icmpwords.h"
#include "ui/widgets/icmplist.h"

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace parapet;

namespace {

constexpr auto standard = ProfileId::standard;
constexpr PortKey smb{PortProtocol::tcp, 445};
using Changes = std::vector<Change>;

}  // namespace

class TestIcmpDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { draft = std::make_unique<SettingsDraft>(); }
    void cleanup() { delete dialog; }

    void rowsAreCalledAsInWindowsXp_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("label");
        const char *labels[] = {"Allow incoming echo request",
                                "Allow incoming timestamp request",
                                "Allow incoming mask request",
                                "Allow incoming router request",
                                "Allow outgoing destination unreachable",
                                "Allow outgoing source quench",
                                "Allow outgoing parameter problem",
                                "Allow outgoing time exceeded",
                                "Allow redirect",
                                "Allow outgoing packet too big"};
        for (int row = 0; row < 10; ++row)
            QTest::newRow(labels[row]) << row << QString::fromLatin1(labels[row]);
    }

    void rowsAreCalledAsInWindowsXp()
    {
        QFETCH(int, row);
        QFETCH(QString, label);
        open();
        QCOMPARE(list()->item(row)->text(), label);
        QCOMPARE(list()->item(row)->checkState(), Qt::Unchecked);
    }

    void theDescriptionIsThatOfTheSelectedRow()
    {
        open();
        QStringList seen;
        for (int row = 0; row < list()->count(); ++row) {
            list()->setCurrentRow(row);
            const QString text = icmpDescription(icmpItems[static_cast<std::size_t>(row)].item);
            QVERIFY(!text.isEmpty() && shows(dialog, text));
            QVERIFY(!seen.contains(text));
            seen << text;
        }
        list()->item(0)->setCheckState(Qt::Checked);  // checking selects nothing
        QVERIFY(shows(dialog, seen.last()));
    }

    void onlyWhatIsChangedIsSent()
    {
        draft->edit({SetIcmp{standard, IcmpItem::redirect, true}});
        open();
        QCOMPARE(list()->item(8)->checkState(), Qt::Checked);
        QVERIFY(dialog->changes().empty());
        list()->item(8)->setCheckState(Qt::Unchecked);
        list()->item(0)->setCheckState(Qt::Checked);
        QVERIFY(
            (dialog->changes()
             == Changes{SetIcmp{standard, IcmpItem::echoRequest, true}, SetIcmp{standard, IcmpItem::redirect, false}}));
    }

    // xp-reference 13, point 7: any open TCP 445 forces "Allow incoming echo request" on and dimmed.
    void anOpenFileSharingPortForcesEcho_data()
    {
        QTest::addColumn<bool>("open");
        QTest::addColumn<QList<int>>("how");  // 0: port, 1: unchecked port, 2: service, 3: UDP 445
        QTest::newRow("nothing opens TCP 445") << false << QList<int>{};
        QTest::newRow("a port exception opens it") << true << QList<int>{0};
        QTest::newRow("an unchecked port exception does not") << false << QList<int>{1};
        QTest::newRow("File and Printer Sharing opens it") << true << QList<int>{2};
        QTest::newRow("UDP 445 is another port") << false << QList<int>{3};
    }

    void anOpenFileSharingPortForcesEcho()
    {
        QFETCH(bool, open);
        QFETCH(QList<int>, how);
        const Changes ways{SetPort{standard, smb, {"Samba"}}, SetPort{standard, smb, {"Samba", false}},
                           SetService{standard, "file-and-printer-sharing", {true, {}}},
                           SetPort{standard, {PortProtocol::udp, 445}, {"Samba"}}};
        for (const int way : how)
            draft->edit({ways[static_cast<std::size_t>(way)]});
        this->open();
        QCOMPARE(list()->item(0)->checkState(), open ? Qt::Checked : Qt::Unchecked);
        QCOMPARE(list()->item(0)->flags().testFlag(Qt::ItemIsUserCheckable), !open);
        QCOMPARE(shows(dialog, icmpEchoForced()), open);
        list()->setCurrentRow(0);
        QTest::keyClick(list(), Qt::Key_Space);
        QCOMPARE(dialog->changes().empty(), open);
    }

    void theConnectionsListHasNineRows()
    {
        const IcmpList perConnection(IcmpList::Rows::perConnection, {}, false);
        const auto *rows = perConnection.findChild<QListWidget *>();
        QCOMPARE(rows->count(), 9);
        for (int row = 0; row < rows->count(); ++row)
            QVERIFY(rows->item(row)->text() != icmpLabel(IcmpItem::packetTooBig));
    }

    void isFilledAndAcceptedByKeyboardAlone()
    {
        open();
        QCOMPARE(QApplication::focusWidget(), list());
        QCOMPARE(list()->accessibleName(), QStringLiteral("ICMP messages:"));
        QTest::keyClick(list(), Qt::Key_Down);
        QTest::keyClick(list(), Qt::Key_Space);
        const QSignalSpy accepted(dialog, &QDialog::accepted);
        QTest::keyClick(list(), Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
        QVERIFY((dialog->changes() == Changes{SetIcmp{standard, IcmpItem::timestampRequest, true}}));
    }

private:
    void open()
    {
        dialog = new IcmpDialog(*draft);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);  // looked at after it has closed
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
    }
    QListWidget *list() const { return dialog->findChild<QListWidget *>(); }

    std::unique_ptr<SettingsDraft> draft;
    QPointer<IcmpDialog> dialog;
};

QTEST_MAIN(TestIcmpDialog)
#include "tst_icmpdialog.moc"
