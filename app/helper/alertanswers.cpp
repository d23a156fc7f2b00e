// SPDX-License-Identifier: GPL-2.0-or-later
// The other half of Alerts: who is asked, and what the answers do.
#include "app/helper/alerts.h"

#include <algorithm>
#include <utility>

namespace parapet {

void Alerts::join(const AlertReceiver &receiver)
{
    m_receivers.insert_or_assign(receiver.name, receiver);
    for (auto &[id, open] : m_open)
        open.sentTo.erase(receiver.name);
    distribute();
}

void Alerts::leave(const QString &name)
{
    if (m_receivers.erase(name) == 0)
        return;
    for (auto &[id, open] : m_open)
        open.sentTo.erase(name);
    distribute();  // an administrator may be the next to ask
}

// The person who started the program, be it through sudo; where he has nobody, an administrator. What is told again is nobody else's business.
bool Alerts::concerns(const Open &open, const AlertReceiver &receiver) const
{
    const std::uint32_t owner = open.alert.process.person;
    if (receiver.uid == owner)
        return true;
    return receiver.administrator && !open.toldAgain
        && std::ranges::none_of(m_receivers, [owner](const auto &each) { return each.second.uid == owner; });
}

void Alerts::distribute()
{
    for (auto &[id, open] : m_open) {
        if (open.announced)
            announce(open);
    }
}

// To those who have not got it yet.
void Alerts::announce(Open &open)
{
    open.announced = true;
    open.news = false;
    for (const auto &[name, receiver] : m_receivers) {
        if (concerns(open, receiver) && open.sentTo.insert(name).second)
            Q_EMIT raised(name, open.alert);
    }
}

void Alerts::send(const Open &open)
{
    for (const QString &name : open.sentTo)
        Q_EMIT raised(name, open.alert);
}

bool Alerts::isAsked(const QString &name, quint64 id) const
{
    const auto found = m_open.find(id);
    return found != m_open.end() && found->second.sentTo.contains(name);
}

Error Alerts::notAsked()
{
    return {ErrorKind::denied,
            "This question was not put to you, or it is no longer open: somebody else may have answered it."};
}

Outcome Alerts::answer(const QString &name, quint64 id, AlertAnswer answer, const Scope &scope)
{
    if (!isAsked(name, id))
        return notAsked();
    const std::uint32_t uid = m_receivers.at(name).uid;
    // Out of the way first: the change that follows would withdraw it.
    auto node = m_open.extract(id);
    if (Outcome done = carryOut(node.mapped(), uid, answer, scope); !done) {
        m_open.insert(std::move(node));
        return done;
    }
    for (const QString &other : node.mapped().sentTo) {
        if (other != name)
            Q_EMIT ended(other, id);
    }
    return Done{};
}

Outcome Alerts::carryOut(const Open &open, std::uint32_t uid, AlertAnswer answer, const Scope &scope)
{
    const Alert &alert = open.alert;
    SetProgram row{alert.profile, alert.process.key(), uncheckedRow(alert.process)};
    switch (answer) {
    case AlertAnswer::askLater: return Done{};
    case AlertAnswer::acknowledge: return acknowledge(open, uid, true);
    case AlertAnswer::acknowledgeAlways: return acknowledge(open, uid, false);
    case AlertAnswer::keepBlocking: break;
    case AlertAnswer::unblock:
        row.entry.enabled = true;
        row.entry.scope = scope;
        break;
    }
    Outcome done = m_firewall.change(std::vector<Change>{row});
    if (done)
        m_acknowledged.remove(alert.profile, row.path);  // from now on it is the row of who may change the settings
    return done;
}

// Who may not change the settings adds an unchecked row, and never touches one that is there.
Outcome Alerts::acknowledge(const Open &open, std::uint32_t uid, bool again)
{
    const Alert &alert = open.alert;
    const std::string key = alert.process.key();
    if (m_firewall.settings().profile(alert.profile).programs.contains(key)) {
        m_acknowledged.tellAgain(alert.profile, key, again);
        return Done{};
    }
    if (Outcome counted = m_acknowledged.add({alert.profile, key, uid, again}); !counted)
        return counted;
    Outcome done = m_firewall.change(std::vector<Change>{SetProgram{alert.profile, key, uncheckedRow(alert.process)}});
    if (!done)
        m_acknowledged.remove(alert.profile, key);
    return done;
}

}  // namespace parapet
