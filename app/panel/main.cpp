// SPDX-License-Identifier: GPL-2.0-or-later
// parapet: the control panel of the logged-in user, and the agent of the session in the tray. It has no rights of its
// own, and no state but two preferences.
#include "app/ipc/wire.h"
#include "app/panel/dbusalertclient.h"
#include "app/panel/dbusclient.h"
#include "app/panel/dbusnotifier.h"
#include "app/panel/translators.h"
#include "engine/model/sshsession.h"
#include "ui/controlpanel.h"
#include "ui/widgets/markstyle.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

using namespace parapet;

namespace {

ControlPanel::Window wanted(const QCommandLineParser &options)
{
    if (options.isSet(QStringLiteral("log")))
        return ControlPanel::Window::log;
    if (options.isSet(QStringLiteral("status")))
        return ControlPanel::Window::status;
    return options.isSet(QStringLiteral("listening")) ? ControlPanel::Window::listening : ControlPanel::Window::sheet;
}

// One agent is enough. Without a session bus nobody can say whether there is another.
bool isFirstAgent(QDBusConnection session)
{
    return !session.isConnected() || session.registerService(QStringLiteral("org.parapet.Agent"));
}

}  // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    // No application display name: Qt would append it to the title of every dialog.
    QApplication::setApplicationName(QStringLiteral("Parapet Firewall"));
    QApplication::setApplicationVersion(QStringLiteral(PARAPET_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.parapet.Panel"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/parapet.svg")));
    QApplication::setQuitOnLastWindowClosed(false);  // between the question and the sheet there is none
    QApplication::setStyle(new MarkStyle);
    installTranslators(application);

    QCommandLineParser options;
    options.setApplicationDescription(QCoreApplication::translate("main", "Control panel of Parapet Firewall"));
    const QCommandLineOption log(QStringLiteral("log"), QCoreApplication::translate("main", "Open the security log."));
    const QCommandLineOption status(QStringLiteral("status"),
                                    QCoreApplication::translate("main", "Open the security status."));
    const QCommandLineOption listening(
        QStringLiteral("listening"), QCoreApplication::translate("main", "Open the list of the programs that listen."));
    const QCommandLineOption tray(
        QStringLiteral("tray"),
        QCoreApplication::translate("main",
                                    "Open nothing: stay in the tray, ask when a program is blocked, and warn "
                                    "while the firewall is off."));
    options.addOptions({log, status, listening, tray});
    options.addHelpOption();
    options.addVersionOption();
    options.process(application);

    const auto session = QDBusConnection::sessionBus();
    if (options.isSet(tray) && !isFirstAgent(session))
        return 0;
    registerWireTypes();
    DbusClient client(QDBusConnection::systemBus());
    DbusAlertClient alerts(QDBusConnection::systemBus());
    DbusNotifier notifier(session);
    ControlPanel panel(client);
    panel.setSession(sshSession(qEnvironmentVariable("SSH_CONNECTION").toStdString()));
    QObject::connect(&panel, &ControlPanel::finished, &application, &QApplication::quit, Qt::QueuedConnection);
    if (options.isSet(tray))
        panel.attend(alerts, notifier);
    else
        panel.open(wanted(options));
    return QApplication::exec();
}
