// SPDX-License-Identifier: GPL-2.0-or-later
// HelperStart: one attempt to have systemd start the helper. It reports once and deletes itself.
#pragma once

#include "ui/client/firewallclient.h"

#include <QDBusConnection>

class QDBusMessage;

namespace parapet {

class HelperStart final : public QObject {
    Q_OBJECT

public:
    // `done` comes later. Success means that `client` is running. systemd asks for the password itself.
    HelperStart(const QDBusConnection &bus, const FirewallClient &client, std::function<void(Outcome)> done,
                QObject *parent);

private:
    void askSystemd(QDBusConnection bus);
    void systemdAnswered(const QDBusMessage &reply);
    void finishWhenRunning();
    void finish(Outcome outcome);

    const FirewallClient &m_client;
    std::function<void(Outcome)> m_done;  // empty once called
};

}  // namespace parapet
