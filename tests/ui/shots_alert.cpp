// SPDX-License-Identifier: GPL-2.0-or-later
// Pictures of the Security Alert and of the programs that listen.
#include "tests/ui/scene.h"
#include "ui/alertqueue.h"
#include "ui/listeningwindow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

namespace parapet {

namespace {

class AlertScene : public Scene {
public:
    using Scene::Scene;

    AlertDialog *ask(const Alert &alert)
    {
        alerts.raise(alert);
        settle();
        return openWindow<AlertDialog>();
    }

    FakeAlerts alerts;
    FakeNotifier notifier;
    AlertPreference preference;
    AlertQueue queue{alerts, client, notifier, preference, std::chrono::milliseconds(0)};
};

void shootQuestion(const QDir &folder)
{
    AlertScene scene(folder);
    AlertDialog *dialog = scene.ask(exampleAlert());
    scene.shoot(dialog, QStringLiteral("alert"));
    dialog->findChild<QToolButton *>()->click();
    scene.shoot(dialog, QStringLiteral("alert-details"));
    dialog->tellProblem(
        QStringLiteral("Your answer has had no effect: You are not authorized to change the firewall."));
    scene.shoot(dialog, QStringLiteral("alert-refused"));
}

void shootHostile(const QDir &folder)
{
    AlertScene scene(folder);
    Alert alert = exampleAlert();
    alert.process.name = "<b>Update</b>\n" + std::string(4'000, 'W');
    alert.process.keys = {"/home/anna/" + std::string(300, 'w') + "/cod\xe2\x80\xaegpj.py"};
    alert.process.path = "/usr/bin/python3.11";
    alert.process.replaced = true;
    alert.publisher.clear();
    alert.package.clear();
    alert.knocks.clear();
    AlertDialog *dialog = scene.ask(alert);
    dialog->findChild<QToolButton *>()->click();
    scene.shoot(dialog, QStringLiteral("alert-hostile"));
}

void shootNotice(const QDir &folder)
{
    AlertScene scene(folder);
    scene.client.setRights({Right::no, Right::no});
    scene.shoot(scene.ask(exampleAlert()), QStringLiteral("alert-not-admin"));
}

void shootListening(const QDir &folder, Right right, const QString &name)
{
    Scene scene(folder);
    scene.client.setRights({right, right});
    scene.client.setListening(exampleListening());
    scene.panel.open(ControlPanel::Window::listening);
    Scene::settle();
    auto *list = openWindow<ListeningWindow>()->findChild<QTreeView *>();
    list->setCurrentIndex(list->model()->index(0, 0));
    scene.shoot(openWindow<ListeningWindow>(), name);
    if (right == Right::no)
        return;
    scene.shoot(scene.sheet(PropertySheet::Exceptions), QStringLiteral("exceptions-listening"));
}

}  // namespace

void shootAlerts(const QDir &folder)
{
    shootQuestion(folder);
    shootHostile(folder);
    shootNotice(folder);
    shootListening(folder, Right::yes, QStringLiteral("listening"));
    shootListening(folder, Right::no, QStringLiteral("listening-denied"));
}

}  // namespace parapet
