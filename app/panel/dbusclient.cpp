// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/dbusclient.h"

#include "app/ipc/firewallproxy.h"
#include "app/panel/helpercall.h"
#include "app/panel/helperowner.h"
#include "app/panel/helperstart.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

#include <utility>

namespace parapet {

namespace {

constexpr int quickTimeout = 25'000;  // ms

Result<LogPage> pageOf(const QDBusMessage &reply)
{
    if (!isReply(reply, "aa{sv}x"))
        return errorOf(reply);
    LogPage page;
    for (const QVariantMap &map : qdbus_cast<WireRecords>(reply.arguments().constFirst())) {
        auto record = recordFromWire(map);
        if (!record)
            return record.error();
        page.records.push_back(std::move(*record));
    }
    page.next = reply.arguments().at(1).toLongLong();
    return page;
}

Result<LogHistogram> histogramOf(const QDBusMessage &reply)
{
    if (!isReply(reply, "a{sv}"))
        return errorOf(reply);
    return histogramFromWire(qdbus_cast<QVariantMap>(reply.arguments().constFirst()));
}

Result<std::vector<ListeningProgram>> listeningOf(const QDBusMessage &reply)
{
    if (!isReply(reply, "aa{sv}"))
        return errorOf(reply);
    return listeningFromWire(qdbus_cast<WireRecords>(reply.arguments().constFirst()));
}

}  // namespace

DbusClient::DbusClient(const QDBusConnection &bus, QObject *parent) : FirewallClient(parent), m_bus(bus)
{
    connect(new HelperOwner(m_bus, this), &HelperOwner::changed, this, &DbusClient::ownerIs);
}

DbusClient::~DbusClient() = default;

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
    connect(m_proxy.get(), &FirewallProxy::ListeningChanged, this, &DbusClient::listeningChanged);
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

// These come many in a row, and change nothing about the rights: no ask().
void DbusClient::query(const LogFilter &filter, std::int64_t before, int count,
                       std::function<void(Result<LogPage>)> done)
{
    callHelper(m_bus, m_proxy ? m_proxy->service() : QString(), "QueryRecords",
               {toWire(filter), qlonglong(before), uint(count)}, true, this,
               [done = std::move(done)](const QDBusMessage &reply) { done(pageOf(reply)); });
}

void DbusClient::histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before,
                           std::function<void(Result<LogHistogram>)> done)
{
    callHelper(m_bus, m_proxy ? m_proxy->service() : QString(), "Histogram",
               {toWire(filter), uint(buckets), qlonglong(before)}, true, this,
               [done = std::move(done)](const QDBusMessage &reply) { done(histogramOf(reply)); });
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

// Who only looks by the way must hear at once that he may not, and loads nothing more by it.
void DbusClient::listening(bool mayAsk, std::function<void(Result<std::vector<ListeningProgram>>)> done)
{
    const auto heard = [done = std::move(done)](const QDBusMessage &reply) { done(listeningOf(reply)); };
    if (mayAsk)
        ask("GetListening", {}, heard);
    else
        callHelper(m_bus, m_proxy ? m_proxy->service() : QString(), "GetListening", {}, false, this, heard);
}

void DbusClient::startHelper(std::function<void(Outcome)> done)
{
    new HelperStart(m_bus, *this, std::move(done), this);
}

void DbusClient::ask(const char *method, const QVariantList &arguments, std::function<void(const QDBusMessage &)> heard)
{
    const QString owner = m_proxy ? m_proxy->service() : QString();
    callHelper(m_bus, owner, method, arguments, true, this,
               [this, heard = std::move(heard)](const QDBusMessage &reply) {
                   load(m_rightsLoad);  // polkit may keep what was just authenticated
                   heard(reply);
               });
}

}  // namespace parapet
