// SPDX-License-Identifier: GPL-2.0-or-later
// systemd as far as "parapetctl diag" asks it: one unit, with the properties that a test gives it.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QVariantMap>

namespace parapet::test {

class FakeSystemd final : public QDBusVirtualObject {
public:
    bool enter(QDBusConnection bus)
    {
        return bus.registerVirtualObject(QStringLiteral("/org/freedesktop/systemd1"), this, QDBusConnection::SubPath)
            && bus.registerService(QStringLiteral("org.freedesktop.systemd1"));
    }
    void leave(QDBusConnection bus)
    {
        bus.unregisterService(QStringLiteral("org.freedesktop.systemd1"));
        bus.unregisterObject(QStringLiteral("/org/freedesktop/systemd1"), QDBusConnection::UnregisterTree);
    }

    QVariantMap unit, service;  // properties of the interfaces Unit and Service
    QString asked;              // name of the unit that was asked for

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const QString first = message.arguments().value(0).toString();
        if (message.member() == QLatin1String("LoadUnit")) {
            asked = first;
            return bus.send(message.createReply(
                QVariant::fromValue(QDBusObjectPath(QStringLiteral("/org/freedesktop/systemd1/unit/parapetd")))));
        }
        if (message.member() != QLatin1String("GetAll"))
            return false;  // nothing else may be asked: diag changes nothing
        return bus.send(message.createReply(first.endsWith(QLatin1String(".Unit")) ? unit : service));
    }
};

}  // namespace parapet::test
