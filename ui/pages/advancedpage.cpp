// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/pages/advancedpage.h"

#include "ui/dialogs/logsettingsdialog.h"
#include "ui/widgets/textlabel.h"

#include <QGroupBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace parapet {

AdvancedPage::AdvancedPage(const FirewallClient &client, SettingsDraft &draft, QWidget *parent)
    : QWidget(parent), m_client(client), m_draft(draft), m_logSettings(new QPushButton(tr("&Settings..."))),
      m_viewLog(new QPushButton(tr("&View Log...")))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeLoggingGroup());
    layout->addStretch();

    connect(m_logSettings, &QPushButton::clicked, this, &AdvancedPage::editLogSettings);
    connect(m_viewLog, &QPushButton::clicked, this, &AdvancedPage::logRequested);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &AdvancedPage::showRights);
    showRights();
}

QWidget *AdvancedPage::makeLoggingGroup()
{
    auto *group = new QGroupBox(tr("Security Logging"));
    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {m_logSettings, m_viewLog}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    auto *layout = new QHBoxLayout(group);
    layout->addWidget(new TextLabel(tr("You can create a log file for troubleshooting purposes, and look at what "
                                       "Parapet Firewall has blocked.")),
                      1, Qt::AlignTop);
    layout->addSpacing(fontMetrics().averageCharWidth() * 2);
    layout->addLayout(buttons);
    return group;
}

// Whoever may not change anything may still be allowed to read the log; the log window tells.
void AdvancedPage::showRights()
{
    m_logSettings->setEnabled(m_client.mayChange());
    m_viewLog->setEnabled(m_client.link() == FirewallClient::Link::running);
}

void AdvancedPage::editLogSettings()
{
    const QString file = QString::fromStdString(m_client.status().logFile);
    auto *dialog = new LogSettingsDialog(m_draft.settings().log, file, this);
    connect(dialog, &LogSettingsDialog::accepted, this, [this, dialog] { m_draft.setLog(dialog->log()); });
    dialog->open();
}

}  // namespace parapet
