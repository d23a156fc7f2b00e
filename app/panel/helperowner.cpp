// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/helperowner.h"

#include "app/ipc/wire.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>

namespace parapet {

HelperOwner::HelperOwner(const QDBusConnection &bus, QObject *parent) : QObject(parent)
{
    auto *watcher =
        new QDBusServiceWatcher(QLatin1String(serviceName), bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) {
                m_known = true;
                Q_EMIT changed(owner);
            });
    find(bus);
}

void HelperOwner::find(QDBusConnection bus)
{
    auto call =
        QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                                       QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetNameOwner"));
    call.setArguments({QLatin1String(serviceName)});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (m_known)
            return;  // a change was heard before the answer from before it
        m_known = true;
        const QDBusPendingReply<QString> owner = *watcher;
        Q_EMIT changed(owner.isError() ? QString() : owner.value());
    });
}

}  // namespace parapet
