// SPDX-License-Identifier: GPL-2.0-or-later
// ControlPanel: which windows are open. Asks to start the helper when it is not running (XP SP2: "settings cannot be
// displayed because the associated service is not running"), opens the sheet, the log, the security status and the
// programs that listen beside each other. As the agent of the session it stays in the tray and asks the questions of the
// Security Alert.
#pragma once

#include "ui/alertqueue.h"
#include "ui/listeningwindow.h"
#include "ui/models/monitoringpreference.h"
#include "ui/trayicon.h"

#include <QPointer>

#include <memory>
#include <optional>

class QMessageBox;

namespace parapet {

class LogWindow;
class PropertySheet;
class StatusWindow;

class ControlPanel : public QObject {
    Q_OBJECT

public:
    enum class Window { sheet, log, status, listening };

    // The client must outlive it.
    explicit ControlPanel(FirewallClient &client, QObject *parent = nullptr);
    ~ControlPanel() override;

    // The SSH session that the user sits in, if it is one.
    void setSession(const std::optional<NewFlow> &session) { m_session = session; }

    // Opens the window as soon as the helper answers; the status, which tells of a missing helper, at once.
    void open(Window window);
    // From now on the agent, with no window open too, until the user quits it. Both must outlive it.
    void attend(AlertClient &alerts, Notifier &notifier);

Q_SIGNALS:
    void finished();  // nothing is open any more, and it is not the agent

private:
    void proceed();
    void askToStart();
    void start();
    void giveUp(const QString &reason);
    void show();
    void showSheet();
    void showLog();
    void showStatus();
    void showListening(ListeningFilter::Show which);
    void connectTray();
    void dismiss();
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
    QPointer<ListeningWindow> m_listening;
    AlertPreference m_alertPreference;
    std::unique_ptr<AlertQueue> m_queue;  // both null when it is not the agent
    std::unique_ptr<TrayIcon> m_tray;
};

}  // namespace parapet
