// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/dbusnotifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QVariantMap>

#include <algorithm>

namespace parapet {

namespace {

constexpr QLatin1String service("org.freedesktop.Notifications"), path("/org/freedesktop/Notifications");
constexpr uint byTheUser = 2;  // why a notification was closed
constexpr int never = 0;       // expires

}  // namespace

DbusNotifier::DbusNotifier(const QDBusConnection &bus, QObject *parent) : Notifier(parent), m_bus(bus)
{
    auto *watcher = new QDBusServiceWatcher(service, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) {
                loseAll();
                if (owner.isEmpty())
                    setUsable(false);
                else
                    askCapabilities();
            });
    m_bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(takeAction(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(takeClosed(uint, uint)));
    askCapabilities();
}

QDBusMessage DbusNotifier::call(const char *method, const QVariantList &arguments) const
{
    auto message = QDBusMessage::createMethodCall(service, path, service, QLatin1String(method));
    message.setArguments(arguments);
    return message;
}

void DbusNotifier::askCapabilities()
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call("GetCapabilities", {})), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QVariantList arguments = watcher->reply().arguments();
        const QStringList can =
            watcher->isError() || arguments.isEmpty() ? QStringList() : arguments.constFirst().toStringList();
        m_markup = can.contains(QLatin1String("body-markup"));
        setUsable(can.contains(QLatin1String("actions")));
    });
}

void DbusNotifier::setUsable(bool usable)
{
    if (m_usable == usable)
        return;
    m_usable = usable;
    Q_EMIT usableChanged();
}

void DbusNotifier::loseAll()
{
    for (const Shown &each : std::exchange(m_shown, {}))
        Q_EMIT lost(each.id);
}

void DbusNotifier::show(std::uint64_t id, const Notice &notice)
{
    close(id);
    QStringList actions;
    for (const Notice::Button &button : notice.buttons)
        actions << button.key << button.text;
    // A server that takes markup takes names for it, too.
    const QString body = m_markup ? notice.body.toHtmlEscaped() : notice.body;
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("org.parapet.Panel")},
                            {QStringLiteral("category"), QStringLiteral("network")}};
    const auto message = call(
        "Notify", {tr("Parapet Firewall"), 0U, QStringLiteral("parapet"), notice.title, body, actions, hints, never});
    m_shown.push_back({id, ++m_serial, 0});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, serial = m_serial] {
        watcher->deleteLater();
        answered(serial, watcher->reply());
    });
}

void DbusNotifier::answered(std::uint64_t serial, const QDBusMessage &reply)
{
    const bool ok = reply.type() == QDBusMessage::ReplyMessage && reply.signature() == QLatin1String("u");
    const uint serverId = ok ? reply.arguments().constFirst().toUInt() : 0;
    const auto found = std::ranges::find(m_shown, serial, &Shown::serial);
    if (found == m_shown.end()) {  // closed in the meantime
        closeAtServer(serverId);
        return;
    }
    found->serverId = serverId;
    if (serverId != 0)
        return;
    const std::uint64_t id = found->id;
    m_shown.erase(found);
    Q_EMIT lost(id);
}

void DbusNotifier::close(std::uint64_t id)
{
    const auto found = std::ranges::find(m_shown, id, &Shown::id);
    if (found == m_shown.end())
        return;
    closeAtServer(found->serverId);
    m_shown.erase(found);
}

void DbusNotifier::closeAtServer(uint serverId)
{
    if (serverId != 0)
        m_bus.asyncCall(call("CloseNotification", {serverId}));
}

std::optional<DbusNotifier::Shown> DbusNotifier::take(uint serverId)
{
    const auto found = std::ranges::find(m_shown, serverId, &Shown::serverId);
    if (serverId == 0 || found == m_shown.end())
        return {};
    const Shown shown = *found;
    m_shown.erase(found);
    return shown;
}

void DbusNotifier::takeAction(uint serverId, const QString &key)
{
    if (const auto shown = take(serverId)) {
        closeAtServer(serverId);  // not every server does so by itself
        Q_EMIT pressed(shown->id, key);
    }
}

void DbusNotifier::takeClosed(uint serverId, uint reason)
{
    const auto shown = take(serverId);
    if (shown && reason == byTheUser)
        Q_EMIT dismissed(shown->id);
    else if (shown)
        Q_EMIT lost(shown->id);
}

}  // namespace parapet
