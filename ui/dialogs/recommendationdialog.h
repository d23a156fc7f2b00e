// SPDX-License-Identifier: GPL-2.0-or-later
// RecommendationDialog: "Recommendation" of the security status (xp-reference 1.17): turn the firewall on now, or say
// that one looks after another. The firewall changes at once, the preference with OK. Deletes itself when closed.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/monitoringpreference.h"

#include <QDialog>
#include <QMessageBox>

#include <optional>

class QCheckBox;
class QPushButton;

namespace parapet {

class TextLabel;

class RecommendationDialog : public QDialog {
    Q_OBJECT

public:
    // Both must outlive it.
    RecommendationDialog(FirewallClient &client, MonitoringPreference &preference, QWidget *parent = nullptr);

    // The SSH session that the user sits in, if it is one: it is not locked out unasked.
    void setSession(const std::optional<NewFlow> &session) { m_session = session; }

    void accept() override;

private:
    void layOut();
    void refresh();
    void act();
    void enable();
    void start();
    void finish(const Outcome &outcome, const QString &success, const QString &failure);
    void tell(QMessageBox::Icon icon, const QString &sentence, const QString &more = {});

    FirewallClient &m_client;
    MonitoringPreference &m_preference;
    std::optional<NewFlow> m_session;
    bool m_busy = false;  // an answer of the helper or the system is awaited
    TextLabel *m_advice;
    QPushButton *m_act;
    TextLabel *m_rightsLine;
    QCheckBox *m_ownFirewall;
    TextLabel *m_ownNote;
};

}  // namespace parapet
