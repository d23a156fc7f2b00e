// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/icmpdialog.h"

#include "ui/widgets/icmplist.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace parapet {

IcmpDialog::IcmpDialog(const SettingsDraft &draft, QWidget *parent)
    : QDialog(parent), m_profile(draft.profileId()),
      m_list(new IcmpList(IcmpList::Rows::all, draft.profile().icmp, opensFileSharing(draft.profile())))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("ICMP Settings"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &IcmpDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &IcmpDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("With the Internet Control Message Protocol (ICMP), computers on a network tell "
                                       "each other of errors and of their state. Select what this computer answers "
                                       "and sends. It holds for all connections and for any address.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    m_list->setFocus();
}

std::vector<Change> IcmpDialog::changes() const
{
    std::vector<Change> changes;
    for (const auto &[item, allowed] : m_list->edits())
        changes.push_back(SetIcmp{m_profile, item, allowed});
    return changes;
}

}  // namespace parapet
