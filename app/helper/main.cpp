// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/authority.h"
#include "app/helper/dbusservice.h"
#include "app/helper/diagnostics.h"
#include "app/helper/guard.h"
#include "app/helper/stopsignals.h"
#include "app/ipc/wire.h"
#include "engine/kernel/ruleset.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>

#include <spdlog/spdlog.h>

using namespace parapet;

namespace {

constexpr int exitFailed = 1;

int fail(const std::string &sentence)
{
    spdlog::critical("{}", sentence);
    return exitFailed;
}

// For an administrator whose helper cannot do it any more.
int removeRules()
{
    if (const Outcome removed = Nftables().apply(removalText()); !removed)
        return fail(removed.error().text);
    spdlog::warn(
        "The rules of Parapet Firewall were removed from the kernel. Nothing is filtered until parapetd starts.");
    return 0;
}

int guardMachine(QCoreApplication &application)
{
    StopSignals stopSignals;  // before the bus, which starts a thread
    QDBusConnection bus = QDBusConnection::systemBus();
    if (bus.isConnected() && bus.interface()->isServiceRegistered(QLatin1String(serviceName)))
        return fail("Another parapetd is already on this bus. Only one can guard a machine; stop that one first.");

    Result<std::unique_ptr<Guard>> guard = Guard::start(Environment::read(), bus);
    if (!guard)
        return fail(guard.error().text);
    QObject::connect(guard->get(), &Guard::noticed,
                     [](const QString &sentence) { spdlog::warn("{}", sentence.toStdString()); });
    const Status status = (*guard)->status();
    for (const std::string &notice : status.notices)
        spdlog::warn("{}", notice);

    PolkitAuthority authority(bus);
    DbusService service(bus, **guard, (*guard)->alerts(), authority);
    if (const Outcome registered = service.start(); !registered)
        return fail(registered.error().text);
    spdlog::info("Guarding with {}, settings {}.", status.queueBackend,
                 std::string(word((*guard)->settings().profile(status.activeProfile).opmode)));

    QObject::connect(&stopSignals, &StopSignals::stop, &application, [&] {
        if (const Outcome removed = (*guard)->removeRules(); !removed)
            spdlog::error("{}", removed.error().text);
        spdlog::info("Stopped by the administrator; the rules were removed.");
        QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}

}  // namespace

int main(int argc, char **argv)
{
    setUpDiagnostics();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("parapetd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PARAPET_VERSION));
    registerWireTypes();

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The guard of Parapet Firewall. Started by the service manager."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption remove(QStringLiteral("remove-rules"),
                                    QStringLiteral("Remove all rules from the kernel and exit."));
    parser.addOption(remove);
    parser.process(application);
    return parser.isSet(remove) ? removeRules() : guardMachine(application);
}
