// SPDX-License-Identifier: GPL-2.0-or-later
// AdvancedPage: security logging (XP SP2 Advanced tab; one group box and one button each).
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/settingsdraft.h"

#include <QWidget>

class QPushButton;

namespace parapet {

class AdvancedPage : public QWidget {
    Q_OBJECT

public:
    // Both must outlive it.
    AdvancedPage(const FirewallClient &client, SettingsDraft &draft, QWidget *parent = nullptr);

Q_SIGNALS:
    void logRequested();

private:
    QWidget *makeLoggingGroup();
    void showRights();
    void editLogSettings();

    const FirewallClient &m_client;
    SettingsDraft &m_draft;
    QPushButton *m_logSettings;
    QPushButton *m_viewLog;
};

}  // namespace parapet
