// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/helpercall.h"

#include "app/ipc/wire.h"

#include <QCoreApplication>
#include <QDBusPendingCallWatcher>
#include <QTimer>

#include <utility>

namespace parapet {

namespace {

constexpr int patientTimeout = 150'000;  // ms; longer than the helper waits for a person

struct Words {
    Q_DECLARE_TR_FUNCTIONS(parapet::DbusClient)
};

}  // namespace

void callHelper(const QDBusConnection &bus, const QString &owner, const char *method, const QVariantList &arguments,
                bool mayAsk, QObject *context, std::function<void(const QDBusMessage &)> heard)
{
    if (owner.isEmpty()) {
        const auto error =
            QDBusMessage::createError(errorName(ErrorKind::notFound), Words::tr("The firewall helper is not running."));
        QTimer::singleShot(0, context, [heard = std::move(heard), error] { heard(error); });
        return;
    }
    auto call = QDBusMessage::createMethodCall(owner, QLatin1String(objectPath), QLatin1String(serviceName),
                                               QLatin1String(method));
    call.setArguments(arguments);
    call.setAutoStartService(false);
    call.setInteractiveAuthorizationAllowed(mayAsk);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, patientTimeout), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [heard = std::move(heard), watcher] {
        watcher->deleteLater();
        heard(watcher->reply());
    });
}

bool isReply(const QDBusMessage &message, const char *signature)
{
    return message.type() == QDBusMessage::ReplyMessage && message.signature() == QLatin1String(signature);
}

Error errorOf(const QDBusMessage &reply)
{
    const QString name = reply.errorName();
    if (name.startsWith(QLatin1String(errorPrefix)))
        return {errorKind(name), reply.errorMessage().toStdString()};
    const QString text = Words::tr("The firewall helper did not answer as expected: %1");
    return {ErrorKind::io, text.arg(reply.errorMessage()).toStdString()};
}

Outcome outcomeOf(const QDBusMessage &reply)
{
    if (reply.type() == QDBusMessage::ReplyMessage)
        return Done{};
    return errorOf(reply);
}

}  // namespace parapet
