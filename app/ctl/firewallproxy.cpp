// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/firewallproxy.h"

#include "app/ctl/plaintext.h"
#include "app/ipc/wire.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>

namespace parapet::ctl {

namespace {

constexpr int readTimeout = 10'000;     // milliseconds
constexpr int changeTimeout = 300'000;  // a person may have to find the administrator's password

Error unreachable()
{
    return {ErrorKind::io,
            "An error occurred while attempting to contact the Parapet Firewall service. Make sure that "
            "the service is running and try your request again."};
}

Error denied()
{
    return {ErrorKind::denied,
            "You do not have the right to do this. Run the command again with sudo, or ask an "
            "administrator of this computer."};
}

Error unanswered()
{
    return {ErrorKind::io,
            "The Parapet Firewall service has not answered. If this was a change, look at the settings "
            "to see whether it was made."};
}

struct BusError {
    const char *name;  // behind "org.freedesktop.DBus.Error."
    Error (*error)();
};

// QDBusError does not know all of these.
constexpr BusError busErrors[] = {
    {"NameHasNoOwner", unreachable}, {"ServiceUnknown", unreachable}, {"Disconnected", unreachable},
    {"UnknownObject", unreachable},  {"AccessDenied", denied},        {"InteractiveAuthorizationRequired", denied},
    {"NoReply", unanswered},         {"Timeout", unanswered},         {"TimedOut", unanswered},
};

// The service's own errors keep their kind and their words; the bus's are told in ours.
Error errorFrom(const QDBusMessage &reply)
{
    for (const auto &[name, error] : busErrors) {
        if (reply.errorName() == QLatin1String("org.freedesktop.DBus.Error.") + QLatin1String(name))
            return error();
    }
    const ErrorKind kind = errorKind(reply.errorName());
    return kind == ErrorKind::denied ? denied() : Error{kind, plain(reply.errorMessage().toStdString())};
}

Error misunderstood()
{
    return {ErrorKind::io,
            "The Parapet Firewall service gave an answer that this program does not understand. Make "
            "sure that both are of the same version."};
}

// The dictionary that begins the answer.
QVariantMap firstMap(const QVariantList &answer)
{
    return answer.isEmpty() ? QVariantMap() : qdbus_cast<QVariantMap>(answer.first());
}

}  // namespace

Result<QVariantList> FirewallProxy::call(const QString &method, const QVariantList &arguments, int timeout,
                                         Asking asking) const
{
    registerWireTypes();
    const QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected())
        return unreachable();
    const QString interface = QString::fromLatin1(serviceName);
    auto message = QDBusMessage::createMethodCall(interface, QString::fromLatin1(objectPath), interface, method);
    message.setArguments(arguments);
    message.setAutoStartService(false);
    message.setInteractiveAuthorizationAllowed(asking == Asking::allowed);
    const QDBusMessage reply = bus.call(message, QDBus::Block, timeout);
    if (reply.type() == QDBusMessage::ErrorMessage)
        return errorFrom(reply);
    return reply.arguments();
}

Result<Snapshot> FirewallProxy::snapshot() const
{
    const auto settingsAnswer = call(QStringLiteral("GetSettings"), {}, readTimeout);
    if (!settingsAnswer)
        return settingsAnswer.error();
    const auto statusAnswer = call(QStringLiteral("GetStatus"), {}, readTimeout);
    if (!statusAnswer)
        return statusAnswer.error();
    auto settings = settingsFromWire(firstMap(*settingsAnswer));
    auto status = statusFromWire(firstMap(*statusAnswer));
    if (!settings || !status)
        return misunderstood();
    return Snapshot{std::move(*settings), std::move(*status)};
}

Result<Foresight> FirewallProxy::explain(const std::vector<Change> &changes, const NewFlow &flow) const
{
    const auto reply =
        call(QStringLiteral("Explain"), {QVariant::fromValue(toWire(changes)), toWire(flow)}, readTimeout);
    if (!reply)
        return reply.error();
    return foresightFromWire(qdbus_cast<QVariantMap>(reply->value(0)));
}

Result<LogPage> FirewallProxy::records(const LogFilter &filter, std::int64_t before, std::size_t count) const
{
    const auto answer =
        call(QStringLiteral("QueryRecords"), {toWire(filter), qlonglong(before), uint(count)}, changeTimeout);
    if (!answer)
        return answer.error();
    LogPage page;
    for (const QVariantMap &map : qdbus_cast<WireRecords>(answer->value(0))) {
        const auto record = recordFromWire(map);
        if (!record)
            return misunderstood();
        page.records.push_back(*record);
    }
    page.next = answer->value(1).toLongLong();
    return page;
}

Outcome FirewallProxy::watchRecords() const
{
    const auto answer = call(QStringLiteral("WatchRecords"), {true}, changeTimeout);
    if (!answer)
        return answer.error();
    return Done{};
}

Result<Inspection> FirewallProxy::inspect() const
{
    const auto reply = call(QStringLiteral("Inspect"), {}, readTimeout, Asking::forbidden);
    if (!reply)
        return reply.error();
    return inspectionFromWire(firstMap(*reply));
}

Result<std::vector<ListeningProgram>> FirewallProxy::listening() const
{
    const auto reply = call(QStringLiteral("GetListening"), {}, readTimeout, Asking::forbidden);
    if (!reply)
        return reply.error();
    return listeningFromWire(qdbus_cast<WireRecords>(reply->value(0)));
}

Outcome FirewallProxy::change(const std::vector<Change> &changes) const
{
    const auto answer = call(QStringLiteral("Change"), {QVariant::fromValue(toWire(changes))}, changeTimeout);
    if (!answer)
        return answer.error();
    return Done{};
}

}  // namespace parapet::ctl
