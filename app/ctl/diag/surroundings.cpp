// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/surroundings.h"

#include "app/ctl/diag/timezone.h"
#include "app/ctl/diag/ufw.h"
#include "app/ctl/firewallproxy.h"

#include <QDBusConnectionInterface>

namespace parapet::ctl {

namespace {

bool polkitIsThere(const QDBusConnection &bus)
{
    const QString polkit = QStringLiteral("org.freedesktop.PolicyKit1");
    return bus.isConnected()
        && (bus.interface()->isServiceRegistered(polkit)
            || bus.interface()->activatableServiceNames().value().contains(polkit));
}

ClockReading readClock()
{
    return {std::chrono::system_clock::now(), std::chrono::steady_clock::now()};
}

}  // namespace

Surroundings lookAround(const FirewallProxy &firewall)
{
    Surroundings around;
    around.version = PARAPET_VERSION;
    around.buildYear = PARAPET_BUILD_YEAR;
    around.before = readClock();
    around.firewall = firewall.snapshot();
    if (around.firewall) {
        around.inspection = firewall.inspect();
        around.listening = firewall.listening();
    }
    around.addresses = testOwnAddresses();
    const QDBusConnection bus = QDBusConnection::systemBus();
    around.systemd = systemdIsOnTheBus(bus);
    around.polkit = polkitIsThere(bus);
    if (around.systemd)
        around.unit = readUnit(bus, QStringLiteral("parapetd.service"));
    around.firewalld =
        bus.isConnected() && bus.interface()->isServiceRegistered(QStringLiteral("org.fedoraproject.FirewallD1"));
    around.ufw = isUfwEnabled("/etc/ufw/ufw.conf");
    around.timeZone = timeZone("/etc/localtime");
    around.after = readClock();
    return around;
}

}  // namespace parapet::ctl
