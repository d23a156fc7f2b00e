// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/unit.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QVariantMap>

namespace parapet::ctl {

namespace {

constexpr int timeout = 5'000;  // milliseconds

const QString systemd = QStringLiteral("org.freedesktop.systemd1");
const QString manager = QStringLiteral("org.freedesktop.systemd1.Manager");
const QString managerPath = QStringLiteral("/org/freedesktop/systemd1");

QDBusMessage ask(const QDBusConnection &bus, const QString &path, const QString &interface, const QString &method,
                 const QVariant &argument)
{
    auto message = QDBusMessage::createMethodCall(systemd, path, interface, method);
    message.setArguments({argument});
    message.setAutoStartService(false);
    return bus.call(message, QDBus::Block, timeout);
}

QVariantMap propertiesOf(const QDBusConnection &bus, const QString &path, const QString &interface)
{
    const QDBusReply<QVariantMap> all = ask(bus, path, QStringLiteral("org.freedesktop.DBus.Properties"),
                                            QStringLiteral("GetAll"), systemd + u'.' + interface);
    return all.isValid() ? all.value() : QVariantMap();
}

}  // namespace

bool systemdIsOnTheBus(const QDBusConnection &bus)
{
    return bus.isConnected() && bus.interface()->isServiceRegistered(systemd);
}

std::optional<Unit> readUnit(const QDBusConnection &bus, const QString &name)
{
    const QDBusReply<QDBusObjectPath> path = ask(bus, managerPath, manager, QStringLiteral("LoadUnit"), name);
    if (!path.isValid())
        return std::nullopt;
    const QVariantMap unit = propertiesOf(bus, path.value().path(), QStringLiteral("Unit"));
    const QVariantMap service = propertiesOf(bus, path.value().path(), QStringLiteral("Service"));
    if (unit.isEmpty())
        return std::nullopt;
    const auto word = [](const QVariantMap &from, const char *key) {
        return from.value(QLatin1String(key)).toString().toStdString();
    };
    return Unit{word(unit, "LoadState"),
                word(unit, "UnitFileState"),
                word(unit, "ActiveState"),
                word(service, "Result"),
                service.value(QStringLiteral("ExecMainStatus")).toInt(),
                service.value(QStringLiteral("NRestarts")).toUInt()};
}

}  // namespace parapet::ctl
