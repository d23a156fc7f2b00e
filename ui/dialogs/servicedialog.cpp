// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/servicedialog.h"

#include "ui/dialogs/scopedialog.h"
#include "ui/models/exceptionid.h"
#include "ui/models/plaintext.h"
#include "ui/models/servicewords.h"
#include "ui/widgets/checkdelegate.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/scopebuttonbox.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace parapet {

namespace {

enum Column { Name, ScopeColumn };

}  // namespace

ServiceDialog::ServiceDialog(const Service &service, const ServiceException &exception, QWidget *parent)
    : QDialog(parent), m_service(service), m_exception(exception), m_list(new QTreeWidget),
      m_buttons(new ScopeButtonBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Edit a Service"));
    fillList();
    layOut();
    connect(m_list, &QTreeWidget::itemChanged, this, &ServiceDialog::takeCheckMark);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &ServiceDialog::showSelection);
    connect(m_buttons, &ScopeButtonBox::scopeRequested, this, &ServiceDialog::changeScope);
    connect(m_buttons, &ScopeButtonBox::accepted, this, &ServiceDialog::accept);
    connect(m_buttons, &ScopeButtonBox::rejected, this, &ServiceDialog::reject);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    showSelection();
}

void ServiceDialog::fillList()
{
    m_list->setItemDelegate(new CheckDelegate(m_list));
    m_list->setHeaderLabels({tr("Name"), tr("Scope")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    for (const ServicePort &port : m_service.ports) {
        const ServicePortSetting value = setting(m_exception, port);
        auto *item = new QTreeWidgetItem(m_list, {portText(port)});
        item->setToolTip(Name, serviceWord(port.name));
        item->setData(Name, Qt::AccessibleDescriptionRole, serviceWord(port.name));
        item->setCheckState(Name, value.enabled ? Qt::Checked : Qt::Unchecked);
        showScope(item, value.scope);
    }
}

void ServiceDialog::layOut()
{
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 52);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->resizeSection(Name, fontMetrics().averageCharWidth() * 32);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(
        new TextLabel(tr("Select the ports that %1 may use, and the computers for which each of them is open.")
                          .arg(serviceWord(m_service.name))));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(new FieldLabel(tr("&Ports of the service:"), m_list));
    layout->addWidget(m_list, 1);
    layout->addWidget(m_buttons);
    resize(sizeHint().width(), fontMetrics().height() * 18);
}

const ServicePort *ServiceDialog::portOf(QTreeWidgetItem *item) const
{
    const int row = m_list->indexOfTopLevelItem(item);
    return row < 0 ? nullptr : &m_service.ports[static_cast<std::size_t>(row)];
}

void ServiceDialog::showSelection()
{
    m_buttons->scopeButton()->setEnabled(!m_list->selectedItems().isEmpty());
}

// Also called for the other column, and then changes nothing.
void ServiceDialog::takeCheckMark(QTreeWidgetItem *item)
{
    const ServicePort *port = portOf(item);
    if (!port)
        return;
    ServicePortSetting value = setting(m_exception, *port);
    value.enabled = item->checkState(Name) == Qt::Checked;
    set(*port, value);
}

// The scope of the selected port, not of the service.
void ServiceDialog::changeScope()
{
    QTreeWidgetItem *item = m_list->selectedItems().value(0);
    const ServicePort *port = item ? portOf(item) : nullptr;
    if (!port)
        return;
    auto *dialog = new ScopeDialog(setting(m_exception, *port).scope, this);
    connect(dialog, &ScopeDialog::accepted, this, [this, dialog, item, port] {
        ServicePortSetting value = setting(m_exception, *port);
        value.scope = dialog->scope();
        set(*port, value);
        showScope(item, value.scope);
    });
    openNested(dialog);
}

void ServiceDialog::set(const ServicePort &port, const ServicePortSetting &value)
{
    if (value == defaultSetting(port))
        m_exception.ports.erase(port.first);
    else
        m_exception.ports.insert_or_assign(port.first, value);
}

void ServiceDialog::showScope(QTreeWidgetItem *item, const Scope &scope)
{
    const bool custom = scope.kind == Scope::Kind::custom;
    item->setText(ScopeColumn,
                  custom                                       ? tr("Custom")
                      : scope.kind == Scope::Kind::localSubnet ? tr("Subnet")
                                                               : tr("Any"));
    item->setToolTip(ScopeColumn, custom ? toolTipText(QString::fromStdString(scope.text())) : QString());
}

}  // namespace parapet
