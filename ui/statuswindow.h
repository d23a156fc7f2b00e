// SPDX-License-Identifier: GPL-2.0-or-later
// StatusWindow: "Security Status": is the firewall on, off or not monitored, and what to do about it (the firewall part
// of XP SP2's Security Center). Deletes itself when closed.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/monitoringpreference.h"

#include <QDialog>

#include <memory>
#include <optional>

class QPushButton;

namespace parapet {

class HelpWindow;
class SecurityBar;
class TextLabel;

class StatusWindow : public QDialog {
    Q_OBJECT

public:
    // Both must outlive it.
    StatusWindow(FirewallClient &client, MonitoringPreference &preference, QWidget *parent = nullptr);
    ~StatusWindow() override;

    // The SSH session that the user sits in, if it is one: it is not locked out unasked.
    void setSession(const std::optional<NewFlow> &session) { m_session = session; }

Q_SIGNALS:
    void sheetRequested();

private:
    QWidget *makeDetails();
    void layOut();
    void refresh();
    QString unprotectedConnections() const;
    void start();
    void recommend();
    void showHelp();

    FirewallClient &m_client;
    MonitoringPreference &m_preference;
    std::optional<NewFlow> m_session;
    bool m_starting = false;
    TextLabel *m_sentence;
    TextLabel *m_advice;
    QPushButton *m_start;
    QPushButton *m_recommend;
    SecurityBar *m_bar;
    std::unique_ptr<HelpWindow> m_help;  // null until it is asked for
};

}  // namespace parapet
