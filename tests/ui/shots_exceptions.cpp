// SPDX-License-Identifier: GPL-2.0-or-later
// Pictures of the Exceptions tab, its dialogs and the help.
#include "tests/ui/programmenu.h"
#include "tests/ui/scene.h"
#include "ui/helpwindow.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QTreeView>

namespace parapet {

namespace {

constexpr const char *page = "parapet::ExceptionsPage";

// Entries of every kind.
class ExceptionsScene : public Scene {
public:
    explicit ExceptionsScene(const QDir &folder) : Scene(folder)
    {
        const auto standard = ProfileId::standard;
        client.changeElsewhere({SetProgram{standard, "/usr/bin/game", {"Battle of the Ancients", true, {}}},
                                SetProgram{standard, "/opt/share/share", {"File share", false, {}}},
                                SetService{standard, "file-and-printer-sharing", {true, {}}}});
    }

    QTreeView *openList()
    {
        m_sheet = sheet(PropertySheet::Exceptions);
        return m_sheet->findChild<QTreeView *>();
    }
    // Selects the row with this name, untranslated or not.
    void select(const char *name, const char *context = nullptr)
    {
        QTreeView *list = m_sheet->findChild<QTreeView *>();
        const QString text = context ? QCoreApplication::translate(context, name) : QString::fromUtf8(name);
        const auto rows = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, text);
        if (rows.isEmpty())
            qFatal("no row %s", name);
        list->setCurrentIndex(rows.first());
        settle();
    }
    // Presses a button of the page and gives the dialog that it opens.
    QWidget *dialogOf(const char *button)
    {
        press(m_sheet, page, button);
        return QApplication::activeModalWidget();
    }
    PropertySheet *m_sheet = nullptr;
};

void shootPortDialog(const QDir &folder)
{
    ExceptionsScene scene(folder);
    scene.openList();
    scene.select("Web server");
    scene.shoot(scene.m_sheet, QStringLiteral("exceptions-selected"));
    QWidget *dialog = scene.dialogOf("Add P&ort...");
    scene.shoot(dialog, QStringLiteral("add-port-empty"));
    QMetaObject::invokeMethod(dialog, "accept");
    scene.shoot(dialog, QStringLiteral("add-port-error"));
    const auto edits = dialog->findChildren<QLineEdit *>();
    edits[0]->setText(QString(257, QLatin1Char('W')));
    edits[1]->setText(QStringLiteral("80"));
    scene.shoot(dialog, QStringLiteral("add-port-duplicate"));
    Scene::dismiss();
    scene.shoot(scene.dialogOf("&Edit..."), QStringLiteral("edit-port"));
    Scene::dismiss();
    scene.shoot(scene.dialogOf("&Delete"), QStringLiteral("delete-port"));
}

void shootScopeDialog(const QDir &folder)
{
    ExceptionsScene scene(folder);
    scene.openList();
    QWidget *dialog = scene.dialogOf("Add P&ort...");
    Scene::press(dialog, "parapet::ScopeButtonBox", "&Change scope...");
    QWidget *scope = QApplication::activeModalWidget();
    scene.shoot(scope, QStringLiteral("change-scope"));
    Scene::press(scope, "parapet::ScopeDialog", "&Custom list:");
    scope->findChild<QLineEdit *>()->setText(QStringLiteral("10.0.0.0/33"));
    QMetaObject::invokeMethod(scope, "accept");
    scene.shoot(scope, QStringLiteral("change-scope-error"));
}

void shootProgramDialogs(const QDir &folder)
{
    ProgramMenu menu;
    for (const char *name :
         {"Archive Manager", "Battle of the Ancients II", "Chess with Friends", "Remote Desktop Viewer"})
        menu.add(QString::fromUtf8(name), QString::fromUtf8(name).simplified().remove(QLatin1Char(' ')).toLower());
    ExceptionsScene scene(folder);
    scene.openList();
    scene.select("Battle of the Ancients");
    scene.shoot(scene.m_sheet, QStringLiteral("exceptions-program"));
    scene.shoot(scene.dialogOf("&Edit..."), QStringLiteral("edit-program"));
    Scene::dismiss();
    scene.shoot(scene.dialogOf("&Delete"), QStringLiteral("delete-program"));
    Scene::dismiss();
    QWidget *dialog = scene.dialogOf("Add P&rogram...");
    auto *list = dialog->findChild<QTreeView *>();
    scene.shoot(dialog, QStringLiteral("add-program"));
    while (list->model()->rowCount() == 0)
        Scene::settle();
    list->setCurrentIndex(list->model()->index(2, 0));
    scene.shoot(dialog, QStringLiteral("add-program-chosen"));
    Scene::press(dialog, "parapet::ProgramDialog", "&Browse...");
    QWidget *browse = QApplication::activeModalWidget();
    Q_EMIT qobject_cast<QFileDialog *>(browse)->fileSelected(menu.addFile(QStringLiteral("readme.txt")));
    Scene::dismiss();
    scene.shoot(dialog, QStringLiteral("add-program-error"));
}

void shootServiceDialog(const QDir &folder)
{
    ExceptionsScene scene(folder);
    scene.openList();
    scene.select("File and Printer Sharing", "Services");
    scene.shoot(scene.m_sheet, QStringLiteral("exceptions-service"));
    QWidget *dialog = scene.dialogOf("&Edit...");
    scene.shoot(dialog, QStringLiteral("edit-service"));
}

void shootHelp(const QDir &folder)
{
    Scene scene(folder);
    HelpWindow help;
    for (const HelpPage each : allHelpPages) {
        help.openPage(each);
        scene.shoot(&help, QStringLiteral("help-%1").arg(static_cast<int>(each)));
    }
}

void shootTab(const QDir &folder)
{
    const std::pair<Opmode, QString> modes[] = {{Opmode::on, QStringLiteral("exceptions-on")},
                                                {Opmode::onWithoutExceptions, QStringLiteral("exceptions-none")},
                                                {Opmode::off, QStringLiteral("exceptions-off")}};
    for (const auto &[mode, name] : modes) {
        ExceptionsScene scene(folder);
        scene.client.changeElsewhere({SetOpmode{ProfileId::standard, mode}});
        scene.openList();
        scene.shoot(scene.m_sheet, name);
    }
    ExceptionsScene visitor(folder);
    visitor.client.setRights({Right::no, Right::no});
    visitor.openList();
    visitor.shoot(visitor.m_sheet, QStringLiteral("exceptions-not-admin"));
    visitor.client.setLink(FirewallClient::Link::notRunning);
    visitor.shoot(visitor.m_sheet, QStringLiteral("exceptions-helper-gone"));
}

}  // namespace

void shootExceptions(const QDir &folder)
{
    shootTab(folder);
    shootPortDialog(folder);
    shootScopeDialog(folder);
    shootProgramDialogs(folder);
    shootServiceDialog(folder);
    shootHelp(folder);
}

}  // namespace parapet
