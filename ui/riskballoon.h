// SPDX-License-Identifier: GPL-2.0-or-later
// RiskBalloon: a red shield in the tray with a balloon, for as long as the firewall is off or its helper is not running
// (xp-reference 1.18). There is nothing in the tray while all is well, or when the user looks after a firewall of
// their own.
#pragma once

#include "ui/models/monitoringpreference.h"
#include "ui/models/securitystate.h"

#include <QSystemTrayIcon>
#include <QTimer>

#include <chrono>

namespace parapet {

class RiskBalloon : public QObject {
    Q_OBJECT

public:
    struct Patience {
        std::chrono::milliseconds restart = std::chrono::seconds(5);  // a helper that is restarted is no risk
        std::chrono::milliseconds tray = std::chrono::minutes(1);     // at logon the tray may come after us
    };

    // The first two must outlive it.
    RiskBalloon(const FirewallClient &client, MonitoringPreference &preference, Patience patience,
                QObject *parent = nullptr);

    static QString title();
    static QString text(SecurityState state);

Q_SIGNALS:
    void clicked();
    void trayMissing();  // there is none to show anything in

private:
    void follow();
    void show();
    void checkTray();

    const FirewallClient &m_client;
    MonitoringPreference &m_preference;
    SecurityState m_shown = SecurityState::unknown;
    QTimer *m_grace;
    QSystemTrayIcon *m_icon;
};

}  // namespace parapet
