// SPDX-License-Identifier: GPL-2.0-or-later
// What a connection is, with a NetworkManager on the bus that says it, with one that says nonsense, and without any.
#include <QTest>

#include "app/helper/connections.h"
#include "tests/app/callers.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QSignalSpy>

#include <memory>
#include <unistd.h>

using namespace parapet;

namespace {

using InterfacesOfObject = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, InterfacesOfObject>;

const auto nmName = QStringLiteral("org.freedesktop.NetworkManager");

struct ProfileRow {
    QString uuid, name, type, device;  // device: empty while it is not connected
};

// Owns NetworkManager's name and answers what Connections asks.
class FakeNetworkManager final : public QDBusVirtualObject {
public:
    explicit FakeNetworkManager(const QString &address)
        : m_bus(QDBusConnection::connectToBus(address, QStringLiteral("nm")))
    {
        m_bus.registerVirtualObject(QStringLiteral("/"), this, QDBusConnection::SubPath);
    }
    ~FakeNetworkManager() override { QDBusConnection::disconnectFromBus(QStringLiteral("nm")); }

    bool appear() { return m_bus.registerService(nmName); }
    void changed()
    {
        m_bus.send(QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/NetworkManager"), nmName,
                                              QStringLiteral("StateChanged"))
                   << 70U);
    }

    QList<ProfileRow> profiles;
    bool nonsense = false;

    bool handleMessage(const QDBusMessage &call, const QDBusConnection &connection) override
    {
        if (call.member() == QLatin1String("GetManagedObjects"))
            return connection.send(nonsense ? call.createReply(QStringLiteral("yes"))
                                            : call.createReply(QVariant::fromValue(objects())));
        if (call.member() == QLatin1String("GetSettings"))
            return connection.send(call.createReply(QVariant::fromValue(settings(call.path()))));
        return false;
    }
    QString introspect(const QString &) const override { return {}; }

private:
    Objects objects() const
    {
        Objects all;
        for (qsizetype i = 0; i < profiles.size(); ++i) {
            const ProfileRow &each = profiles[i];
            const QDBusObjectPath device(QStringLiteral("/org/freedesktop/NetworkManager/Devices/%1").arg(i));
            all[QDBusObjectPath(QStringLiteral("/org/freedesktop/NetworkManager/Settings/%1").arg(i))] = {
                {nmName + QStringLiteral(".Settings.Connection"), {{QStringLiteral("Flags"), 0U}}}};
            if (each.device.isEmpty())
                continue;
            all[device] = {{nmName + QStringLiteral(".Device"), {{QStringLiteral("IpInterface"), each.device}}}};
            all[QDBusObjectPath(QStringLiteral("/org/freedesktop/NetworkManager/ActiveConnection/%1").arg(i))] = {
                {nmName + QStringLiteral(".Connection.Active"),
                 {{QStringLiteral("Uuid"), each.uuid},
                  {QStringLiteral("Vpn"), each.type == QLatin1String("vpn")},
                  {QStringLiteral("Devices"), QVariant::fromValue(QList<QDBusObjectPath>{device})}}}};
        }
        return all;
    }

    InterfacesOfObject settings(const QString &path) const
    {
        const ProfileRow &each = profiles.at(path.section(u'/', -1).toInt());
        return {{QStringLiteral("connection"),
                 {{QStringLiteral("uuid"), each.uuid},
                  {QStringLiteral("id"), each.name},
                  {QStringLiteral("type"), each.type}}}};
    }

    QDBusConnection m_bus;
};

Interfaces twoInterfaces()
{
    return {{1, "lo", {}, {}, "lo"}, {2, "net0", {}, {}, "net0"}, {3, "air0", {}, {}, "air0"}};
}

QString text(const std::vector<Connection> &connections)
{
    QStringList all;
    for (const Connection &each : connections)
        all << QString::fromStdString(each.id + "=" + each.name + " (" + std::string(word(each.kind)) + ") at "
                                      + each.interface);
    return all.join(u'\n');
}

}  // namespace

class TestConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (geteuid() != 0)
            QSKIP("a private system bus needs root");
        qDBusRegisterMetaType<InterfacesOfObject>();
        qDBusRegisterMetaType<Objects>();
        m_bus = std::make_unique<PrivateBus>(PrivateBus::withoutPolkit());
        QVERIFY(!m_bus->address().isEmpty());
    }
    void init()
    {
        QTRY_VERIFY(m_bus->isFree("org.freedesktop.NetworkManager"));
        m_nm = std::make_unique<FakeNetworkManager>(m_bus->address());
        m_nm->profiles = {
            {QStringLiteral("u-1"), QStringLiteral("Wired connection 1"), QStringLiteral("802-3-ethernet"),
             QStringLiteral("net0")},
            {QStringLiteral("u-2"), QStringLiteral("Café"), QStringLiteral("802-11-wireless"), {}},
            {QStringLiteral("u-3"), QStringLiteral("lo"), QStringLiteral("loopback"), QStringLiteral("lo")}};
        m_connections =
            std::make_unique<Connections>(QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("helper")));
        m_interfaces = twoInterfaces();
        m_connections->setInterfaces(m_interfaces);
        connect(m_connections.get(), &Connections::changed, this,
                [this] { m_connections->setInterfaces(m_interfaces); });
    }
    void cleanup()
    {
        m_connections.reset();
        m_nm.reset();
        QDBusConnection::disconnectFromBus(QStringLiteral("helper"));
    }
    void cleanupTestCase() { m_bus.reset(); }

    void withoutNetworkManagerInterfacesAreConnections()
    {
        QCOMPARE(text(m_connections->list()), QStringLiteral("air0=air0 (other) at air0\nnet0=net0 (other) at net0"));
        QCOMPARE(m_interfaces[1].connection, std::string("net0"));
    }

    void networkManagerNamesThem()
    {
        QVERIFY(m_nm->appear());
        QTRY_COMPARE(text(m_connections->list()), managed());
        QCOMPARE(m_interfaces[1].connection, std::string("u-1"));
        QCOMPARE(m_interfaces[2].connection, std::string("air0"));
    }

    void aConnectionComesUp()
    {
        QVERIFY(m_nm->appear());
        QTRY_COMPARE(text(m_connections->list()), managed());
        m_nm->profiles[1].device = QStringLiteral("air0");
        m_nm->changed();
        QTRY_COMPARE(m_interfaces[2].connection, std::string("u-2"));
    }

    void aVpnDoesNotTakeTheInterfaceThatItGoesOver()
    {
        m_nm->profiles.prepend(
            {QStringLiteral("u-0"), QStringLiteral("Work"), QStringLiteral("vpn"), QStringLiteral("net0")});
        QVERIFY(m_nm->appear());
        QTRY_COMPARE(m_interfaces[1].connection, std::string("u-1"));
        QTRY_VERIFY(text(m_connections->list()).contains(QStringLiteral("u-0=Work (vpn) at \n")));
    }

    void itGoesAway()
    {
        QVERIFY(m_nm->appear());
        QTRY_COMPARE(text(m_connections->list()), managed());
        m_nm.reset();
        QTRY_COMPARE(m_interfaces[1].connection, std::string("net0"));
    }

    void nonsenseIsAsGoodAsNothing()
    {
        m_nm->nonsense = true;
        QVERIFY(m_nm->appear());
        QSignalSpy changed(m_connections.get(), &Connections::changed);
        m_nm->changed();
        m_nm->nonsense = false;  // the next answer is good: the one before did no harm
        m_nm->changed();
        QTRY_COMPARE(text(m_connections->list()), managed());
    }

    void aConnectionThatCannotBeNamedIsLeftOut()
    {
        m_nm->profiles[0].uuid = QStringLiteral("u\n1");
        m_nm->profiles[1].uuid.clear();
        QVERIFY(m_nm->appear());
        QSignalSpy changed(m_connections.get(), &Connections::changed);
        m_nm->profiles.append(
            {QStringLiteral("u-4"), QStringLiteral("Work"), QStringLiteral("wireguard"), QStringLiteral("air0")});
        m_nm->changed();
        QTRY_COMPARE(text(m_connections->list()), QStringLiteral("u-4=Work (vpn) at air0\nnet0=net0 (other) at net0"));
    }

private:
    static QString managed()
    {
        return QStringLiteral("u-2=Café (wireless) at \nu-1=Wired connection 1 (wired) at net0\n"
                              "air0=air0 (other) at air0");
    }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeNetworkManager> m_nm;
    std::unique_ptr<Connections> m_connections;
    Interfaces m_interfaces;
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
