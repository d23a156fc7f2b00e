// SPDX-License-Identifier: GPL-2.0-or-later
// Connections: what a person calls a connection. NetworkManager's where it is on the bus, else the network interfaces
// themselves. Asks only, changes nothing there. Main thread.
#pragma once

#include "engine/model/interface.h"
#include "engine/model/status.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QObject>
#include <QTimer>

#include <map>
#include <string>
#include <vector>

class QDBusMessage;

namespace parapet {

class Connections : public QObject {
    Q_OBJECT

public:
    explicit Connections(const QDBusConnection &bus, QObject *parent = nullptr);

    // The interfaces as they are now; each learns the id of its connection.
    void setInterfaces(Interfaces &interfaces);

    // NetworkManager's connections, also those that are not connected, and the interfaces that it does not manage; by
    // name. Loopback is none.
    const std::vector<Connection> &list() const { return m_list; }

Q_SIGNALS:
    void changed();  // another list, or another connection on an interface

private Q_SLOTS:
    void askSoon();

private:
    void ask();
    void takeObjects(const QDBusMessage &reply);
    void askProfile(const QString &path, int round);
    void takeProfile(const QDBusMessage &reply);
    void finish();
    void combine();

    QDBusConnection m_bus;
    QDBusServiceWatcher m_presence;
    QTimer m_pause;  // NetworkManager tells a change in many pieces
    int m_round = 0;
    int m_awaited = 0;
    std::vector<Connection> m_asked;                        // of the round under way
    std::map<std::string, std::string> m_askedInterfaceOf;  // by UUID
    std::vector<Connection> m_managed;                      // of the last whole round
    Interfaces m_interfaces;
    std::vector<Connection> m_list;
};

}  // namespace parapet
