// SPDX-License-Identifier: GPL-2.0-or-later
// TrayIcon: the shield in the tray: the state of the firewall at a glance, a menu, and a balloon for as long as the
// firewall is off or its helper is not running (xp-reference 1.18), and one when somebody floods this computer. There is nothing in the tray when the user looks
// after a firewall of their own.
#pragma once

#include "ui/models/alertpreference.h"
#include "ui/models/monitoringpreference.h"
#include "ui/models/securitystate.h"

#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>

#include <chrono>

namespace parapet {

class TrayIcon : public QObject {
    Q_OBJECT

public:
    // A helper that is restarted is no risk.
    static constexpr std::chrono::milliseconds restartTime{5'000};

    // The first three must outlive it.
    TrayIcon(const FirewallClient &client, MonitoringPreference &monitoring, AlertPreference &alerts,
             std::chrono::milliseconds patience = restartTime, QObject *parent = nullptr);

    static QString title();
    static QString text(SecurityState state);
    static QString floodTitle();
    static QString floodText();

    // How many questions of the Security Alert wait.
    void setWaiting(int questions);
    // Whether the desktop can ask them by notifications.
    void setCanNotify(bool can);

Q_SIGNALS:
    void sheetRequested();
    void statusRequested();
    void listeningRequested();
    void logRequested();
    void alertRequested();
    void quitRequested();

private:
    void makeMenu();
    void follow();
    void warn();
    void followFlood();
    void show(SecurityState state);
    void showToolTip(SecurityState state);
    void open();
    QString stateSentence(SecurityState state) const;
    QIcon icon(SecurityState state) const;
    bool allowsNothing() const;

    const FirewallClient &m_client;
    MonitoringPreference &m_monitoring;
    AlertPreference &m_alerts;
    SecurityState m_shown = SecurityState::unknown;
    SecurityState m_warned = SecurityState::unknown;  // of what the balloon spoke
    bool m_flood = false;                             // the balloon has spoken of the flood that lasts
    int m_waiting = 0;
    QTimer *m_grace;
    QMenu m_menu;
    QAction *m_question;
    QAction *m_byNotification;
    QSystemTrayIcon *m_icon;
};

}  // namespace parapet
