// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/recommendationdialog.h"

#include "ui/carefulchange.h"
#include "ui/models/plaintext.h"
#include "ui/models/securitystate.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/optionlayout.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace parapet {

RecommendationDialog::RecommendationDialog(FirewallClient &client, MonitoringPreference &preference, QWidget *parent)
    : QDialog(parent), m_client(client), m_preference(preference), m_advice(new TextLabel), m_act(new QPushButton),
      m_rightsLine(new TextLabel(tr("You must be a computer administrator to do this."))),
      m_ownFirewall(new QCheckBox(tr("&I have a firewall solution that I'll monitor myself"))),
      m_ownNote(new TextLabel(tr("Parapet Firewall then neither shows its state here nor warns you.")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Recommendation"));
    m_ownFirewall->setChecked(preference.userMonitors());
    m_act->setAutoDefault(false);
    layOut();
    connect(m_act, &QPushButton::clicked, this, &RecommendationDialog::act);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::settingsChanged,
                              &FirewallClient::statusChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &RecommendationDialog::refresh);
    refresh();
}

void RecommendationDialog::layOut()
{
    auto *action = new QHBoxLayout;
    action->addWidget(m_act);
    action->addStretch();
    auto *choice = new OptionLayout;
    choice->addOption(0, nullptr, m_ownFirewall, m_ownNote);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &RecommendationDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &RecommendationDialog::reject);

    auto *layout = new QVBoxLayout(this);
    m_advice->setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    layout->addWidget(m_advice);
    layout->addLayout(action);
    layout->addWidget(m_rightsLine);
    layout->addSpacing(fontMetrics().height());
    layout->addLayout(choice);
    layout->addStretch();
    layout->addWidget(buttons);
}

void RecommendationDialog::refresh()
{
    const bool running = m_client.link() == FirewallClient::Link::running;
    const bool protects = running && changesToProtect(m_client).empty();
    m_act->setText(running ? tr("&Enable now") : tr("&Start now"));
    m_act->setEnabled(!m_busy && !protects && (!running || m_client.mayChange()));
    m_rightsLine->setVisible(running && !m_client.mayChange());
    if (protects)
        m_advice->setText(tr("Parapet Firewall is on for all network connections."));
    else if (running)
        m_advice->setText(tr("A firewall helps to protect your computer from intruders and from programs that spread "
                             "by themselves. Turn Parapet Firewall on for all network connections."));
    else
        m_advice->setText(tr("The Parapet Firewall service is not running, so nobody can say whether this computer is "
                             "protected. Start the service."));
}

void RecommendationDialog::act()
{
    m_busy = true;
    if (m_client.link() == FirewallClient::Link::running)
        enable();
    else
        start();
    refresh();
}

void RecommendationDialog::enable()
{
    new CarefulChange(m_client, m_session, changesToProtect(m_client), this,
                      [this](const std::optional<Outcome> &outcome) {
                          if (outcome)
                              return finish(*outcome, tr("Parapet Firewall is now on for all network connections."),
                                            tr("Parapet Firewall could not be turned on."));
                          m_busy = false;
                          refresh();
                      });
}

void RecommendationDialog::start()
{
    m_client.startHelper([self = QPointer(this)](const Outcome &outcome) {
        if (self)
            self->finish(outcome, tr("The Parapet Firewall service is running now."),
                         tr("The Parapet Firewall service could not be started."));
    });
}

void RecommendationDialog::finish(const Outcome &outcome, const QString &success, const QString &failure)
{
    m_busy = false;
    refresh();
    if (outcome)
        tell(QMessageBox::Information, success);
    else
        tell(QMessageBox::Warning, failure, engineSentence(outcome.error().text));
}

void RecommendationDialog::tell(QMessageBox::Icon icon, const QString &sentence, const QString &more)
{
    auto *box = new QMessageBox(icon, windowTitle(), sentence, QMessageBox::Ok, this);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    box->setAttribute(Qt::WA_DeleteOnClose);
    openNested(box);
}

void RecommendationDialog::accept()
{
    m_preference.setUserMonitors(m_ownFirewall->isChecked());
    QDialog::accept();
}

}  // namespace parapet
