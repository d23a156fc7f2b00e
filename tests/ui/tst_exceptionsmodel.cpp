// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/examples.h"
#include "ui/models/exceptionsmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace parapet;

class TestExceptionsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        draft = std::make_unique<SettingsDraft>();
        draft->rebase(exampleSettings());
        model = std::make_unique<ExceptionsModel>(*draft);
        tester = std::make_unique<QAbstractItemModelTester>(model.get());
    }

    void showsNamesAndCheckMarks()
    {
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(text(http), QStringLiteral("Web server"));
        QCOMPARE(cell(http, Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(cell(dns, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QCOMPARE(cell(http, Qt::ToolTipRole).toString(), QStringLiteral("TCP 80"));
    }

    void names_data()
    {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("shown");
        QTest::newRow("an ordinary name is shown as it is")
            << QStringLiteral("Web server") << QStringLiteral("Web server");
        QTest::newRow("an entry without a name shows its port") << QString() << QStringLiteral("TCP 80");
        QTest::newRow("a name of blanks shows its port") << QStringLiteral(" \t ") << QStringLiteral("TCP 80");
        QTest::newRow("markup is text") << QStringLiteral("<b>Firefox</b>") << QStringLiteral("<b>Firefox</b>");
        QTest::newRow("a line break cannot make a second row") << QStringLiteral("a\nb") << QStringLiteral("a b");
        QTest::newRow("marks that reorder text become visible")
            << QStringLiteral("a\u202Eb") << QStringLiteral("a\uFFFDb");
        QTest::newRow("other scripts stay") << QStringLiteral("שרת \U0001F525") << QStringLiteral("שרת \U0001F525");
    }

    void names()
    {
        QFETCH(QString, stored);
        QFETCH(QString, shown);
        draft->setPort(http, {stored.toStdString(), true});
        QCOMPARE(text(http), shown);
    }

    void aCheckMarkGoesToTheDraft()
    {
        QVERIFY(model->setData(index(http), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(draft->profile().ports.at(http).enabled, false);
        QCOMPARE(cell(http, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }

    void readOnlyRowsAreDimmedAndStandFast()
    {
        model->setEditable(false);
        QVERIFY(!(model->flags(index(http)) & Qt::ItemIsEnabled));
        QVERIFY(!model->setData(index(http), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(draft->changes().empty());
    }

    void rowsKeepTheirPlaceWhenOthersComeAndGo()
    {
        const QPersistentModelIndex row = index(http);
        Settings next = exampleSettings();
        auto &ports = next.profile(ProfileId::standard).ports;
        ports.erase(ssh);
        ports.erase(dns);
        for (std::uint16_t port = 1; port < 200; port += 3)
            ports[{PortProtocol::tcp, port}] = {"new", true};
        const QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
        draft->rebase(next);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(model->rowCount(), int(ports.size()));
        int at = 0;
        for (const auto &[key, entry] : ports)
            QVERIFY(model->key(at++) == key);
        QVERIFY(row.isValid());
        QCOMPARE(row.data().toString(), QStringLiteral("Web server"));
    }

    void anotherProfileShowsItsOwnRows()
    {
        draft->setProfileId(ProfileId::domain);
        QCOMPARE(model->rowCount(), 0);
        draft->setProfileId(ProfileId::standard);
        QCOMPARE(model->rowCount(), 3);
    }

    void fillsWithAsManyAsAreAllowed()
    {
        Settings next;
        for (std::size_t i = 0; i < limits::exceptionsPerProfile; ++i)
            next.profile(ProfileId::standard).ports[{PortProtocol::udp, std::uint16_t(i + 1)}] = {"x", true};
        tester.reset();  // it looks at every row after every signal
        draft->rebase(next);
        QCOMPARE(model->rowCount(), int(limits::exceptionsPerProfile));
    }

private:
    QModelIndex index(PortKey key) const { return model->index(model->row(key), 0); }
    QVariant cell(PortKey key, int role) const { return model->data(index(key), role); }
    QString text(PortKey key) const { return cell(key, Qt::DisplayRole).toString(); }

    std::unique_ptr<SettingsDraft> draft;
    std::unique_ptr<ExceptionsModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QTEST_GUILESS_MAIN(TestExceptionsModel)
#include "tst_exceptionsmodel.moc"
