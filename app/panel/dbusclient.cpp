// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/dbusclient.h"

#include "app/ipc/firewallproxy.h"
#include "app/panel/helperstart.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QTimer>

#include <utility>

namespace parapet {

namespace {

constexpr int quickTimeout = 25'000;     // ms
constexpr int patientTimeout = 150'000;  // ms; longer than the helper waits for a person

bool isReply(const QDBusMessage &message, const char *signature)
{
    return message.type() == QDBusMessage::ReplyMessage && message.signature() == QLatin1String(signature);
}

Error errorOf(const QDBusMessage &reply)
{
    const QString name = reply.errorName();
    if (name.startsWith(QLatin1String(errorPrefix)))
        return {errorKind(name), reply.errorMessage().toStdString()};
    const QString text = DbusClient::tr("The firewall helper did not answer as expected: %1");
    return {ErrorKind::io, text.arg(reply.errorMessage()).toStdString()};
}

Outcome outcomeOf(const QDBusMessage &reply)
{
    if (reply.type() == QDBusMessage::ReplyMessage)
        return Done{};
    return errorOf(reply);
}

Result<std::vector<StoredRecord>> recordsOf(const QDBusMessage &reply)
{
    if (!isReply(reply, "aa{sv}"))
        return errorOf(reply);
    std::vector<StoredRecord> records;
    for (const QVariantMap &map : qdbus_cast<WireRecords>(reply.arguments().constFirst())) {
        auto record = recordFromWire(map);
        if (!record)
            return record.error();
        records.push_back(std::move(*record));
    }
    return records;
}

}  // namespace

DbusClient::DbusClient(const QDBusConnection &bus, QObject *parent) : FirewallClient(parent), m_bus(bus)
{
    auto *watcher =
        new QDBusServiceWatcher(QLatin1String(serviceName), m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) { ownerIs(owner); });
    findOwner();
}

DbusClient::~DbusClient() = default;

void DbusClient::findOwner()
{
    auto call =
        QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                                       QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetNameOwner"));
    call.setArguments({QLatin1String(serviceName)});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, quickTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        // A change of owner may be heard before the answer from before it, and is newer.
        if (m_proxy || m_link != Link::connecting)
            return;
        const QDBusPendingReply<QString> owner = *watcher;
        ownerIs(owner.isError() ? QString() : owner.value());
    });
}

void DbusClient::ownerIs(const QString &owner)
{
    if (m_proxy && m_proxy->service() == owner)
        return;
    m_proxy.reset();  // and with it all that it was asked to load
    for (Load *load : {&m_settingsLoad, &m_statusLoad, &m_rightsLoad})
        load->underWay = load->again = load->done = false;
    if (owner.isEmpty()) {
        setLink(Link::notRunning);
        return;
    }
    m_proxy = std::make_unique<FirewallProxy>(owner, QLatin1String(objectPath), m_bus);
    m_proxy->setTimeout(quickTimeout);
    connect(m_proxy.get(), &FirewallProxy::SettingsChanged, this, [this] { load(m_settingsLoad); });
    connect(m_proxy.get(), &FirewallProxy::StatusChanged, this, [this] { load(m_statusLoad); });
    connect(m_proxy.get(), &FirewallProxy::Records, this, &DbusClient::takeRecords);
    for (Load *what : {&m_settingsLoad, &m_statusLoad, &m_rightsLoad})
        load(*what);
    if (m_watching)
        m_proxy->WatchRecords(true);
}

void DbusClient::setLink(Link link)
{
    if (m_link == link)
        return;
    m_link = link;
    Q_EMIT linkChanged();
}

void DbusClient::load(Load &what)
{
    if (!m_proxy)
        return;
    what.again = what.underWay;
    if (what.underWay)
        return;
    what.underWay = true;
    const auto call = m_proxy->asyncCall(QLatin1String(what.method));
    auto *watcher = new QDBusPendingCallWatcher(call, m_proxy.get());
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, &what, watcher] {
        watcher->deleteLater();
        loaded(what, watcher->reply());
    });
}

// A helper that cannot be understood, of another version perhaps, is as good as none.
void DbusClient::loaded(Load &what, const QDBusMessage &reply)
{
    what.underWay = false;
    if (std::exchange(what.again, false))
        load(what);
    what.done = (this->*what.take)(reply);
    if (!what.done)
        setLink(Link::notRunning);
    else if (m_settingsLoad.done && m_statusLoad.done && m_rightsLoad.done)
        setLink(Link::running);
}

