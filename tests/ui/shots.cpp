// SPDX-License-Identifier: GPL-2.0-or-later
// parapet_shots DIRECTORY [--dark] [--long] [--mirrored]: a picture of every window in every state, drawn from a
// firewall in memory.
// Qt's own -reverse, QT_SCALE_FACTOR and the environment's language make the other variants; shots.sh calls it for all.
#include "app/panel/translators.h"
#include "tests/ui/mirrortranslator.h"
#include "tests/ui/pseudotranslator.h"
#include "tests/ui/scene.h"
#include "ui/dialogs/lockoutwarning.h"
#include "ui/widgets/markstyle.h"

#include <QApplication>
#include <QDir>
#include <QMessageBox>
#include <QSettings>
#include <QTemporaryDir>

using namespace parapet;

namespace {

QPalette darkPalette()
{
    QPalette palette(QColor(53, 53, 53), QColor(53, 53, 53));
    palette.setColor(QPalette::Base, QColor(35, 35, 35));
    palette.setColor(QPalette::AlternateBase, QColor(45, 45, 45));
    palette.setColor(QPalette::ToolTipBase, QColor(35, 35, 35));
    palette.setColor(QPalette::Link, QColor(90, 160, 255));
    palette.setColor(QPalette::Highlight, QColor(42, 130, 218));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText,
                            QPalette::BrightText, QPalette::HighlightedText}) {
        palette.setColor(role, Qt::white);
        palette.setColor(QPalette::Disabled, role, QColor(127, 127, 127));
    }
    return palette;
}

void shootSheet(const QDir &folder, PropertySheet::Tab tab, const QString &name)
{
    const std::pair<Opmode, QString> modes[] = {{Opmode::on, QStringLiteral("-on")},
                                                {Opmode::onWithoutExceptions, QStringLiteral("-no-exceptions")},
                                                {Opmode::off, QStringLiteral("-off")}};
    for (const auto &[mode, suffix] : modes) {
        Scene scene(folder);
        scene.client.changeElsewhere({SetOpmode{ProfileId::standard, mode}});
        scene.shoot(scene.sheet(tab), name + suffix);
    }
    {
        Scene visitor(folder);
        visitor.client.setRights({Right::no, Right::no});
        visitor.shoot(visitor.sheet(tab), name + QStringLiteral("-not-admin"));
    }
    Scene orphan(folder);
    PropertySheet *sheet = orphan.sheet(tab);
    orphan.client.setLink(FirewallClient::Link::notRunning);
    orphan.shoot(sheet, name + QStringLiteral("-helper-gone"));
}

void shootDomain(const QDir &folder)
{
    Scene scene(folder);
    Status status = scene.client.status();
    status.activeProfile = ProfileId::domain;
    status.notices = {
        "The saved settings were damaged. They were set aside as /var/lib/parapet/settings.db.damaged-1095379200; the "
        "firewall is on with its default settings."};
    scene.client.setStatus(status);
    scene.shoot(scene.sheet(PropertySheet::General), QStringLiteral("general-domain-notice"));
    scene.shoot(scene.sheet(PropertySheet::Exceptions), QStringLiteral("exceptions-domain"));
}

void shootApplying(const QDir &folder)
{
    Scene scene(folder);
    PropertySheet *sheet = scene.sheet(PropertySheet::General);
    scene.client.hold();
    scene.client.failNext({ErrorKind::io,
                           "Cannot write /var/lib/parapet/settings.db: database or disk is full. Free some "
                           "space and try again."});
    Scene::press(sheet, "parapet::GeneralPage", "O&ff (not recommended)");
    sheet->accept();
    scene.shoot(sheet, QStringLiteral("general-applying"));
    scene.client.release();
    scene.shoot(openWindow<QMessageBox>(), QStringLiteral("settings-refused"));
}

void shootQuestions(const QDir &folder)
{
    Scene scene(folder);
    scene.client.setLink(FirewallClient::Link::notRunning);
    scene.panel.open(ControlPanel::Window::sheet);
    scene.shoot(openWindow<QMessageBox>(), QStringLiteral("not-running"));
    scene.client.failNext({ErrorKind::io, "The unit parapetd.service is masked."});
    openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
    Scene::settle();
    scene.shoot(openWindow<QMessageBox>(), QStringLiteral("cannot-start"));
}

void shootLockout(const QDir &folder)
{
    Scene scene(folder);
    LockoutWarning warning({*IpAddress::parse("192.0.2.7"), *IpAddress::parse("192.0.2.1"), {PortProtocol::tcp, 22}});
    warning.setAttribute(Qt::WA_DeleteOnClose, false);
    warning.show();
    scene.shoot(&warning, QStringLiteral("lockout"));
}

}  // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(new MarkStyle);
    QStringList arguments = QApplication::arguments().mid(1);
    if (arguments.removeAll(QStringLiteral("--dark")))
        QApplication::setPalette(darkPalette());
    installTranslators(application);
    PseudoTranslator longWords;
    if (arguments.removeAll(QStringLiteral("--long")))
        QApplication::installTranslator(&longWords);
    MirrorTranslator mirroredWords;
    if (arguments.removeAll(QStringLiteral("--mirrored")))
        QApplication::installTranslator(&mirroredWords);
    if (arguments.size() != 1 || !QDir().mkpath(arguments.first()))
        qFatal("usage: parapet_shots DIRECTORY [--dark] [--long] [--mirrored] [-reverse]");
    const QDir folder(arguments.first());
    const QTemporaryDir preferences;  // not those of whoever takes the pictures
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, preferences.path());
    QApplication::setQuitOnLastWindowClosed(false);
    shootSheet(folder, PropertySheet::General, QStringLiteral("general"));
    shootSheet(folder, PropertySheet::Advanced, QStringLiteral("advanced"));
    shootDomain(folder);
    shootApplying(folder);
    shootExceptions(folder);
    shootAdvancedDialogs(folder);
    shootStatus(folder);
    shootAlerts(folder);
    shootLog(folder);
    shootQuestions(folder);
    shootLockout(folder);
    return 0;
}
