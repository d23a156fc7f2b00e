// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/pages/advancedpage.h"

#include "ui/dialogs/icmpdialog.h"
#include "ui/dialogs/logsettingsdialog.h"
#include "ui/pages/connectionsgroup.h"
#include "ui/widgets/textlabel.h"

#include <QFileInfo>
#include <QGroupBox>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace parapet {

AdvancedPage::AdvancedPage(const FirewallClient &client, SettingsDraft &draft, QWidget *parent)
    : QWidget(parent), m_client(client), m_draft(draft), m_logSettings(new QPushButton(tr("S&ettings..."))),
      m_viewLog(new QPushButton(tr("&View Log..."))), m_icmpSettings(new QPushButton(tr("Se&ttings..."))),
      m_restore(new QPushButton(tr("&Restore Defaults")))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new ConnectionsGroup(client, draft), 1);
    layout->addWidget(makeGroup(tr("Security Logging"),
                                tr("You can create a log file for troubleshooting purposes, and look at what Parapet "
                                   "Firewall has blocked."),
                                {m_logSettings, m_viewLog}));
    layout->addWidget(makeGroup(tr("ICMP"),
                                tr("With the Internet Control Message Protocol (ICMP), the computers on a network can "
                                   "share error and status information."),
                                {m_icmpSettings}));
    layout->addWidget(makeGroup(tr("Default Settings"),
                                tr("To set everything in Parapet Firewall back to how it was when it was installed, "
                                   "click Restore Defaults."),
                                {m_restore}));

    connect(m_logSettings, &QPushButton::clicked, this, &AdvancedPage::editLogSettings);
    connect(m_viewLog, &QPushButton::clicked, this, &AdvancedPage::logRequested);
    connect(m_icmpSettings, &QPushButton::clicked, this, &AdvancedPage::editIcmp);
    connect(m_restore, &QPushButton::clicked, this, &AdvancedPage::askToRestore);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &AdvancedPage::showRights);
    showRights();
}

// Three buttons are called "Settings...": the group tells a screen reader which one it is.
QWidget *AdvancedPage::makeGroup(const QString &title, const QString &sentence, const QList<QPushButton *> &buttons)
{
    auto *group = new QGroupBox(title);
    auto *column = new QVBoxLayout;
    for (QPushButton *button : buttons) {
        button->setAutoDefault(false);
        button->setAccessibleDescription(title);
        column->addWidget(button);
    }
    column->addStretch();
    auto *layout = new QHBoxLayout(group);
    layout->addWidget(new TextLabel(sentence), 1, Qt::AlignTop);
    layout->addSpacing(group->fontMetrics().averageCharWidth() * 2);
    layout->addLayout(column);
    return group;
}

// Whoever may not change anything may still be allowed to read the log; the log window tells.
void AdvancedPage::showRights()
{
    for (QPushButton *button : {m_logSettings, m_icmpSettings, m_restore})
        button->setEnabled(m_client.mayChange());
    m_viewLog->setEnabled(m_client.link() == FirewallClient::Link::running);
}

void AdvancedPage::editLogSettings()
{
    auto *dialog = new LogSettingsDialog(m_draft.settings().log, m_client.status().logFolders, this);
    connect(dialog, &LogSettingsDialog::accepted, this, [this, dialog] { m_draft.setLog(dialog->log()); });
    dialog->open();
}

void AdvancedPage::editIcmp()
{
    auto *dialog = new IcmpDialog(m_draft, this);
    connect(dialog, &IcmpDialog::accepted, this, [this, dialog] { m_draft.edit(dialog->changes()); });
    dialog->open();
}

void AdvancedPage::askToRestore()
{
    auto *question = new QMessageBox(
        QMessageBox::Warning, tr("Restore Defaults Confirmation"),
        tr("All settings of Parapet Firewall that were made since it was installed will be lost, for all profiles and "
           "all connections. Some programs may stop working. Do you want to continue?"),
        QMessageBox::Yes | QMessageBox::No, this);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("Nothing changes before you click OK in the window with the tabs."));
    question->setDefaultButton(QMessageBox::No);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Yes)
            m_draft.restoreDefaults();
    });
    question->open();
}

}  // namespace parapet
