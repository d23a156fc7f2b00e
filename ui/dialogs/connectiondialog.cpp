// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/connectiondialog.h"

#include "ui/models/connectionsmodel.h"
#include "ui/pages/connectionservicespage.h"
#include "ui/widgets/icmplist.h"
#include "ui/widgets/sheettabs.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace parapet {

ConnectionDialog::ConnectionDialog(const SettingsDraft &draft, const Connection &connection, QWidget *parent)
    : QDialog(parent), m_draft(draft), m_id(connection.id), m_former(connectionSettings(draft.settings(), m_id)),
      m_services(new ConnectionServicesPage(m_former.ports)),
      m_icmp(new IcmpList(IcmpList::Rows::perConnection, m_former.icmp, false))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Advanced Settings"));
    auto *tabs = new SheetTabs;
    tabs->addTab(m_services, tr("Services"));
    tabs->addTab(makeIcmpPage(), tr("ICMP"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectionDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("Connection: %1").arg(ConnectionsModel::name(connection))));
    layout->addWidget(tabs, 1);
    layout->addWidget(buttons);
    m_services->setFocus();
}

QWidget *ConnectionDialog::makeIcmpPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(new TextLabel(tr("Select what this computer answers and sends by this connection, besides what "
                                       "the ICMP settings on the Advanced tab allow for all connections.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_icmp, 1);
    return page;
}

std::vector<Change> ConnectionDialog::changes() const
{
    std::vector<Change> changes;
    const auto &ports = m_services->ports();
    const ConnectionSettings now = connectionSettings(m_draft.settings(), m_id);
    for (const auto &[key, entry] : m_former.ports) {
        if (!ports.contains(key) && now.ports.contains(key))
            changes.push_back(RemoveConnectionPort{m_id, key});
    }
    for (const auto &[key, entry] : ports) {
        const auto former = m_former.ports.find(key);
        if (former == m_former.ports.end() || former->second != entry)
            changes.push_back(SetConnectionPort{m_id, key, entry});
    }
    for (const auto &[item, allowed] : m_icmp->edits())
        changes.push_back(SetConnectionIcmp{m_id, item, allowed});
    return changes;
}

}  // namespace parapet
