// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/connections.h"

#include "engine/base/limits.h"
#include "engine/model/checks.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QFileInfo>

#include <algorithm>
#include <tuple>
#include <utility>

namespace parapet {

namespace {

using Properties = QVariantMap;
using InterfacesOfObject = QMap<QString, Properties>;
using Objects = QMap<QDBusObjectPath, InterfacesOfObject>;

const auto networkManager = QStringLiteral("org.freedesktop.NetworkManager");
const auto activeConnection = QStringLiteral("org.freedesktop.NetworkManager.Connection.Active");
const auto settingsConnection = QStringLiteral("org.freedesktop.NetworkManager.Settings.Connection");
const auto device = QStringLiteral("org.freedesktop.NetworkManager.Device");
constexpr int quickTimeout = 10'000;  // ms
constexpr int pause = 200;            // ms

Connection::Kind kindOf(const QString &type)
{
    if (type == QLatin1String("802-3-ethernet"))
        return Connection::Kind::wired;
    if (type == QLatin1String("802-11-wireless"))
        return Connection::Kind::wireless;
    if (type == QLatin1String("vpn") || type == QLatin1String("wireguard"))
        return Connection::Kind::vpn;
    return type == QLatin1String("bridge") ? Connection::Kind::bridge : Connection::Kind::other;
}

// Of an interface that nobody manages; the kernel says it in /sys.
Connection::Kind kindOfInterface(const std::string &name)
{
    const QString folder = QStringLiteral("/sys/class/net/") + QString::fromStdString(name);
    const auto has = [&](const char *entry) { return QFileInfo::exists(folder + QLatin1String(entry)); };
    if (has("/wireless") || has("/phy80211"))
        return Connection::Kind::wireless;
    if (has("/bridge"))
        return Connection::Kind::bridge;
    return has("/device")   ? Connection::Kind::wired
        : has("/tun_flags") ? Connection::Kind::vpn
                            : Connection::Kind::other;
}

template <class T> T valueOf(const QVariant &value)
{
    return value.canConvert<QDBusArgument>() ? qdbus_cast<T>(value.value<QDBusArgument>()) : value.value<T>();
}

bool isLoopback(const Interface &interface)
{
    return interface.name == "lo";
}

}  // namespace

Connections::Connections(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus), m_presence(networkManager, bus, QDBusServiceWatcher::WatchForOwnerChange)
{
    qDBusRegisterMetaType<InterfacesOfObject>();
    qDBusRegisterMetaType<Objects>();
    qDBusRegisterMetaType<QMap<QString, QVariantMap>>();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &Connections::ask);
    connect(&m_presence, &QDBusServiceWatcher::serviceOwnerChanged, this, &Connections::askSoon);
    // Any of its objects: a connection comes up or goes, is made, renamed or removed.
    for (const auto &[interface, signal] :
         {std::pair(QStringLiteral("org.freedesktop.NetworkManager.Settings"), QStringLiteral("NewConnection")),
          std::pair(QStringLiteral("org.freedesktop.NetworkManager.Settings"), QStringLiteral("ConnectionRemoved")),
          std::pair(settingsConnection, QStringLiteral("Updated")),
          std::pair(activeConnection, QStringLiteral("StateChanged")),
          std::pair(networkManager, QStringLiteral("StateChanged"))})
        m_bus.connect(networkManager, QString(), interface, signal, this, SLOT(askSoon()));
    ask();
}

void Connections::setInterfaces(Interfaces &interfaces)
{
    m_interfaces = interfaces;
    combine();
    interfaces = m_interfaces;
}

void Connections::askSoon()
{
    if (!m_pause.isActive())
        m_pause.start();
}

// The answer of an earlier round comes to nothing.
void Connections::ask()
{
    const int round = ++m_round;
    m_asked.clear();
    m_askedInterfaceOf.clear();
    m_awaited = 0;
    auto call = QDBusMessage::createMethodCall(networkManager, QStringLiteral("/org/freedesktop"),
                                               QStringLiteral("org.freedesktop.DBus.ObjectManager"),
                                               QStringLiteral("GetManagedObjects"));
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, quickTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, round] {
        watcher->deleteLater();
        if (round == m_round)
            takeObjects(watcher->reply());
    });
}

void Connections::takeObjects(const QDBusMessage &reply)
{
    if (reply.type() != QDBusMessage::ReplyMessage || reply.signature() != QLatin1String("a{oa{sa{sv}}}")) {
        finish();  // no NetworkManager
        return;
    }
    const auto objects = valueOf<Objects>(reply.arguments().constFirst());
    for (const InterfacesOfObject &object : objects) {
        const Properties active = object.value(activeConnection);
        if (active.value(QStringLiteral("Vpn")).toBool())
            continue;  // its device is the one that it goes over; its own is a connection of its own
        for (const QDBusObjectPath &each : valueOf<QList<QDBusObjectPath>>(active.value(QStringLiteral("Devices")))) {
            const Properties of = objects.value(each).value(device);
            const QString byIp = of.value(QStringLiteral("IpInterface")).toString();
            m_askedInterfaceOf[active.value(QStringLiteral("Uuid")).toString().toStdString()] =
                (byIp.isEmpty() ? of.value(QStringLiteral("Interface")).toString() : byIp).toStdString();
        }
    }
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        if (object->contains(settingsConnection) && m_awaited < int(limits::connections))
            askProfile(object.key().path(), m_round);
    }
    if (m_awaited == 0)
        finish();
}

void Connections::askProfile(const QString &path, int round)
{
    ++m_awaited;
    const auto call =
        QDBusMessage::createMethodCall(networkManager, path, settingsConnection, QStringLiteral("GetSettings"));
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, quickTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, round] {
        watcher->deleteLater();
        if (round != m_round)
            return;
        takeProfile(watcher->reply());
        if (--m_awaited == 0)
            finish();
    });
}

void Connections::takeProfile(const QDBusMessage &reply)
{
    if (reply.type() != QDBusMessage::ReplyMessage || reply.signature() != QLatin1String("a{sa{sv}}"))
        return;
    const auto profile = valueOf<QMap<QString, QVariantMap>>(reply.arguments().constFirst());
    const QVariantMap basics = profile.value(QStringLiteral("connection"));
    Connection connection;
    connection.id = basics.value(QStringLiteral("uuid")).toString().toStdString();
    connection.name = basics.value(QStringLiteral("id")).toString().toStdString();
    connection.kind = kindOf(basics.value(QStringLiteral("type")).toString());
    const auto up = m_askedInterfaceOf.find(connection.id);
    if (up != m_askedInterfaceOf.end())
        connection.interface = up->second;
    const bool loopback = basics.value(QStringLiteral("type")).toString() == QLatin1String("loopback");
    if (!loopback && problemWithConnection(connection.id).empty())
        m_asked.push_back(std::move(connection));
}

void Connections::finish()
{
    m_managed = std::exchange(m_asked, {});
    const Interfaces before = m_interfaces;
    const std::vector<Connection> listed = m_list;
    combine();
    if (before != m_interfaces || listed != m_list)
        Q_EMIT changed();
}

void Connections::combine()
{
    m_list = m_managed;
    for (Interface &interface : m_interfaces) {
        const auto managed = std::ranges::find(m_managed, interface.name, &Connection::interface);
        interface.connection = managed != m_managed.end() ? managed->id : interface.name;
        if (managed == m_managed.end() && !isLoopback(interface))
            m_list.push_back({interface.name, interface.name, kindOfInterface(interface.name), interface.name});
    }
    std::ranges::sort(m_list, {}, [](const Connection &each) { return std::tie(each.name, each.id); });
}

}  // namespace parapet
