// SPDX-License-Identifier: GPL-2.0-or-later
// AlertQueue: the questions of the Security Alert, one dialog at a time, in their order (xp-reference 1.14). Takes the
// answers to the firewall, and a question away that needs none any more. Where the user has asked for it and the desktop
// can, a question comes as a notification first.
#pragma once

#include "ui/client/alertclient.h"
#include "ui/client/firewallclient.h"
#include "ui/client/notifier.h"
#include "ui/dialogs/alertdialog.h"
#include "ui/models/alertpreference.h"

#include <QElapsedTimer>
#include <QPointer>

#include <deque>
#include <memory>
#include <optional>

namespace parapet {

class AlertQueue : public QObject {
    Q_OBJECT

public:
    // The menu as the administrator made it: a program must not be able to christen itself.
    static QStringList foldersOfTheSystem();

    // The first four must outlive it. `guard`: for how long a new dialog takes no input; `menu`: where programs have
    // their names from.
    AlertQueue(AlertClient &alerts, FirewallClient &firewall, Notifier &notifier, AlertPreference &preference,
               std::chrono::milliseconds guard = AlertDialog::guardTime, QStringList menu = foldersOfTheSystem(),
               QObject *parent = nullptr);
    ~AlertQueue() override;

    int waiting() const { return static_cast<int>(m_waiting.size()); }  // with the one that is shown
    // Brings the question to the front as a dialog, however it is shown now.
    void open();

Q_SIGNALS:
    void waitingChanged();

private:
    void take(const Alert &alert);
    void drop(std::uint64_t id);
    void follow();  // shows the first question in the form that it should have now
    void showDialog();
    void showNotice();
    void nameProgram();
    bool isCurrent(std::uint64_t id) const { return !m_waiting.empty() && m_waiting.front().id == id; }
    AlertDialog::Kind kind() const;

    void takeNotice(std::uint64_t id, const QString &key);
    bool isTooEarly() const;
    void send(AlertAnswer answer, const Scope &scope);
    void finish(std::uint64_t id, const Outcome &outcome);
    void hideCurrent();

    AlertClient &m_alerts;
    FirewallClient &m_firewall;
    Notifier &m_notifier;
    AlertPreference &m_preference;
    const std::chrono::milliseconds m_guard;
    const QStringList m_menu;
    std::deque<Alert> m_waiting;             // the first is the one that is shown
    std::optional<std::uint64_t> m_sending;  // the question whose answer is on its way
    bool m_noticed = false;                  // the first is shown as a notification
    QElapsedTimer m_since;                   // it is shown as one
    QPointer<AlertDialog> m_dialog;
    std::unique_ptr<InstalledPrograms> m_installed;  // read anew for each dialog: programs come and go
};

}  // namespace parapet
