// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/pages/exceptionspage.h"

#include "ui/dialogs/editprogramdialog.h"
#include "ui/dialogs/portdialog.h"
#include "ui/dialogs/programdialog.h"
#include "ui/dialogs/servicedialog.h"
#include "ui/models/listeningwords.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/linkbutton.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <chrono>

namespace parapet {

namespace {

bool canBeDeleted(const ExceptionId &id)
{
    return !std::holds_alternative<ServiceId>(id);
}

}  // namespace

ExceptionsPage::ExceptionsPage(FirewallClient &client, SettingsDraft &draft, QWidget *parent)
    : QWidget(parent), m_client(client), m_draft(draft), m_model(draft), m_introduction(new TextLabel),
      m_list(new QTreeView), m_addProgram(new QPushButton(tr("Add P&rogram..."))),
      m_addPort(new QPushButton(tr("Add P&ort..."))), m_edit(new QPushButton(tr("&Edit..."))),
      m_delete(new QPushButton(tr("&Delete"))),
      m_notify(new QCheckBox(tr("D&isplay a notification when Parapet Firewall blocks a program"))),
      m_listening(new LinkButton({})), m_soon(new QTimer(this))
{
    prepareList();
    layOut();
    connect(&draft, &SettingsDraft::changed, this, &ExceptionsPage::refresh);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &ExceptionsPage::refresh);
    connect(m_notify, &QCheckBox::clicked, this, &ExceptionsPage::takeNotifications);
    m_soon->setSingleShot(true);
    m_soon->setInterval(std::chrono::seconds(1));
    connect(m_soon, &QTimer::timeout, this, &ExceptionsPage::askWhoListens);
    for (const auto signal : {&FirewallClient::listeningChanged, &FirewallClient::settingsChanged,
                              &FirewallClient::rightsChanged, &FirewallClient::linkChanged})
        connect(&client, signal, this, [this] {
            if (!m_soon->isActive())  // where programs come and go all the time, it must end some time
                m_soon->start();
        });
    refresh();
    showListening();
    askWhoListens();
}

void ExceptionsPage::layOut()
{
    auto *risks = new LinkButton(tr("&What are the risks of allowing exceptions?"));
    connect(risks, &LinkButton::clicked, this, [this] { Q_EMIT helpRequested(HelpPage::exceptions); });
    connect(m_listening, &LinkButton::clicked, this, [this] {
        using Show = ListeningFilter::Show;
        Q_EMIT listeningRequested(m_blocked > 0 ? Show::blockedServices : Show::all);
    });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_introduction);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(new FieldLabel(tr("&Programs and Services:"), m_list));
    layout->addWidget(m_list, 1);
    layout->addLayout(makeButtons());
    layout->addWidget(m_listening);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_notify);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(risks);
}

void ExceptionsPage::prepareList()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_sorted.setSortLocaleAware(true);
    m_list->setModel(&m_sorted);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(ExceptionsModel::Name, QHeaderView::Stretch);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTabKeyNavigation(false);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(0, Qt::AscendingOrder);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ExceptionsPage::showSelection);
    // The keyboard comes to a row that is current but not selected, and Home would not select it.
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, m_list,
            [list = m_list](const QModelIndex &current) {
                if (list->hasFocus())
                    list->selectionModel()->select(current, QItemSelectionModel::ClearAndSelect);
            });
    connect(m_list, &QTreeView::doubleClicked, this, &ExceptionsPage::editSelected);
    addShortcut(Qt::Key_Return, &ExceptionsPage::editSelected);
    addShortcut(Qt::Key_Enter, &ExceptionsPage::editSelected);
    addShortcut(QKeySequence::Delete, &ExceptionsPage::deleteSelected);
}

// The keys belong to the list alone: elsewhere Return means OK.
void ExceptionsPage::addShortcut(const QKeySequence &keys, void (ExceptionsPage::*action)())
{
    auto *shortcut = new QShortcut(keys, m_list);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, action);
}

QLayout *ExceptionsPage::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_addProgram, m_addPort, m_edit, m_delete}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    connect(m_addProgram, &QPushButton::clicked, this, &ExceptionsPage::addProgram);
    connect(m_addPort, &QPushButton::clicked, this, &ExceptionsPage::addPort);
    connect(m_edit, &QPushButton::clicked, this, &ExceptionsPage::editSelected);
    connect(m_delete, &QPushButton::clicked, this, &ExceptionsPage::deleteSelected);
    return buttons;
}

void ExceptionsPage::refresh()
{
    const bool editable = m_client.mayChange();
    m_model.setEditable(editable);
    for (QWidget *control :
         {static_cast<QWidget *>(m_addProgram), static_cast<QWidget *>(m_addPort), static_cast<QWidget *>(m_notify)})
        control->setEnabled(editable);
    m_notify->setChecked(m_draft.profile().notifications);
    readIcons();
    showIntroduction();
    showSelection();
}

void ExceptionsPage::showIntroduction()
{
    switch (m_draft.profile().opmode) {
    case Opmode::on:
        m_introduction->setText(tr("Parapet Firewall is blocking incoming connections, with the exception of the "
                                   "programs and services selected below. Adding exceptions lets some programs work "
                                   "better but may increase the security risk."));
        break;
    case Opmode::onWithoutExceptions:
        m_introduction->setText(tr("The selections below are being ignored, because \"Don't allow exceptions\" is "
                                   "selected on the General tab. All incoming connections are blocked."));
        break;
    case Opmode::off:
        m_introduction->setText(tr("Parapet Firewall is turned off. Your computer is at risk of attack from others. "
                                   "To turn it on, go to the General tab and select On (recommended)."));
        break;
    }
}

