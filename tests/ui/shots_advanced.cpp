// SPDX-License-Identifier: GPL-2.0-or-later
// Pictures of what opens from the Advanced tab, and of the security status.
#include "tests/ui/scene.h"
#include "ui/statuswindow.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QSpinBox>

namespace parapet {

namespace {

QWidget *dialog()
{
    Scene::settle();
    return QApplication::activeModalWidget();
}

void close(QWidget *window)
{
    QMetaObject::invokeMethod(window, "reject");
    Scene::settle();
}

// Presses the button of the group with this English title whose text starts like this.
QWidget *pressInGroup(const QWidget *sheet, const char *context, const char *group, const char *text)
{
    const QString title = QCoreApplication::translate(context, group);
    const QString wanted = QCoreApplication::translate(context, text);
    for (auto *button : sheet->findChildren<QAbstractButton *>()) {
        if (button->accessibleDescription() == title && button->text() == wanted)
            button->click();
    }
    if (!dialog())
        qFatal("no dialog behind %s", group);
    return dialog();
}

void shootIcmp(const QDir &folder)
{
    Scene scene(folder);
    QWidget *sheet = scene.sheet(PropertySheet::Advanced);
    QWidget *icmp = pressInGroup(sheet, "parapet::AdvancedPage", "ICMP", "Se&ttings...");
    icmp->findChild<QListWidget *>()->setCurrentRow(4);
    scene.shoot(icmp, QStringLiteral("icmp-settings"));
    close(icmp);
    scene.client.changeElsewhere({SetPort{ProfileId::standard, {PortProtocol::tcp, 445}, {"Samba"}}});
    icmp = pressInGroup(sheet, "parapet::AdvancedPage", "ICMP", "Se&ttings...");
    scene.shoot(icmp, QStringLiteral("icmp-settings-echo-forced"));
    close(icmp);
}

void shootConnection(const QDir &folder)
{
    Scene scene(folder);
    scene.client.changeElsewhere(
        {SetConnectionPort{"uuid-home", http, {"Web Server (HTTP)"}},
         SetConnectionPort{"uuid-home", {PortProtocol::udp, 27960}, {"A game with a rather long name for a row"}},
         SetConnectionFilter{"uuid-work", false}});
    QWidget *sheet = scene.sheet(PropertySheet::Advanced);
    scene.shoot(sheet, QStringLiteral("advanced-unchecked"));
    QWidget *connection =
        pressInGroup(sheet, "parapet::ConnectionsGroup", "Network Connection Settings", "&Settings...");
    scene.shoot(connection, QStringLiteral("connection-services"));
    Scene::press(connection, "parapet::ConnectionServicesPage", "&Edit...");
    scene.shoot(dialog(), QStringLiteral("connection-service-edit"));
    auto edits = dialog()->findChildren<QLineEdit *>();
    edits[0]->clear();
    edits[1]->setText(QStringLiteral("80"));
    for (auto *button : dialog()->findChildren<QAbstractButton *>()) {
        if (button->text().contains(QLatin1String("TCP")))
            button->click();
    }
    scene.shoot(dialog(), QStringLiteral("connection-service-error"));
    close(dialog());
    Scene::press(connection, "parapet::ConnectionServicesPage", "&Delete");
    scene.shoot(dialog(), QStringLiteral("connection-service-delete"));
    close(dialog());
    connection->findChild<QTabWidget *>()->setCurrentIndex(1);
    scene.shoot(connection, QStringLiteral("connection-icmp"));
    close(connection);
}

void shootLogSettings(const QDir &folder)
{
    Scene scene(folder);
    QWidget *sheet = scene.sheet(PropertySheet::Advanced);
    QWidget *log = pressInGroup(sheet, "parapet::AdvancedPage", "Security Logging", "S&ettings...");
    scene.shoot(log, QStringLiteral("log-settings"));
    log->findChild<QSpinBox *>()->setValue(99'999);
    Scene::press(log, "parapet::LogSettingsDialog", "Save &As...");
    auto *saveAs = log->findChild<QFileDialog *>();
    Q_EMIT saveAs->fileSelected(QStringLiteral("/home/someone/Documents/firewall.log"));
    close(saveAs);
    scene.shoot(log, QStringLiteral("log-settings-error"));
    close(log);
}

void shootRestore(const QDir &folder)
{
    Scene scene(folder);
    QWidget *sheet = scene.sheet(PropertySheet::Advanced);
    scene.shoot(pressInGroup(sheet, "parapet::AdvancedPage", "Default Settings", "&Restore Defaults"),
                QStringLiteral("restore-defaults"));
    close(dialog());
}

// Opens the status of this firewall and takes its picture, and that of its recommendation if it has one.
void shootStatusOf(Scene &scene, const QString &name)
{
    scene.panel.open(ControlPanel::Window::status);
    Scene::settle();
    scene.shoot(openWindow<StatusWindow>(), name);
}

}  // namespace

void shootAdvancedDialogs(const QDir &folder)
{
    shootIcmp(folder);
    shootConnection(folder);
    shootLogSettings(folder);
    shootRestore(folder);
}

void shootStatus(const QDir &folder)
{
    {
        Scene on(folder);
        on.client.changeElsewhere({SetConnectionFilter{"uuid-home", false}});
        shootStatusOf(on, QStringLiteral("status-on"));
    }
    {
        Scene gone(folder);
        gone.client.setLink(FirewallClient::Link::notRunning);
        shootStatusOf(gone, QStringLiteral("status-not-running"));
    }
    Scene off(folder);
    off.client.changeElsewhere({SetOpmode{ProfileId::standard, Opmode::off}});
    shootStatusOf(off, QStringLiteral("status-off"));
    auto *status = openWindow<StatusWindow>();
    Scene::press(status, "parapet::StatusWindow", "&Recommendations...");
    QWidget *recommendation = dialog();
    off.shoot(recommendation, QStringLiteral("recommendation"));
    Scene::press(recommendation, "parapet::RecommendationDialog", "&Enable now");
    off.shoot(dialog(), QStringLiteral("recommendation-done"));
    close(dialog());
    Scene::press(recommendation, "parapet::RecommendationDialog",
                 "&I have a firewall solution that I'll monitor myself");
    QMetaObject::invokeMethod(recommendation, "accept");
    off.shoot(status, QStringLiteral("status-not-monitored"));
    MonitoringPreference().setUserMonitors(false);
}

}  // namespace parapet
