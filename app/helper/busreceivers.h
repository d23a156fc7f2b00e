// SPDX-License-Identifier: GPL-2.0-or-later
// BusReceivers: programs on the bus that asked to be sent signals, who they are by the bus's word, and that they are still
// there. Bounded in all and for each user, so that nobody takes all places. Main thread.
#pragma once

#include "engine/base/result.h"

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QDBusServiceWatcher;

namespace parapet {

class BusReceivers final : public QObject {
    Q_OBJECT

public:
    struct Peer {
        QString name;  // unique, of the bus
        std::uint32_t uid = 0;
        std::vector<std::uint32_t> groups;  // as far as the bus knows them
    };
    struct Bounds {
        std::size_t inAll, byUser;
    };
    // Errors: busy (no place is free), denied (the caller left).
    using Done = std::function<void(const Result<Peer> &)>;

    BusReceivers(const QDBusConnection &bus, Bounds bounds, QObject *parent = nullptr);

    // One that is there already keeps its place. `done` is called later, unless this object is destroyed first.
    void add(const QString &name, Done done);
    void remove(const QString &name);
    QStringList names() const;

Q_SIGNALS:
    void left(const QString &name);  // the bus or remove() says so

private:
    Result<Peer> admit(const QString &name, const QVariantMap &credentials);

    QDBusConnection m_bus;
    Bounds m_bounds;
    QDBusServiceWatcher *m_watcher;
    QHash<QString, std::optional<Peer>> m_peers;  // nothing: the bus has not said yet who it is
};

}  // namespace parapet
