// SPDX-License-Identifier: GPL-2.0-or-later
// parapet: the control panel of the logged-in user, and the watch in the tray. It has no rights of its own, and no state
// but one preference.
#include "app/ipc/wire.h"
#include "app/panel/dbusclient.h"
#include "app/panel/translators.h"
#include "engine/model/sshsession.h"
#include "ui/controlpanel.h"
#include "ui/widgets/markstyle.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

using namespace parapet;

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
    const QCommandLineOption watch(
        QStringLiteral("watch"),
        QCoreApplication::translate("main", "Open nothing, and warn in the tray while the firewall is off."));
    options.addOptions({log, status, watch});
    options.addHelpOption();
    options.addVersionOption();
    options.process(application);

    registerWireTypes();
    DbusClient client(QDBusConnection::systemBus());
    ControlPanel panel(client);
    panel.setSession(sshSession(qEnvironmentVariable("SSH_CONNECTION").toStdString()));
    QObject::connect(&panel, &ControlPanel::finished, &application, &QApplication::quit, Qt::QueuedConnection);
    if (options.isSet(watch))
        panel.watch();
    else
        panel.open(options.isSet(log)          ? ControlPanel::Window::log
                       : options.isSet(status) ? ControlPanel::Window::status
                                               : ControlPanel::Window::sheet);
    return QApplication::exec();
}
