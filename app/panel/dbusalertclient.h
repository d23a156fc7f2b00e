// SPDX-License-Identifier: GPL-2.0-or-later
// DbusAlertClient: AlertClient over D-Bus. Asks the helper to be asked, and asks again when it was restarted. Nothing
// here blocks.
#pragma once

#include "app/ipc/wire.h"
#include "ui/client/alertclient.h"

#include <QDBusConnection>

#include <memory>
#include <set>

class FirewallProxy;

namespace parapet {

class DbusAlertClient final : public AlertClient {
    Q_OBJECT

public:
    // Call registerWireTypes() first.
    explicit DbusAlertClient(const QDBusConnection &bus, QObject *parent = nullptr);
    ~DbusAlertClient() override;

    void watch(bool watch) override;
    void answer(std::uint64_t id, AlertAnswer answer, const Scope &scope, std::function<void(Outcome)> done) override;

private:
    void ownerIs(const QString &owner);  // empty: nobody
    void take(const QVariantMap &wire);
    void drop(std::uint64_t id);

    QDBusConnection m_bus;
    std::unique_ptr<FirewallProxy> m_proxy;  // null while no helper is there
    std::set<std::uint64_t> m_known;         // raised by this helper and not gone
    bool m_watching = false;
};

}  // namespace parapet
