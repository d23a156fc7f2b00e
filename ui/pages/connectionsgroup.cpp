// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/pages/connectionsgroup.h"

#include "ui/dialogs/connectiondialog.h"
#include "ui/widgets/connectiondelegate.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/textlabel.h"

#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace parapet {

ConnectionsGroup::ConnectionsGroup(const FirewallClient &client, SettingsDraft &draft, QWidget *parent)
    : QGroupBox(tr("Network Connection Settings"), parent), m_client(client), m_draft(draft), m_model(client, draft),
      m_sentence(
          new TextLabel(tr("Parapet Firewall is on for the connections selected below. To open a service for one "
                           "of them only, select it and click Settings:"))),
      m_list(new QListView), m_hint(new TextLabel), m_settings(new QPushButton(tr("&Settings...")))
{
    prepareList();
    layOut();
    m_settings->setAutoDefault(false);
    m_settings->setAccessibleDescription(title());
    connect(m_settings, &QPushButton::clicked, this, &ConnectionsGroup::editSelected);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ConnectionsGroup::selectAgain);
    connect(&draft, &SettingsDraft::changed, this, &ConnectionsGroup::refresh);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &ConnectionsGroup::refresh);
    selectAgain();
}

void ConnectionsGroup::prepareList()
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ConnectionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    const int line = fontMetrics().height();
    m_list->setIconSize({line, line});
    m_list->setMinimumHeight(line * 6);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            m_selected = m_model.connection(current.row()).id;
        refresh();
    });
    connect(m_list, &QListView::doubleClicked, this, &ConnectionsGroup::editSelected);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(key, m_list);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, &ConnectionsGroup::editSelected);
    }
}

void ConnectionsGroup::layOut()
{
    auto *layout = new QGridLayout(this);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_sentence, 0, 0, 1, 2);
    layout->addWidget(new FieldLabel(tr("Network &connections:"), m_list), 1, 0);
    layout->addWidget(m_list, 2, 0);
    layout->addWidget(m_settings, 2, 1, Qt::AlignTop);
    layout->addWidget(m_hint, 3, 0, 1, 2);
    layout->setRowStretch(2, 1);
}

// Off has no firewall to choose connections for; without exceptions every connection has it (xp-reference 3.3).
void ConnectionsGroup::refresh()
{
    const Opmode mode = m_draft.profile().opmode;
    const bool usable = m_client.mayChange() && mode != Opmode::off;
    m_model.setEditable(usable);
    m_settings->setEnabled(usable && m_list->currentIndex().isValid());
    m_hint->setText(mode == Opmode::onWithoutExceptions
                        ? tr("While \"Don't allow exceptions\" is selected on the General tab, connections that are "
                             "not selected here are protected nevertheless.")
                        : QString());
    m_hint->setVisible(!m_hint->text().isEmpty());
}

void ConnectionsGroup::selectAgain()
{
    const QModelIndex index = m_model.index(qMax(0, m_model.row(m_selected)));
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    refresh();
}

void ConnectionsGroup::editSelected()
{
    if (!m_settings->isEnabled())
        return;
    auto *dialog = new ConnectionDialog(m_draft, m_model.connection(m_list->currentIndex().row()), this);
    connect(dialog, &ConnectionDialog::accepted, this, [this, dialog] { m_draft.edit(dialog->changes()); });
    dialog->open();
}

}  // namespace parapet
