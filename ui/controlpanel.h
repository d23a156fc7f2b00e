// SPDX-License-Identifier: GPL-2.0-or-later
// ControlPanel: which windows are open. Asks to start the helper when it is not running (XP SP2: "settings cannot be
// displayed because the associated service is not running"), opens the sheet, the log and the security status beside each
// other, and keeps watch in the tray.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/monitoringpreference.h"
#include "ui/riskballoon.h"

#include <QPointer>

#include <optional>

class QMessageBox;

namespace parapet {

class LogWindow;
class PropertySheet;
class StatusWindow;

class ControlPanel : public QObject {
    Q_OBJECT

public:
    enum class Window { sheet, log, status };

    // The client must outlive it.
    explicit ControlPanel(FirewallClient &client, QObject *parent = nullptr);
    ~ControlPanel() override;

    // The SSH session that the user sits in, if it is one.
    void setSession(const std::optional<NewFlow> &session) { m_session = session; }

    // Opens the window as soon as the helper answers; the status, which tells of a missing helper, at once.
    void open(Window window);
    // Warns in the tray from now on, and goes on with no window open, unless there is no tray.
    void watch(RiskBalloon::Patience patience = {});

Q_SIGNALS:
    void finished();  // nothing is open any more, and nothing watched

private:
    void proceed();
    void askToStart();
    void start();
    void giveUp(const QString &reason);
    void show();
    void showSheet();
    void showLog();
    void showStatus();
    void finishIfNothingIsOpen();
    QMessageBox *makeBox(const QString &text);

    FirewallClient &m_client;
    std::optional<NewFlow> m_session;
    MonitoringPreference m_preference;
    Window m_wanted = Window::sheet;
    bool m_waiting = false;   // a window is wanted and not open yet
    bool m_starting = false;  // the system is asked to start the helper
    QPointer<QMessageBox> m_box;
    QPointer<PropertySheet> m_sheet;
    QPointer<LogWindow> m_log;
    QPointer<StatusWindow> m_status;
    QPointer<RiskBalloon> m_balloon;
};

}  // namespace parapet
