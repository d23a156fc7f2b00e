// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/helperstart.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace parapet {

namespace {

using namespace std::chrono_literals;

constexpr auto comesUpWithin = 15s;
constexpr int patientTimeout = 150'000;  // ms; a person types a password

constexpr std::array nobodyThere{
    QLatin1String("org.freedesktop.DBus.Error.ServiceUnknown"),
    QLatin1String("org.freedesktop.DBus.Error.NameHasNoOwner"),
    QLatin1String("org.freedesktop.DBus.Error.Disconnected"),
};
constexpr std::array refusals{
    QLatin1String("org.freedesktop.DBus.Error.AccessDenied"),
    QLatin1String("org.freedesktop.DBus.Error.InteractiveAuthorizationRequired"),
};

Error errorOf(const QDBusMessage &reply)
{
    const QString name = reply.errorName();
    if (std::ranges::find(nobodyThere, name) != nobodyThere.end()) {
        const QString text = HelperStart::tr("There is no systemd here that could start the firewall helper. "
                                             "Start it by hand: run \"parapetd\" as root.");
        return {ErrorKind::unsupported, text.toStdString()};
    }
    const bool refused = std::ranges::find(refusals, name) != refusals.end();
    const QString text = HelperStart::tr("The system did not start the firewall helper: %1");
    return {refused ? ErrorKind::denied : ErrorKind::io, text.arg(reply.errorMessage()).toStdString()};
}

}  // namespace

HelperStart::HelperStart(const QDBusConnection &bus, const FirewallClient &client, std::function<void(Outcome)> done,
                         QObject *parent)
    : QObject(parent), m_client(client), m_done(std::move(done))
{
    connect(&m_client, &FirewallClient::linkChanged, this, &HelperStart::finishWhenRunning);
    if (m_client.link() == FirewallClient::Link::running)
        QTimer::singleShot(0, this, &HelperStart::finishWhenRunning);
    else
        askSystemd(bus);
}

void HelperStart::askSystemd(QDBusConnection bus)
{
    auto call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.systemd1"), QStringLiteral("/org/freedesktop/systemd1"),
        QStringLiteral("org.freedesktop.systemd1.Manager"), QStringLiteral("StartUnit"));
    call.setArguments({QStringLiteral("parapetd.service"), QStringLiteral("replace")});
    call.setAutoStartService(false);
    call.setInteractiveAuthorizationAllowed(true);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, patientTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] { systemdAnswered(watcher->reply()); });
}

void HelperStart::systemdAnswered(const QDBusMessage &reply)
{
    if (reply.type() == QDBusMessage::ErrorMessage) {
        finish(errorOf(reply));
        return;
    }
    QTimer::singleShot(comesUpWithin, this, [this] {
        finish(Error{ErrorKind::io,
                     tr("The firewall helper was started but did not come up within %1 seconds. "
                        "\"journalctl -u parapetd\" tells why.")
                         .arg(comesUpWithin.count())
                         .toStdString()});
    });
}

void HelperStart::finishWhenRunning()
{
    if (m_client.link() == FirewallClient::Link::running)
        finish(Done{});
}

void HelperStart::finish(Outcome outcome)
{
    const auto done = std::exchange(m_done, nullptr);
    if (!done)
        return;
    deleteLater();
    done(std::move(outcome));
}

}  // namespace parapet
