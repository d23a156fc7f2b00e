// SPDX-License-Identifier: GPL-2.0-or-later
// AdvancedPage: connections, security logging, ICMP and the defaults (XP SP2 Advanced tab: one group box each).
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
    static QWidget *makeGroup(const QString &title, const QString &sentence, const QList<QPushButton *> &buttons);
    void showRights();
    void editLogSettings();
    void editIcmp();
    void askToRestore();

    const FirewallClient &m_client;
    SettingsDraft &m_draft;
    QPushButton *m_logSettings;
    QPushButton *m_viewLog;
    QPushButton *m_icmpSettings;
    QPushButton *m_restore;
};

}  // namespace parapet
