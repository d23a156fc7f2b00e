// SPDX-License-Identifier: GPL-2.0-or-later
// CarefulChange: one list of changes on its way to the firewall. If it would lock out the SSH session that the user sits
// in, it asks first. Belongs to the window that began it, reports once and deletes itself.
#pragma once

#include "engine/model/newflow.h"
#include "ui/client/firewallclient.h"

#include <QWidget>

#include <optional>

namespace parapet {

class CarefulChange final : public QObject {
    Q_OBJECT

public:
    // Nothing: the user would rather change nothing.
    using Done = std::function<void(const std::optional<Outcome> &)>;

    // `done` comes later, and never after the window is gone.
    CarefulChange(FirewallClient &client, const std::optional<NewFlow> &session, const std::vector<Change> &changes,
                  QWidget *window, Done done);

private:
    void look();
    void ask();
    void send(const std::vector<Change> &changes);
    void finish(const std::optional<Outcome> &outcome);

    FirewallClient &m_client;
    const std::optional<NewFlow> m_session;
    const std::vector<Change> m_changes;
    QWidget *m_window;
    const Done m_done;
};

}  // namespace parapet
