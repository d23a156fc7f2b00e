// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/carefulchange.h"

#include "engine/model/sshsession.h"
#include "ui/dialogs/lockoutwarning.h"

#include <QPointer>

namespace parapet {

CarefulChange::CarefulChange(FirewallClient &client, const std::optional<NewFlow> &session,
                             const std::vector<Change> &changes, QWidget *window, Done done)
    : QObject(window), m_client(client), m_session(session), m_changes(changes), m_window(window),
      m_done(std::move(done))
{
    if (m_session)
        look();
    else
        send(m_changes);
}

// An answer that does not come is no reason to keep a person from what was asked for.
void CarefulChange::look()
{
    m_client.explain(m_changes, *m_session, [self = QPointer(this)](const Result<Foresight> &foresight) {
        if (self && foresight && locksOut(*foresight))
            self->ask();
        else if (self)
            self->send(self->m_changes);
    });
}

void CarefulChange::ask()
{
    auto *warning = new LockoutWarning(*m_session, m_window);
    connect(warning, &QDialog::finished, this, [this, warning] {
        switch (warning->answer()) {
        case LockoutWarning::Answer::keepReachable:
            return send(keptReachable(m_client.settings(), m_changes, m_client.status().activeProfile, *m_session));
        case LockoutWarning::Answer::lockOut: return send(m_changes);
        case LockoutWarning::Answer::cancel: return finish({});
        }
    });
    warning->open();
}

void CarefulChange::send(const std::vector<Change> &changes)
{
    m_client.change(changes, [self = QPointer(this)](const Outcome &outcome) {
        if (self)
            self->finish(outcome);
    });
}

void CarefulChange::finish(const std::optional<Outcome> &outcome)
{
    deleteLater();
    m_done(outcome);
}

}  // namespace parapet
