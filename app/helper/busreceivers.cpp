// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/busreceivers.h"

#include <QDBusArgument>
#include <QDBusConnectionInterface>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

std::vector<std::uint32_t> groupsOf(const QVariantMap &credentials)
{
    const auto list = qdbus_cast<QList<uint>>(credentials.value(QStringLiteral("UnixGroupIDs")));
    return {list.begin(), list.end()};
}

Error noPlace(std::size_t most)
{
    const QString text = BusReceivers::tr("%1 programs follow already; no more can.");
    return {ErrorKind::busy, text.arg(most).toStdString()};
}

}  // namespace

BusReceivers::BusReceivers(const QDBusConnection &bus, Bounds bounds, QObject *parent)
    : QObject(parent), m_bus(bus), m_bounds(bounds), m_watcher(new QDBusServiceWatcher(this))
{
    m_watcher->setConnection(m_bus);
    m_watcher->setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(m_watcher, &QDBusServiceWatcher::serviceUnregistered, this, &BusReceivers::remove);
}

// The question who it is comes after the watch: one that leaves in between is found out by one of the two.
void BusReceivers::add(const QString &name, Done done)
{
    if (!m_peers.contains(name) && m_peers.size() >= qsizetype(m_bounds.inAll))
        return done(noPlace(m_bounds.inAll));
    if (!m_peers.contains(name)) {
        m_peers.insert(name, std::nullopt);
        m_watcher->addWatchedService(name);
    }
    const auto call = m_bus.interface()->asyncCall(QStringLiteral("GetConnectionCredentials"), name);
    auto *answered = new QDBusPendingCallWatcher(call, this);
    connect(answered, &QDBusPendingCallWatcher::finished, this, [this, name, answered, done = std::move(done)] {
        answered->deleteLater();
        const QDBusPendingReply<QVariantMap> credentials = *answered;
        const Result<Peer> peer = admit(name, credentials.isError() ? QVariantMap() : credentials.value());
        if (!peer)
            remove(name);
        done(peer);
    });
}

Result<BusReceivers::Peer> BusReceivers::admit(const QString &name, const QVariantMap &credentials)
{
    const auto place = m_peers.find(name);
    const QVariant uid = credentials.value(QStringLiteral("UnixUserID"));
    if (place == m_peers.end() || !uid.isValid())
        return Error{ErrorKind::denied, tr("The caller has left the bus.").toStdString()};
    const auto isOther = [&](const std::optional<Peer> &each) {
        return each && each->uid == uid.toUInt() && each->name != name;
    };
    if (std::cmp_greater_equal(std::ranges::count_if(m_peers, isOther), m_bounds.byUser))
        return noPlace(m_bounds.byUser);
    *place = Peer{name, uid.toUInt(), groupsOf(credentials)};
    return **place;
}

void BusReceivers::remove(const QString &name)
{
    m_watcher->removeWatchedService(name);
    if (m_peers.remove(name))
        Q_EMIT left(name);
}

QStringList BusReceivers::names() const
{
    QStringList names;
    for (auto peer = m_peers.begin(); peer != m_peers.end(); ++peer) {
        if (*peer)
            names.append(peer.key());
    }
    return names;
}

}  // namespace parapet
