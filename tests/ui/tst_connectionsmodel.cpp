// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/fakeclient.h"
#include "ui/models/connectionsmodel.h"

#include <QSignalSpy>

using namespace parapet;

class TestConnectionsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        client = std::make_unique<FakeClient>();
        draft = std::make_unique<SettingsDraft>();
        model = std::make_unique<ConnectionsModel>(*client, *draft);
    }

    void showsEveryKnownConnectionByName()
    {
        QCOMPARE(names(),
                 (QStringList{QStringLiteral("Home network"), QStringLiteral("Wired connection 1"),
                              QStringLiteral("Work (not connected)")}));
    }

    void allAreCheckedByDefault()
    {
        for (int row = 0; row < model->rowCount(); ++row)
            QCOMPARE(model->index(row).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    }

    void aConnectionIsNamed_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("interface");
        QTest::addColumn<QString>("shown");
        QTest::newRow("by its name") << QByteArray("Home") << QByteArray("wlan0") << QStringLiteral("Home");
        QTest::newRow("by its interface when it has none")
            << QByteArray() << QByteArray("eth1") << QStringLiteral("eth1");
        QTest::newRow("by its id when it has neither")
            << QByteArray(" ") << QByteArray() << QStringLiteral("some-id (not connected)");
        QTest::newRow("on one line whatever it says")
            << QByteArray("Home\nnet\twork") << QByteArray("wlan0") << QStringLiteral("Home net work");
        QTest::newRow("as plain text") << QByteArray("<b>x</b>") << QByteArray("wlan0") << QStringLiteral("<b>x</b>");
    }

    void aConnectionIsNamed()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, interface);
        QFETCH(QString, shown);
        setConnections({{"some-id", name.toStdString(), Connection::Kind::other, interface.toStdString()}});
        QCOMPARE(names(), QStringList{shown});
    }

    void uncheckingGoesToTheDraftOnly()
    {
        QVERIFY(model->setData(model->index(0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!connectionSettings(draft->settings(), "uuid-home").filtered);
        QCOMPARE(model->index(0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(client->sent.empty());
        QVERIFY(model->setData(model->index(0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(draft->settings() == Settings{});
    }

    void settingsOfAnUnknownConnectionHaveNoRowAndStay()
    {
        draft->edit({SetConnectionFilter{"uuid-gone", false}});
        QCOMPARE(model->rowCount(), 3);
        QVERIFY(!connectionSettings(draft->settings(), "uuid-gone").filtered);
    }

    void checkMarksMoveNoRows()
    {
        const QSignalSpy resets(model.get(), &QAbstractItemModel::modelReset);
        const QSignalSpy changes(model.get(), &QAbstractItemModel::dataChanged);
        draft->edit({SetConnectionFilter{"uuid-home", false}});
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
    }

    void followsConnectionsThatComeAndGo()
    {
        setConnections({{"eth9", "eth9", Connection::Kind::wired, "eth9"}});
        QCOMPARE(names(), QStringList{QStringLiteral("eth9")});
        QCOMPARE(model->row("eth9"), 0);
        QCOMPARE(model->row("uuid-home"), -1);
    }

    void aHelperThatIsGoneLeavesTheRows()
    {
        client->setLink(FirewallClient::Link::notRunning);
        setConnections({});
        QCOMPARE(model->rowCount(), 3);
    }

    void whatMayNotBeChangedIsNotChanged()
    {
        model->setEditable(false);
        QVERIFY(!(model->index(0).flags() & Qt::ItemIsEnabled));
        QVERIFY(!model->setData(model->index(0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(draft->settings() == Settings{});
    }

    void aRowTellsItsKindAndInterface()
    {
        QCOMPARE(model->index(0).data(Qt::ToolTipRole).toString(), QStringLiteral("Wireless connection, wlan0"));
        QCOMPARE(model->index(2).data(Qt::ToolTipRole).toString(), QStringLiteral("VPN connection"));
        QVERIFY(!model->index(2).data(ConnectionsModel::ConnectedRole).toBool());
    }

private:
    void setConnections(std::vector<Connection> connections)
    {
        Status status = client->status();
        status.connections = std::move(connections);
        client->setStatus(status);
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names << model->index(row).data().toString();
        return names;
    }

    std::unique_ptr<FakeClient> client;
    std::unique_ptr<SettingsDraft> draft;
    std::unique_ptr<ConnectionsModel> model;
};

QTEST_GUILESS_MAIN(TestConnectionsModel)
#include "tst_connectionsmodel.moc"