bool DbusClient::takeSettings(const QDBusMessage &reply)
{
    if (!isReply(reply, "a{sv}t"))
        return false;
    auto settings = settingsFromWire(qdbus_cast<QVariantMap>(reply.arguments().constFirst()));
    if (!settings)
        return false;
    if (*settings != m_settings) {
        m_settings = std::move(*settings);
        Q_EMIT settingsChanged();
    }
    return true;
}

bool DbusClient::takeStatus(const QDBusMessage &reply)
{
    if (!isReply(reply, "a{sv}"))
        return false;
    auto status = statusFromWire(qdbus_cast<QVariantMap>(reply.arguments().constFirst()));
    if (!status)
        return false;
    if (*status != m_status) {
        m_status = std::move(*status);
        Q_EMIT statusChanged();
    }
    return true;
}

bool DbusClient::takeRights(const QDBusMessage &reply)
{
    if (!isReply(reply, "a{sv}"))
        return false;
    const Rights rights = rightsFromWire(qdbus_cast<QVariantMap>(reply.arguments().constFirst()));
    if (rights != m_rights) {
        m_rights = rights;
        Q_EMIT rightsChanged();
    }
    return true;
}

void DbusClient::takeRecords(const WireRecords &wire, std::uint64_t lost)
{
    std::vector<StoredRecord> records;
    for (const QVariantMap &map : wire) {
        auto record = recordFromWire(map);
        if (record)
            records.push_back(std::move(*record));
        else
            ++lost;
    }
    Q_EMIT recordsArrived(records, lost);
}

void DbusClient::change(const std::vector<Change> &changes, std::function<void(Outcome)> done)
{
    ask("Change", {QVariant::fromValue(toWire(changes))},
        [done = std::move(done)](const QDBusMessage &reply) { done(outcomeOf(reply)); });
}

void DbusClient::explain(const std::vector<Change> &changes, const NewFlow &flow,
                         std::function<void(Result<Foresight>)> done)
{
    ask("Explain", {QVariant::fromValue(toWire(changes)), toWire(flow)},
        [done = std::move(done)](const QDBusMessage &reply) {
            if (!isReply(reply, "a{sv}"))
                return done(errorOf(reply));
            done(foresightFromWire(qdbus_cast<QVariantMap>(reply.arguments().constFirst())));
        });
}

void DbusClient::records(std::int64_t before, int count, std::function<void(Result<std::vector<StoredRecord>>)> done)
{
    ask("GetRecords", {qlonglong(before), uint(count)},
        [done = std::move(done)](const QDBusMessage &reply) { done(recordsOf(reply)); });
}

void DbusClient::watchRecords(bool watch, std::function<void(Outcome)> done)
{
    m_watching = false;
    ask("WatchRecords", {watch}, [this, watch, done = std::move(done)](const QDBusMessage &reply) {
        const auto outcome = outcomeOf(reply);
        m_watching = watch && outcome;
        done(outcome);
    });
}

void DbusClient::startHelper(std::function<void(Outcome)> done)
{
    new HelperStart(m_bus, *this, std::move(done), this);
}

QDBusMessage DbusClient::callTo(const char *method, const QVariantList &arguments) const
{
    auto call = QDBusMessage::createMethodCall(m_proxy->service(), m_proxy->path(), m_proxy->interface(),
                                               QLatin1String(method));
    call.setArguments(arguments);
    call.setAutoStartService(false);
    call.setInteractiveAuthorizationAllowed(true);
    return call;
}

void DbusClient::ask(const char *method, const QVariantList &arguments, std::function<void(const QDBusMessage &)> heard)
{
    if (!m_proxy) {
        const auto error =
            QDBusMessage::createError(errorName(ErrorKind::notFound), tr("The firewall helper is not running."));
        QTimer::singleShot(0, this, [heard = std::move(heard), error] { heard(error); });
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(callTo(method, arguments), patientTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, heard = std::move(heard), watcher] {
        watcher->deleteLater();
        load(m_rightsLoad);  // polkit may keep what was just authenticated
        heard(watcher->reply());
    });
}

}  // namespace parapet
