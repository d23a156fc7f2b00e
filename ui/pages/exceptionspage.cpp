// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/pages/exceptionspage.h"

#include "ui/dialogs/portdialog.h"
#include "ui/widgets/checkdelegate.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QTreeView>
#include <QVBoxLayout>

namespace parapet {

ExceptionsPage::ExceptionsPage(const FirewallClient &client, SettingsDraft &draft, QWidget *parent)
    : QWidget(parent), m_client(client), m_draft(draft), m_model(draft), m_introduction(new TextLabel),
      m_list(new QTreeView), m_addPort(new QPushButton(tr("Add P&ort..."))), m_edit(new QPushButton(tr("&Edit..."))),
      m_delete(new QPushButton(tr("&Delete")))
{
    prepareList();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_introduction);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(new FieldLabel(tr("&Programs and Services:"), m_list));
    layout->addWidget(m_list, 1);
    layout->addLayout(makeButtons());

    connect(&draft, &SettingsDraft::changed, this, &ExceptionsPage::refresh);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &ExceptionsPage::refresh);
    refresh();
}

void ExceptionsPage::prepareList()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_sorted.setSortLocaleAware(true);
    m_list->setModel(&m_sorted);
    m_list->setItemDelegate(new CheckDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTabKeyNavigation(false);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(0, Qt::AscendingOrder);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ExceptionsPage::showSelection);
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
    for (QPushButton *button : {m_addPort, m_edit, m_delete}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    connect(m_addPort, &QPushButton::clicked, this, &ExceptionsPage::addPort);
    connect(m_edit, &QPushButton::clicked, this, &ExceptionsPage::editSelected);
    connect(m_delete, &QPushButton::clicked, this, &ExceptionsPage::deleteSelected);
    return buttons;
}

void ExceptionsPage::refresh()
{
    m_model.setEditable(m_client.mayChange());
    m_addPort->setEnabled(m_client.mayChange());
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
    const bool usable = m_client.mayChange() && selected();
    m_edit->setEnabled(usable);
    m_delete->setEnabled(usable);
}

std::optional<PortKey> ExceptionsPage::selected() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return {};
    return m_model.key(m_sorted.mapToSource(rows.first()).row());
}

void ExceptionsPage::select(PortKey key)
{
    selectRow(m_sorted.mapFromSource(m_model.index(m_model.row(key), 0)).row());
}

void ExceptionsPage::selectRow(int row)
{
    const QModelIndex index = m_sorted.index(row, 0);
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_list->scrollTo(index);
}

void ExceptionsPage::addPort()
{
    auto *dialog = new PortDialog(m_draft, {}, this);
    connect(dialog, &PortDialog::accepted, this, [this, dialog] {
        m_draft.setPort(dialog->key(), dialog->entry());
        select(dialog->key());
    });
    dialog->open();
}

void ExceptionsPage::editSelected()
{
    const auto key = selected();
    if (!key || !m_client.mayChange())
        return;
    auto *dialog = new PortDialog(m_draft, key, this);
    connect(dialog, &PortDialog::accepted, this, [this, dialog, old = *key] {
        m_draft.replacePort(old, dialog->key(), dialog->entry());
        select(dialog->key());
    });
    dialog->open();
}

void ExceptionsPage::deleteSelected()
{
    const auto key = selected();
    if (!key || !m_client.mayChange())
        return;
    const QString name = ExceptionsModel::name(*key, m_draft.profile().ports.at(*key));
    auto *question = new QMessageBox(QMessageBox::Question, tr("Delete a Port"),
                                     tr("Are you sure you want to delete %1 from the exceptions list?").arg(name),
                                     QMessageBox::Yes | QMessageBox::No, this);
    question->setTextFormat(Qt::PlainText);
    question->setDefaultButton(QMessageBox::No);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::finished, this, [this, key = *key](int answer) {
        if (answer == QMessageBox::Yes)
            removePort(key);
    });
    question->open();
}

void ExceptionsPage::removePort(PortKey key)
{
    const int row = m_sorted.mapFromSource(m_model.index(m_model.row(key), 0)).row();
    m_draft.removePort(key);
    selectRow(qMin(row, m_sorted.rowCount() - 1));
}

}  // namespace parapet
