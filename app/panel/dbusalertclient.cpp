// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/dbusalertclient.h"

#include "app/ipc/firewallproxy.h"
#include "app/panel/helpercall.h"
#include "app/panel/helperowner.h"

#include <utility>

namespace parapet {

DbusAlertClient::DbusAlertClient(const QDBusConnection &bus, QObject *parent) : AlertClient(parent), m_bus(bus)
{
    connect(new HelperOwner(m_bus, this), &HelperOwner::changed, this, &DbusAlertClient::ownerIs);
}

DbusAlertClient::~DbusAlertClient() = default;

// The questions of a helper end with it: the next one asks them anew, under other ids.
void DbusAlertClient::ownerIs(const QString &owner)
{
    if (m_proxy && m_proxy->service() == owner)
        return;
    m_proxy.reset();
    for (const std::uint64_t id : std::exchange(m_known, {}))
        Q_EMIT gone(id);
    if (owner.isEmpty())
        return;
    m_proxy = std::make_unique<FirewallProxy>(owner, QLatin1String(objectPath), m_bus);
    connect(m_proxy.get(), &FirewallProxy::AlertRaised, this, &DbusAlertClient::take);
    connect(m_proxy.get(), &FirewallProxy::AlertGone, this, &DbusAlertClient::drop);
    if (m_watching)
        m_proxy->WatchAlerts(true);
}

void DbusAlertClient::watch(bool watch)
{
    if (m_watching == watch)
        return;
    m_watching = watch;
    if (m_proxy)
        m_proxy->WatchAlerts(watch);
}

void DbusAlertClient::take(const QVariantMap &wire)
{
    const auto alert = alertFromWire(wire);
    if (!alert || !m_watching)
        return;
    m_known.insert(alert->id);
    Q_EMIT raised(*alert);
}

void DbusAlertClient::drop(std::uint64_t id)
{
    if (m_known.erase(id) > 0)
        Q_EMIT gone(id);
}

void DbusAlertClient::answer(std::uint64_t id, AlertAnswer answer, const Scope &scope,
                             std::function<void(Outcome)> done)
{
    const std::string_view verb = word(answer);
    const std::string computers = answer == AlertAnswer::unblock ? scope.text() : std::string();
    callHelper(m_bus, m_proxy ? m_proxy->service() : QString(), "AnswerAlert",
               {qulonglong(id), QString::fromUtf8(verb.data(), static_cast<qsizetype>(verb.size())),
                QString::fromStdString(computers)},
               true, this, [done = std::move(done)](const QDBusMessage &reply) { done(outcomeOf(reply)); });
}

}  // namespace parapet
