// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/dbusservice.h"

#include "app/helper/administrators.h"
#include "app/helper/firewalladaptor.h"
#include "app/ipc/dictionary.h"

#include <QDBusConnectionInterface>
#include <QDBusError>
#include <QDBusReply>
#include <QPointer>

#include <algorithm>
#include <array>
#include <memory>

namespace parapet {

namespace {

struct MethodRight {
    QLatin1String method;
    QLatin1String action;  // of polkit; empty: open to everybody
};

// The only place where a right is given. WatchRecords(false) needs none: it gives up what the caller has. Of an answer to an
// alert, answerAlert() says what it needs.
constexpr std::array rights{
    MethodRight{QLatin1String("GetSettings"), QLatin1String()},
    MethodRight{QLatin1String("GetStatus"), QLatin1String()},
    MethodRight{QLatin1String("GetRights"), QLatin1String()},
    MethodRight{QLatin1String("Explain"), QLatin1String()},
    MethodRight{QLatin1String("WatchAlerts"), QLatin1String()},
    MethodRight{QLatin1String("AnswerAlert"), QLatin1String()},
    MethodRight{QLatin1String("Change"), QLatin1String(actionChange)},
    MethodRight{QLatin1String("Inspect"), QLatin1String(actionReadLog)},
    MethodRight{QLatin1String("GetRecords"), QLatin1String(actionReadLog)},
    MethodRight{QLatin1String("QueryRecords"), QLatin1String(actionReadLog)},
    MethodRight{QLatin1String("Histogram"), QLatin1String(actionReadLog)},
    MethodRight{QLatin1String("WatchRecords"), QLatin1String(actionReadLog)},
    MethodRight{QLatin1String("GetListening"), QLatin1String(actionReadLog)},
};

WireRecords wireRecords(const std::vector<StoredRecord> &records)
{
    WireRecords wire;
    wire.reserve(qsizetype(records.size()));
    for (const StoredRecord &record : records)
        wire.append(toWire(record));
    return wire;
}

Error invalid(const QString &text)
{
    return {ErrorKind::invalid, text.toStdString()};
}

}  // namespace

DbusService::DbusService(const QDBusConnection &bus, Firewall &firewall, Alerts &alerts, Authority &authority,
                         QObject *parent)
    : QObject(parent), m_bus(bus), m_firewall(firewall), m_authority(authority), m_alerts(alerts), m_questions(bus),
      m_recordReceivers(bus, {limits::logWatchers, limits::logWatchers}),
      m_alertReceivers(bus, {limits::alertReceivers, limits::alertReceiversByUser})
{
    auto *adaptor = new FirewallAdaptor(this);
    connect(&m_firewall, &Firewall::settingsChanged, adaptor, &FirewallAdaptor::SettingsChanged);
    connect(&m_firewall, &Firewall::statusChanged, adaptor, &FirewallAdaptor::StatusChanged);
    connect(&m_firewall, &Firewall::listeningChanged, adaptor, &FirewallAdaptor::ListeningChanged);
    // These not by the adaptor: its signals are broadcast.
    connect(&m_firewall, &Firewall::recordsWritten, this, &DbusService::sendRecords);
    connect(&m_alerts, &Alerts::raised, this, [this](const QString &receiver, const Alert &alert) {
        sendTo(receiver, QStringLiteral("AlertRaised"), {toWire(alert)});
    });
    connect(&m_alerts, &Alerts::ended, this, [this](const QString &receiver, quint64 id) {
        sendTo(receiver, QStringLiteral("AlertGone"), {qulonglong(id)});
    });
    connect(&m_alertReceivers, &BusReceivers::left, &m_alerts, &Alerts::leave);
}

DbusService::~DbusService()
{
    if (!m_started)
        return;
    m_bus.unregisterService(QLatin1String(serviceName));
    m_bus.unregisterObject(QLatin1String(objectPath));
}

Outcome DbusService::start()
{
    if (!m_bus.isConnected())
        return Error{ErrorKind::io, tr("There is no bus: %1").arg(m_bus.lastError().message()).toStdString()};
    // The object first: whoever sees the name may call at once.
    if (!m_bus.registerObject(QLatin1String(objectPath), this, QDBusConnection::ExportAdaptors))
        return Error{ErrorKind::exists,
                     tr("The object %1 exists already.").arg(QLatin1String(objectPath)).toStdString()};
    auto outcome = takeName();
    m_started = bool(outcome);
    if (!m_started)
        m_bus.unregisterObject(QLatin1String(objectPath));
    return outcome;
}

Outcome DbusService::takeName()
{
    const auto name = QString(QLatin1String(serviceName));
    auto *bus = m_bus.interface();
    const auto reply = bus->registerService(name, QDBusConnectionInterface::DontQueueService,
                                            QDBusConnectionInterface::DontAllowReplacement);
    if (!reply.isValid()) {
        const QString text = tr("The bus does not give us the name %1: %2");
        return Error{ErrorKind::denied, text.arg(name, reply.error().message()).toStdString()};
    }
    if (reply.value() == QDBusConnectionInterface::ServiceRegistered)
        return Done{};
    const QDBusReply<uint> pid = bus->servicePid(name);
    const QString text = tr("Another Parapet helper is already running on this bus (process %1). "
                            "Only one can guard a machine.");
    return Error{ErrorKind::busy, text.arg(pid.isValid() ? QString::number(pid) : tr("unknown")).toStdString()};
}

QVariantMap DbusService::GetSettings(qulonglong &)
{
    whenAllowed([this](const QDBusMessage &call) {
        reply(call, call.createReply({toWire(m_firewall.settings()), qulonglong(m_firewall.serial())}));
    });
    return {};
}

QVariantMap DbusService::GetStatus()
{
    whenAllowed([this](const QDBusMessage &call) { reply(call, call.createReply(toWire(m_firewall.status()))); });
    return {};
}

QVariantMap DbusService::GetRights()
{
    whenAllowed([this](const QDBusMessage &call) {
        ask(call, QLatin1String(actionChange), false, [this, call](const Authority::Answer &change) {
            ask(call, QLatin1String(actionReadLog), false, [=, this](const Authority::Answer &readLog) {
                reply(call, call.createReply(toWire(Rights{change.right, readLog.right})));
            });
        });
    });
    return {};
}

// What was sent is checked before anybody is asked for a password, and only the checked form waits.
qulonglong DbusService::Change(const WireChanges &changes)
{
    auto parsed = changesFromWire(changes);
    if (!parsed) {
        setDelayedReply(true);
        fail(message(), parsed.error());
        return 0;
    }
    const auto list = std::make_shared<const std::vector<parapet::Change>>(std::move(*parsed));
    whenAllowed([this, list](const QDBusMessage &call) {
        if (const auto outcome = m_firewall.change(*list); !outcome)
            fail(call, outcome.error());
        else
            reply(call, call.createReply(qulonglong(m_firewall.serial())));
    });
    return 0;
}

QVariantMap DbusService::Explain(const WireChanges &changes, const QVariantMap &flow)
{
    whenAllowed([=, this](const QDBusMessage &call) {
        if (changes.size() > qsizetype(limits::changesPerQuestion)) {
            const QString text = tr("At most %1 changes can be asked about in one call; there were %2.");
            return fail(call, invalid(text.arg(limits::changesPerQuestion).arg(changes.size())));
        }
        const auto list = changesFromWire(changes);
        if (!list)
            return fail(call, list.error());
        const auto about = newFlowFromWire(flow);
        if (!about)
            return fail(call, about.error());
        const auto foresight = m_firewall.explain(*list, *about);
        if (!foresight)
            return fail(call, foresight.error());
        reply(call, call.createReply(toWire(*foresight)));
    });
    return {};
}

QVariantMap DbusService::Inspect()
{
    whenAllowed([this](const QDBusMessage &call) { reply(call, call.createReply(toWire(m_firewall.inspect()))); });
    return {};
}

WireRecords DbusService::GetRecords(qlonglong before, uint count)
{
    whenAllowed([=, this](const QDBusMessage &call) {
        if (isPage(call, before, count))
            search(call, {}, before, count, false);
    });
    return {};
}

WireRecords DbusService::QueryRecords(const QVariantMap &filter, qlonglong before, uint count, qlonglong &)
{
    whenAllowed([=, this](const QDBusMessage &call) {
        const auto wanted = filterFromWire(filter);
        if (!wanted)
            return fail(call, wanted.error());
        if (isPage(call, before, count))
            search(call, *wanted, before, count, true);
    });
    return {};
}

QVariantMap DbusService::Histogram(const QVariantMap &filter, uint buckets, qlonglong before)
{
    whenAllowed([=, this](const QDBusMessage &call) {
        const auto about = filterFromWire(filter);
        if (!about)
            return fail(call, about.error());
        if (buckets < 1 || buckets > limits::histogramBuckets) {
            const QString text = tr("\"buckets\" must be a whole number from 1 to %1; it was %2.");
            return fail(call, invalid(text.arg(limits::histogramBuckets).arg(buckets)));
        }
        if (!isPage(call, before, 1))
            return;
        if (const auto wanted = admit(call))
            m_firewall.histogram(*about, buckets, before, wanted,
                                 answerLater<LogHistogram>(call, wanted, [](const LogHistogram &histogram) {
                                     return QVariantList{toWire(histogram)};
                                 }));
    });
    return {};
}

bool DbusService::isPage(const QDBusMessage &call, qlonglong before, uint count)
{
    if (before < 0) {
        fail(call, invalid(tr("\"before\" must be 0 or the id of a record; it was %1.").arg(before)));
        return false;
    }
    if (count < 1 || count > limits::logRowsPerCall) {
        const QString text = tr("\"count\" must be a whole number from 1 to %1; it was %2.");
        fail(call, invalid(text.arg(limits::logRowsPerCall).arg(count)));
        return false;
    }
    return true;
}

Questions::Wanted DbusService::admit(const QDBusMessage &call)
{
    auto wanted = m_questions.admit(call.service());
    if (!wanted)
        fail(call, {ErrorKind::busy, tr("Too many questions about the log wait for their answer.").toStdString()});
    return wanted;
}

void DbusService::search(const QDBusMessage &call, const LogFilter &filter, qlonglong before, uint count,
                         bool tellsNext)
{
    if (const auto wanted = admit(call))
        m_firewall.query(filter, before, count, wanted,
                         answerLater<LogPage>(call, wanted, [tellsNext](const LogPage &page) {
                             QVariantList values{QVariant::fromValue(wireRecords(page.records))};
                             if (tellsNext)
                                 values.append(qlonglong(page.next));
                             return values;
                         }));
}

// The history answers when it can; by then this service may be gone.
template <class T>
std::function<void(Result<T>)> DbusService::answerLater(const QDBusMessage &call, const Questions::Wanted &wanted,
                                                        std::function<QVariantList(const T &)> answer)
{
    return [self = QPointer(this), call, wanted, answer = std::move(answer)](const Result<T> &found) {
        if (!self)
            return;
        self->m_questions.finish(call.service(), wanted);
        if (!found)
            self->fail(call, found.error());
        else
            self->reply(call, call.createReply(answer(*found)));
    };
}

void DbusService::WatchRecords(bool watch)
{
    if (watch)
        whenAllowed([this](const QDBusMessage &call) { this->watch(m_recordReceivers, call, {}); });
    else
        m_recordReceivers.remove(message().service());
}

WireRecords DbusService::GetListening()
{
    whenAllowed([this](const QDBusMessage &call) {
        reply(call, call.createReply(QVariant::fromValue(toWire(m_firewall.listening()))));
    });
    return {};
}

void DbusService::WatchAlerts(bool watch)
{
    if (!watch)
        return m_alertReceivers.remove(message().service());
    whenAllowed([this](const QDBusMessage &call) {
        this->watch(m_alertReceivers, call, [this](const BusReceivers::Peer &peer) {
            m_alerts.join({peer.name, peer.uid, isAdministrator(peer.uid, peer.groups)});
        });
    });
}

// Whose alert it is comes first: a stranger learns nothing, not even what may be answered.
void DbusService::AnswerAlert(qulonglong id, const QString &answer, const QString &scope)
{
    whenAllowed([=, this](const QDBusMessage &call) {
        if (!m_alerts.isAsked(call.service(), id))
            return fail(call, Alerts::notAsked());
        const auto known = answer.size() <= wordLength ? alertAnswerFromWord(answer.toStdString()) : std::nullopt;
        if (!known) {
            const QString text = tr("The answer must be keep-blocking, unblock, ask-later, acknowledge or "
                                    "acknowledge-always; it was %1.");
            return fail(call, invalid(text.arg(shown(answer))));
        }
        if (*known != AlertAnswer::unblock)
            return scope.isEmpty() ? answerAlert(call, id, *known, {})
                                   : fail(call, invalid(tr("Only \"unblock\" has a scope.")));
        const auto parsed = scope.size() <= qsizetype(limits::scopeTextLength)
            ? Scope::parse(scope.toStdString())
            : Error{ErrorKind::invalid, tr("The scope is too long.").toStdString()};
        if (!parsed)
            return fail(call, parsed.error());
        answerAlert(call, id, *known, *parsed);
    });
}

void DbusService::answerAlert(const QDBusMessage &call, quint64 id, AlertAnswer answer, const Scope &scope)
{
    const auto carryOut = [=, this] {
        if (const auto outcome = m_alerts.answer(call.service(), id, answer, scope); !outcome)
            fail(call, outcome.error());
        else
            reply(call, call.createReply());
    };
    if (!changesSettings(answer))
        return carryOut();
    ask(call, QLatin1String(actionChange), call.isInteractiveAuthorizationAllowed(),
        [this, call, carryOut](const Authority::Answer &right) {
            if (right.right == Right::yes)
                carryOut();
            else
                fail(call, {ErrorKind::denied, right.why.toStdString()});
        });
}

void DbusService::whenAllowed(Handler handler)
{
    const QDBusMessage call = message();
    setDelayedReply(true);
    const auto found = std::ranges::find(rights, call.member(), &MethodRight::method);
    if (found == rights.end())
        return fail(call, {ErrorKind::denied, tr("Nobody may call %1.").arg(call.member()).toStdString()});
    if (found->action.isEmpty())
        return handler(call);
    ask(call, found->action, call.isInteractiveAuthorizationAllowed(),
        [this, call, handler = std::move(handler)](const Authority::Answer &answer) {
            if (answer.right == Right::yes)
                handler(call);
            else
                fail(call, {ErrorKind::denied, answer.why.toStdString()});
        });
}

// The answer may take two minutes; by then this service may be gone.
void DbusService::ask(const QDBusMessage &call, QLatin1String action, bool interactive, Authority::Done done)
{
    m_authority.check(call.service(), action, interactive,
                      [self = QPointer(this), done = std::move(done)](const Authority::Answer &answer) {
                          if (self)
                              done(answer);
                      });
}

// A reply that was not asked for would be refused by the bus, with a line in the system's log.
void DbusService::reply(const QDBusMessage &call, const QDBusMessage &answer)
{
    if (call.isReplyRequired())
        m_bus.send(answer);
}

void DbusService::fail(const QDBusMessage &call, const Error &error)
{
    reply(call, call.createErrorReply(errorName(error.kind), QString::fromStdString(error.text)));
}

void DbusService::watch(BusReceivers &receivers, const QDBusMessage &call,
                        std::function<void(const BusReceivers::Peer &)> added)
{
    receivers.add(call.service(), [this, call, added = std::move(added)](const Result<BusReceivers::Peer> &peer) {
        if (!peer)
            return fail(call, peer.error());
        reply(call, call.createReply());
        if (added)
            added(*peer);
    });
}

void DbusService::sendRecords(const std::vector<StoredRecord> &records, quint64 lost)
{
    const QStringList names = m_recordReceivers.names();
    if (names.isEmpty())
        return;
    const QVariantList content{QVariant::fromValue(wireRecords(records)), qulonglong(lost)};
    for (const QString &name : names)
        sendTo(name, QStringLiteral("Records"), content);
}

void DbusService::sendTo(const QString &receiver, const QString &signalName, const QVariantList &content)
{
    auto signal =
        QDBusMessage::createTargetedSignal(receiver, QLatin1String(objectPath), QLatin1String(serviceName), signalName);
    signal.setArguments(content);
    m_bus.send(signal);
}

}  // namespace parapet
