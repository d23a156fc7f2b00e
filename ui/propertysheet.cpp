// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/propertysheet.h"

#include "ui/carefulchange.h"
#include "ui/helpwindow.h"
#include "ui/models/plaintext.h"
#include "ui/pages/advancedpage.h"
#include "ui/pages/exceptionspage.h"
#include "ui/pages/generalpage.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/ownwindow.h"
#include "ui/widgets/sheettabs.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace parapet {

PropertySheet::PropertySheet(FirewallClient &client, QWidget *parent)
    : QDialog(parent, ownWindow), m_client(client), m_notice(new NoticeBar), m_tabs(new SheetTabs),
      m_progress(new QLabel), m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Parapet Firewall"));
    for (const auto signal :
         {&FirewallClient::linkChanged, &FirewallClient::settingsChanged, &FirewallClient::statusChanged})
        connect(&client, signal, this, &PropertySheet::followFirewall);
    followFirewall();

    auto *advanced = new AdvancedPage(client, m_draft);
    connect(advanced, &AdvancedPage::logRequested, this, &PropertySheet::logRequested);
    auto *general = new GeneralPage(client, m_draft);
    connect(general, &GeneralPage::helpRequested, this, &PropertySheet::showHelp);
    auto *exceptions = new ExceptionsPage(client, m_draft);
    connect(exceptions, &ExceptionsPage::helpRequested, this, &PropertySheet::showHelp);
    connect(exceptions, &ExceptionsPage::listeningRequested, this, &PropertySheet::listeningRequested);
    m_tabs->addTab(general, tr("General"));
    m_tabs->addTab(exceptions, tr("Exceptions"));
    m_tabs->addTab(advanced, tr("Advanced"));
    layOut();
    auto *help = new QShortcut(QKeySequence::HelpContents, this);
    connect(help, &QShortcut::activated, this,
            [this] { showHelp(m_tabs->currentIndex() == Exceptions ? HelpPage::exceptions : HelpPage::firewall); });
}

PropertySheet::~PropertySheet() = default;

void PropertySheet::layOut()
{
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_progress);
    bottom->addWidget(m_buttons, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notice);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(bottom);
    m_buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &PropertySheet::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &PropertySheet::reject);
    connect(m_notice, &NoticeBar::clicked, this, &PropertySheet::startHelper);
    resize(fontMetrics().averageCharWidth() * 76, fontMetrics().height() * 36);
}

// The draft lives on while the helper is away: whoever was in the middle of something can go on afterwards.
void PropertySheet::followFirewall()
{
    if (m_client.link() == FirewallClient::Link::running) {
        m_draft.rebase(m_client.settings());
        m_draft.setProfileId(m_client.status().activeProfile);
    }
    showNotices();
}

void PropertySheet::showNotices()
{
    switch (m_client.link()) {
    case FirewallClient::Link::connecting: break;  // soon known; until then what was said stays
    case FirewallClient::Link::notRunning:
        m_notice->tell(tr("The Parapet Firewall service is not running."), tr("St&art"));
        break;
    case FirewallClient::Link::running: {
        QStringList notices;
        for (const std::string &notice : m_client.status().notices)
            notices << engineSentence(plainLine(notice).toStdString());
        m_notice->tell(notices.join(QLatin1Char('\n')));
        break;
    }
    }
    m_notice->setButtonEnabled(true);
}

void PropertySheet::accept()
{
    const std::vector<Change> changes = m_draft.changes();
    if (changes.empty())
        return QDialog::accept();
    setApplying(true);
    new CarefulChange(m_client, m_session, changes, this, [this](const std::optional<Outcome> &outcome) {
        if (outcome)
            finishApplying(*outcome);
        else
            setApplying(false);
    });
}

// What has been sent cannot be called back, so there is nothing to cancel while it is under way.
void PropertySheet::reject()
{
    if (!m_applying)
        QDialog::reject();
}

void PropertySheet::setApplying(bool applying)
{
    m_applying = applying;
    m_progress->setText(applying ? tr("Applying the settings...") : QString());
    m_tabs->setEnabled(!applying);
    m_buttons->setEnabled(!applying);
}

void PropertySheet::finishApplying(const Outcome &outcome)
{
    setApplying(false);
    if (outcome)
        return QDialog::accept();
    warn(tr("The settings could not be applied."), outcome.error());
}

// Without a parent, so that it can be read while a dialog is open over the sheet.
void PropertySheet::showHelp(HelpPage page)
{
    if (!m_help)
        m_help = std::make_unique<HelpWindow>();
    m_help->openPage(page);
}

void PropertySheet::startHelper()
{
    m_notice->setButtonEnabled(false);
    m_client.startHelper([self = QPointer(this)](const Outcome &outcome) {
        if (!self)
            return;
        self->m_notice->setButtonEnabled(true);
        if (!outcome)
            self->warn(tr("The Parapet Firewall service could not be started."), outcome.error());
    });
}

void PropertySheet::warn(const QString &sentence, const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, windowTitle(), sentence, QMessageBox::Ok, this);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(engineSentence(error.text));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

}  // namespace parapet