void ExceptionsPage::showSelection()
{
    const auto id = selected();
    const bool usable = m_client.mayChange() && id;
    m_edit->setEnabled(usable);
    m_delete->setEnabled(usable && canBeDeleted(*id));
}

// Never with a password dialog: nobody has asked for it here.
void ExceptionsPage::askWhoListens()
{
    m_client.listening(false, [self = QPointer(this)](const Result<std::vector<ListeningProgram>> &rows) {
        if (!self)
            return;
        self->m_blocked = rows ? blockedServices(*rows) : 0;
        self->showListening();
    });
}

void ExceptionsPage::showListening()
{
    m_listening->setText(m_blocked > 0 ? tr("%n service(s) &listen and are blocked. Show...", nullptr, m_blocked)
                                       : tr("Which programs &listen on this computer?"));
    m_listening->updateGeometry();
}

// Only once there is a program to show: the menu is long.
void ExceptionsPage::readIcons()
{
    if (m_installed || m_draft.profile().programs.empty())
        return;
    m_installed = std::make_unique<InstalledPrograms>();
    connect(m_installed.get(), &InstalledPrograms::finished, this, &ExceptionsPage::takeIcons);
}

void ExceptionsPage::takeIcons()
{
    QHash<QString, QString> icons;
    for (const InstalledProgram &program : m_installed->programs())
        icons.insert(program.path, program.icon);
    m_model.setProgramIcons(icons);
}

std::optional<ExceptionId> ExceptionsPage::selected() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return {};
    return m_model.id(m_sorted.mapToSource(rows.first()).row());
}

void ExceptionsPage::select(const ExceptionId &id)
{
    selectRow(m_sorted.mapFromSource(m_model.index(m_model.row(id), 0)).row());
}

void ExceptionsPage::selectRow(int row)
{
    const QModelIndex index = m_sorted.index(row, 0);
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_list->scrollTo(index);
}

void ExceptionsPage::addProgram()
{
    auto *dialog = new ProgramDialog(m_draft, this);
    connect(dialog, &ProgramDialog::accepted, this, [this, dialog] {
        m_draft.edit({SetProgram{m_draft.profileId(), dialog->path(), dialog->entry()}});
        select(ProgramPath{dialog->path()});
    });
    dialog->open();
}

void ExceptionsPage::addPort()
{
    auto *dialog = new PortDialog(m_draft, {}, this);
    connect(dialog, &PortDialog::helpRequested, this, &ExceptionsPage::helpRequested);
    connect(dialog, &PortDialog::accepted, this, [this, dialog] {
        m_draft.setPort(dialog->key(), dialog->entry());
        select(dialog->key());
    });
    dialog->open();
}

void ExceptionsPage::editSelected()
{
    const auto id = selected();
    if (id && m_client.mayChange())
        std::visit([this](const auto &each) { edit(each); }, *id);
}

void ExceptionsPage::edit(PortKey key)
{
    auto *dialog = new PortDialog(m_draft, key, this);
    connect(dialog, &PortDialog::helpRequested, this, &ExceptionsPage::helpRequested);
    connect(dialog, &PortDialog::accepted, this, [this, dialog, old = key] {
        m_draft.replacePort(old, dialog->key(), dialog->entry());
        select(dialog->key());
    });
    dialog->open();
}

void ExceptionsPage::edit(const ProgramPath &program)
{
    auto *dialog = new EditProgramDialog(m_draft, program.path, this);
    connect(dialog, &EditProgramDialog::accepted, this, [this, dialog, program] {
        m_draft.edit({SetProgram{m_draft.profileId(), program.path, dialog->entry()}});
        select(program);
    });
    dialog->open();
}

void ExceptionsPage::edit(const ServiceId &id)
{
    const Service *service = findService(id.id);
    if (!service)
        return;
    auto *dialog = new ServiceDialog(*service, serviceException(m_draft.profile(), id.id), this);
    connect(dialog, &ServiceDialog::accepted, this, [this, dialog, id] {
        m_draft.edit({SetService{m_draft.profileId(), id.id, dialog->exception()}});
    });
    dialog->open();
}

void ExceptionsPage::deleteSelected()
{
    const auto id = selected();
    if (!id || !canBeDeleted(*id) || !m_client.mayChange())
        return;
    const bool program = std::holds_alternative<ProgramPath>(*id);
    const QString name = m_model.index(m_model.row(*id), 0).data().toString();
    auto *question = new QMessageBox(QMessageBox::Question, program ? tr("Delete a Program") : tr("Delete a Port"),
                                     tr("Are you sure you want to delete %1 from the exceptions list?").arg(name),
                                     QMessageBox::Yes | QMessageBox::No, this);
    question->setTextFormat(Qt::PlainText);
    question->setDefaultButton(QMessageBox::No);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::finished, this, [this, id = *id](int answer) {
        if (answer == QMessageBox::Yes)
            remove(id);
    });
    question->open();
}

void ExceptionsPage::remove(const ExceptionId &id)
{
    const int row = m_sorted.mapFromSource(m_model.index(m_model.row(id), 0)).row();
    if (const auto *port = std::get_if<PortKey>(&id))
        m_draft.removePort(*port);
    else if (const auto *program = std::get_if<ProgramPath>(&id))
        m_draft.edit({RemoveProgram{m_draft.profileId(), program->path}});
    selectRow(qMin(row, m_sorted.rowCount() - 1));
}

void ExceptionsPage::takeNotifications()
{
    m_draft.edit({SetNotifications{m_draft.profileId(), m_notify->isChecked()}});
}

}  // namespace parapet
