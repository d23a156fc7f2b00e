// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/authority.h"
#include "app/helper/bootprotection.h"
#include "app/helper/dbusservice.h"
#include "app/helper/diagnostics.h"
#include "app/helper/guard.h"
#include "app/helper/heartbeat.h"
#include "app/helper/stopsignals.h"
#include "app/ipc/wire.h"
#include "engine/kernel/bootpolicy.h"
#include "engine/kernel/ruleset.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>

#include <spdlog/spdlog.h>

#include <cstdio>

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
    if (const Outcome removed = Nftables().apply(removalText() + bootPolicyRemovalText()); !removed)
        return fail(removed.error().text);
    spdlog::warn(
        "The rules of Parapet Firewall were removed from the kernel. Nothing is filtered until parapetd starts.");
    return 0;
}

// For parapet-boot.service and the initramfs.
int bootPolicy(const QString &what)
{
    if (what == QLatin1String("remove")) {
        const Outcome removed = BootProtection::remove();
        return removed ? 0 : fail(removed.error().text);
    }
    const BootProtection protection(Environment::read());
    for (const std::string &problem : protection.problems())
        spdlog::warn("{}", problem);
    if (what == QLatin1String("print"))
        return std::fputs(protection.text().c_str(), stdout) >= 0 && std::fflush(stdout) == 0 ? 0 : exitFailed;
    if (what != QLatin1String("load"))
        return fail("--boot-policy must be load, print or remove.");
    const Result<bool> loaded = protection.load();
    if (!loaded)
        return fail(loaded.error().text);
    spdlog::info("{}",
                 *loaded ? "The boot-time policy protects this computer until parapetd is ready."
                         : "The rules of parapetd are in force, so there is no need of a boot-time policy.");
    return 0;
}

enum class AtEnd { removeRules, keepRules };

int guardMachine(QCoreApplication &application, AtEnd atEnd)
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
    Heartbeat heartbeat([&] { return (*guard)->engineGoesOn(); });
    heartbeat.ready();
    spdlog::info("Guarding with {}, settings {}.", status.queueBackend,
                 std::string(word((*guard)->settings().profile(status.activeProfile).opmode)));

    QObject::connect(&stopSignals, &StopSignals::stop, &application, [&] {
        heartbeat.stopping();
        if (atEnd == AtEnd::keepRules) {
            spdlog::info("Ended; the rules stay in the kernel.");
        } else {
            if (const Outcome removed = (*guard)->removeRules(); !removed)
                spdlog::error("{}", removed.error().text);
            spdlog::info("Stopped by the administrator; the rules were removed.");
        }
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
    const QCommandLineOption keep(QStringLiteral("keep-rules"),
                                  QStringLiteral("When it is stopped, leave the rules in the kernel."));
    const QCommandLineOption boot(QStringLiteral("boot-policy"),
                                  QStringLiteral("Load, print or remove the boot-time policy and exit."),
                                  QStringLiteral("load|print|remove"));
    parser.addOptions({remove, keep, boot});
    parser.process(application);
    if (parser.isSet(boot))
        return bootPolicy(parser.value(boot));
    if (parser.isSet(remove))
        return removeRules();
    return guardMachine(application, parser.isSet(keep) ? AtEnd::keepRules : AtEnd::removeRules);
}
