// SPDX-License-Identifier: GPL-2.0-or-later
// "Change Scope" (XP SP2): three choices, a list that is checked while one types, nothing taken that is wrong.
#include <QTest>

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

private:
    static QLineEdit *list(const ScopeDialog &dialog)
    {
        return field<QLineEdit>(&dialog, QStringLiteral("Custom list"));
    }
};

QTEST_MAIN(TestScopeDialog)
#include "tst_scopedialog.moc"
