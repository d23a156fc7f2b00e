// SPDX-License-Identifier: GPL-2.0-or-later
// "Change Scope" (XP SP2): three choices, a list that is checked while one types, nothing taken that is wrong.
#include <QTest>

#include "tests/ui/keyboard.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/scopedialog.h"
#include "ui/widgets/fieldproblem.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>

using namespace parapet;

class TestScopeDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheScopeThatIs_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("choice");
        QTest::newRow("any") << QStringLiteral("*") << QStringLiteral("Any computer (including those on the Internet)");
        QTest::newRow("subnet") << QStringLiteral("LocalSubnet") << QStringLiteral("My network (subnet) only");
        QTest::newRow("list") << QStringLiteral("10.0.0.0/8,LocalSubnet") << QStringLiteral("Custom list:");
    }

    void showsTheScopeThatIs()
    {
        QFETCH(QString, scope);
        QFETCH(QString, choice);
        const Scope before = *Scope::parse(scope.toStdString());
        ScopeDialog dialog(before);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(control<QRadioButton>(&dialog, choice)->isChecked());
        QCOMPARE(list(dialog)->isEnabled(), choice == QStringLiteral("Custom list:"));
        dialog.accept();
        QVERIFY(dialog.scope() == before);  // untouched, it stays what it was
    }

    void theListIsChecked_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QString() << QStringLiteral("no item may be empty");
        QTest::newRow("a prefix beyond 32") << QStringLiteral("10.0.0.0/33") << QStringLiteral("between 0 and 32");
        QTest::newRow("a range backwards") << QStringLiteral("1.2.3.4-1.2.3.1") << QStringLiteral("ends before");
        QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << QStringLiteral("loopback");
        QTest::newRow("unspecified") << QStringLiteral("0.0.0.0") << QStringLiteral("unspecified");
        QTest::newRow("a duplicate") << QStringLiteral("10.0.0.1,10.0.0.1") << QStringLiteral("twice");
        QTest::newRow("everyone") << QStringLiteral("*") << QStringLiteral("Any computer");
        QTest::newRow("a mask with holes") << QStringLiteral("10.0.0.0/255.0.255.0") << QStringLiteral("mask");
        QTest::newRow("a host name") << QStringLiteral("example.org") << QStringLiteral("example.org");
        QTest::newRow("an address with a port") << QStringLiteral("10.0.0.1:80") << QStringLiteral("10.0.0.1:80");
        QTest::newRow("a comma at the end") << QStringLiteral("10.0.0.1,") << QStringLiteral("no item may be empty");
        QTest::newRow("IPv6 loopback") << QStringLiteral("::1") << QStringLiteral("loopback");
        QTest::newRow("more text than a list can have")
            << QString(100'001, QLatin1Char('1')) << QStringLiteral("longer than 100000");
        QTest::newRow("10,000 addresses")
            << QStringLiteral("10.0.0.1,").repeated(10'000) << QStringLiteral("no more than");
    }

    void theListIsChecked()
    {
        QFETCH(QString, typed);
        QFETCH(QString, words);
        ScopeDialog dialog({});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        control<QRadioButton>(&dialog, QStringLiteral("Custom list:"))->click();
        list(dialog)->setText(typed);
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.accept();
        const QString problem = dialog.findChild<FieldProblem *>()->text();
        QVERIFY2(problem.contains(words), qUtf8Printable(problem));
        QVERIFY(dialog.isVisible());
        QCOMPARE(accepted.count(), 0);

        list(dialog)->setText(QStringLiteral("192.168.114.201,LocalSubnet"));
        QCOMPARE(dialog.findChild<FieldProblem *>()->text(), QString());
        dialog.accept();
        QCOMPARE(accepted.count(), 1);
        QCOMPARE(QString::fromStdString(dialog.scope().text()),
                 QStringLiteral("192.168.114.201/255.255.255.255,LocalSubnet"));
    }

    // What a field of Qt cuts off silently would be computers that lose their permission.
    void aThousandAddressesAreTakenWhole()
    {
        QStringList addresses;
        for (int i = 1; i <= 1'000; ++i)
            addresses << QStringLiteral("2001:db8:1111:2222:3333:4444:5555:%1").arg(i, 4, 16, QLatin1Char('0'));
        ScopeDialog dialog({});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        control<QRadioButton>(&dialog, QStringLiteral("Custom list:"))->click();
        list(dialog)->setText(addresses.join(QLatin1Char(',')));
        QCOMPARE(dialog.findChild<FieldProblem *>()->text(), QString());
        QCOMPARE(dialog.scope().ranges.size(), std::size_t(1'000));
    }

    void theMessageComesWhileOneTypes()
    {
        ScopeDialog dialog({});
        dialog.show();
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        control<QRadioButton>(&dialog, QStringLiteral("Custom list:"))->click();
        QTest::keyClicks(list(dialog), QStringLiteral("192.0.2.0/3"));
        QCOMPARE(dialog.findChild<FieldProblem *>()->text(), QString());
        QTest::keyClicks(list(dialog), QStringLiteral("3"));
        QVERIFY(dialog.findChild<FieldProblem *>()->text().contains(QStringLiteral("between 0 and 32")));
    }

    void isUsableByKeyboardAlone()
    {
        ScopeDialog dialog(*Scope::parse("10.0.0.0/8"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QCOMPARE(unreachableByTab(&dialog), QStringList());
        QCOMPARE(sharedMnemonics(&dialog), QStringList());
    }

    // xp-reference 1.9: the subnet of a provider's segment holds strangers.
    void anExampleAndACautionAreShown()
    {
        const ScopeDialog dialog({});
        QVERIFY(shows(&dialog, QStringLiteral("Example: 192.168.114.201,")));
        QVERIFY(shows(&dialog, QStringLiteral("these can be strangers")));
        QVERIFY(control<QRadioButton>(&dialog, QStringLiteral("My network (subnet) only"))
                    ->accessibleDescription()
                    .contains(QStringLiteral("strangers")));
    }

private:
    static QLineEdit *list(const ScopeDialog &dialog)
    {
        return field<QLineEdit>(&dialog, QStringLiteral("Custom list"));
    }
};

QTEST_MAIN(TestScopeDialog)
#include "tst_scopedialog.moc"
