// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/pages/connectionservicespage.h"

#include "ui/dialogs/connectionservicedialog.h"
#include "ui/widgets/checkdelegate.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/textlabel.h"

#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace parapet {

ConnectionServicesPage::ConnectionServicesPage(const ConnectionServicesModel::Ports &ports, QWidget *parent)
    : QWidget(parent), m_model(ports), m_list(new QListView),
      m_fullLine(new TextLabel(tr("No more services can be added: %1 is the most that one connection may have.")
                                   .arg(limits::portsPerConnection))),
      m_add(new QPushButton(tr("&Add..."))), m_edit(new QPushButton(tr("&Edit..."))),
      m_delete(new QPushButton(tr("&Delete")))
{
    prepareList();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("Select the services on this computer that others may reach by this "
                                       "connection. They are open to any computer.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(new FieldLabel(tr("&Services:"), m_list));
    layout->addWidget(m_list, 1);
    layout->addWidget(m_fullLine);
    layout->addLayout(makeButtons());
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ConnectionServicesPage::refresh);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ConnectionServicesPage::refresh);
    setFocusProxy(m_list);
    selectRow(0);
    refresh();
}

void ConnectionServicesPage::prepareList()
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new CheckDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMinimumWidth(
        qMax(m_list->sizeHintForColumn(0) + m_list->frameWidth() * 2, fontMetrics().averageCharWidth() * 56));
    m_list->setMinimumHeight(m_list->sizeHintForRow(0) * 8 + m_list->frameWidth() * 2);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConnectionServicesPage::refresh);
    connect(m_list, &QListView::doubleClicked, this, &ConnectionServicesPage::editSelected);
    addShortcut(Qt::Key_Return, &ConnectionServicesPage::editSelected);
    addShortcut(Qt::Key_Enter, &ConnectionServicesPage::editSelected);
    addShortcut(QKeySequence::Delete, &ConnectionServicesPage::deleteSelected);
}

// The keys belong to the list alone: elsewhere Return means OK.
void ConnectionServicesPage::addShortcut(const QKeySequence &keys, void (ConnectionServicesPage::*action)())
{
    auto *shortcut = new QShortcut(keys, m_list);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, action);
}

QLayout *ConnectionServicesPage::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_add, m_edit, m_delete}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    connect(m_add, &QPushButton::clicked, this, &ConnectionServicesPage::add);
    connect(m_edit, &QPushButton::clicked, this, &ConnectionServicesPage::editSelected);
    connect(m_delete, &QPushButton::clicked, this, &ConnectionServicesPage::deleteSelected);
    return buttons;
}

// Name and port of a service that comes with Parapet are what they are: it can be checked, nothing else.
std::optional<PortKey> ConnectionServicesPage::selectedOwn() const
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !m_model.isOwn(current.row()))
        return {};
    return m_model.key(current.row());
}

void ConnectionServicesPage::selectRow(int row)
{
    const QModelIndex index = m_model.index(row);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void ConnectionServicesPage::refresh()
{
    m_fullLine->setVisible(m_model.full());
    m_add->setEnabled(!m_model.full());
    m_edit->setEnabled(selectedOwn().has_value());
    m_delete->setEnabled(selectedOwn().has_value());
}

void ConnectionServicesPage::add()
{
    auto *dialog = new ConnectionServiceDialog(m_model, {}, this);
    connect(dialog, &ConnectionServiceDialog::accepted, this, [this, dialog] {
        m_model.put(dialog->key(), dialog->entry());
        selectRow(m_model.row(dialog->key()));
    });
    openNested(dialog);
}

void ConnectionServicesPage::editSelected()
{
    const auto key = selectedOwn();
    if (!key)
        return;
    auto *dialog = new ConnectionServiceDialog(m_model, key, this);
    connect(dialog, &ConnectionServiceDialog::accepted, this, [this, dialog, old = *key] {
        m_model.replace(old, dialog->key(), dialog->entry());
        selectRow(m_model.row(dialog->key()));
    });
    openNested(dialog);
}

void ConnectionServicesPage::deleteSelected()
{
    const auto key = selectedOwn();
    if (!key)
        return;
    const QString name = m_model.name(*key).value_or(QString());
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("Delete a Service"),
                        tr("Are you sure you want to delete %1 from the services of this connection?").arg(name),
                        QMessageBox::Yes | QMessageBox::No, this);
    question->setTextFormat(Qt::PlainText);
    question->setDefaultButton(QMessageBox::No);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::finished, this, [this, key = *key](int answer) {
        if (answer == QMessageBox::Yes)
            remove(key);
    });
    openNested(question);
}

void ConnectionServicesPage::remove(PortKey key)
{
    const int row = m_model.row(key);
    m_model.remove(key);
    selectRow(qMin(row, m_model.rowCount() - 1));
}

}  // namespace parapet
