// SPDX-License-Identifier: GPL-2.0-or-later
// DbusService: org.parapet.Firewall1 on the bus. Each call goes the same way: find the right that its method needs in
// one table, turn what was sent into model types, ask the authority, call the firewall, reply. A method that is not in
// the table is refused.
#pragma once

#include "app/helper/alerts.h"
#include "app/helper/authority.h"
#include "app/helper/busreceivers.h"
#include "app/helper/firewall.h"
#include "app/helper/questions.h"
#include "app/ipc/wire.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QObject>

#include <functional>

namespace parapet {

// Main thread only. `firewall`, `alerts` and `authority` outlive it. Call registerWireTypes() first.
class DbusService : public QObject, protected QDBusContext {
    Q_OBJECT

public:
    DbusService(const QDBusConnection &bus, Firewall &firewall, Alerts &alerts, Authority &authority,
                QObject *parent = nullptr);
    ~DbusService() override;  // leaves the bus

    // Takes object and name; the name is neither waited for nor taken away from its owner.
    Outcome start();

    // The methods of the contract, called by the generated adaptor while a message is being delivered. All reply later,
    // so what they return goes nowhere.
    QVariantMap GetSettings(qulonglong &serial);
    QVariantMap GetStatus();
    QVariantMap GetRights();
    qulonglong Change(const WireChanges &changes);
    QVariantMap Explain(const WireChanges &changes, const QVariantMap &flow);
    QVariantMap Inspect();
    WireRecords GetRecords(qlonglong before, uint count);
    WireRecords QueryRecords(const QVariantMap &filter, qlonglong before, uint count, qlonglong &next);
    QVariantMap Histogram(const QVariantMap &filter, uint buckets, qlonglong before);
    void WatchRecords(bool watch);
    WireRecords GetListening();
    void WatchAlerts(bool watch);
    void AnswerAlert(qulonglong id, const QString &answer, const QString &scope);

private:
    // Replies to the call, by whatever way.
    using Handler = std::function<void(const QDBusMessage &call)>;

    void whenAllowed(Handler handler);
    void ask(const QDBusMessage &call, QLatin1String action, bool interactive, Authority::Done done);
    void reply(const QDBusMessage &call, const QDBusMessage &answer);
    void fail(const QDBusMessage &call, const Error &error);
    template <class T>
    std::function<void(Result<T>)> answerLater(const QDBusMessage &call, const Questions::Wanted &wanted,
                                               std::function<QVariantList(const T &)> answer);
    void search(const QDBusMessage &call, const LogFilter &filter, qlonglong before, uint count, bool tellsNext);
    Questions::Wanted admit(const QDBusMessage &call);
    bool isPage(const QDBusMessage &call, qlonglong before, uint count);
    void watch(BusReceivers &receivers, const QDBusMessage &call,
               std::function<void(const BusReceivers::Peer &)> added);
    void answerAlert(const QDBusMessage &call, quint64 id, AlertAnswer answer, const Scope &scope);
    void sendRecords(const std::vector<StoredRecord> &records, quint64 lost);
    void sendTo(const QString &receiver, const QString &signalName, const QVariantList &content);
    Outcome takeName();

    QDBusConnection m_bus;
    Firewall &m_firewall;
    Authority &m_authority;
    Alerts &m_alerts;
    Questions m_questions;
    BusReceivers m_recordReceivers;
    BusReceivers m_alertReceivers;
    bool m_started = false;
};

}  // namespace parapet
