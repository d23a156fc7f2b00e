// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ctl/fakeservice.h"

#include <QDBusMessage>

namespace parapet::test {

bool FakeService::enter(QDBusConnection bus)
{
    registerWireTypes();
    return bus.registerObject(QString::fromLatin1(objectPath), this, QDBusConnection::ExportScriptableSlots)
        && bus.registerService(QString::fromLatin1(serviceName));
}

bool FakeService::leave(QDBusConnection bus)
{
    bus.unregisterObject(QString::fromLatin1(objectPath));
    return bus.unregisterService(QString::fromLatin1(serviceName));
}

QVariantMap FakeService::GetSettings(qulonglong &serial)
{
    ++calls;
    serial = changes.size();
    return toWire(settings);
}

QVariantMap FakeService::GetStatus()
{
    ++calls;
    return toWire(status);
}

QVariantMap FakeService::Explain(const WireChanges &, const QVariantMap &)
{
    ++calls;
    if (!explains)
        fail(errorName(ErrorKind::invalid), QStringLiteral("Too many changes."));
    return toWire(foresight);
}

QVariantMap FakeService::Inspect()
{
    ++calls;
    mayAsk = message().isInteractiveAuthorizationAllowed();
    if (!refuseReadingWith.isEmpty())
        fail(refuseReadingWith, QStringLiteral("No."));
    return toWire(inspection);
}

WireRecords FakeService::GetListening()
{
    ++calls;
    mayAsk = mayAsk || message().isInteractiveAuthorizationAllowed();
    if (!refuseReadingWith.isEmpty())
        fail(refuseReadingWith, QStringLiteral("No."));
    return toWire(listening);
}

qulonglong FakeService::Change(const WireChanges &wire)
{
    ++calls;
    mayAsk = message().isInteractiveAuthorizationAllowed();
    const auto list = changesFromWire(wire);
    if (!list)
        return fail(errorName(list.error().kind), QString::fromStdString(list.error().text));
    changes.push_back(*list);
    if (!refuseWith.isEmpty())
        return fail(refuseWith, refusalText);
    const auto changed = parapet::apply(settings, *list);
    if (!changed)
        return fail(errorName(changed.error().kind), QString::fromStdString(changed.error().text));
    settings = *changed;
    return changes.size();
}

qulonglong FakeService::fail(const QString &name, const QString &text)
{
    sendErrorReply(name, text);
    return 0;
}

}  // namespace parapet::test
