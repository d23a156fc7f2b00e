// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/statuswindow.h"

#include "ui/dialogs/recommendationdialog.h"
#include "ui/helpwindow.h"
#include "ui/models/connectionsmodel.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/linkbutton.h"
#include "ui/widgets/ownwindow.h"
#include "ui/widgets/securitybar.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace parapet {

namespace {

QString adviceFor(SecurityState state)
{
    switch (state) {
    case SecurityState::off:
        return StatusWindow::tr("Your computer might be at risk. Click Recommendations to turn the firewall on.");
    case SecurityState::notRunning:
        return StatusWindow::tr("Your computer might be at risk. Click Start to start the service.");
    case SecurityState::notMonitored:
        return StatusWindow::tr("To have Parapet Firewall watched again, click Recommendations.");
    case SecurityState::on:
    case SecurityState::unknown: break;
    }
    return {};
}

}  // namespace

StatusWindow::StatusWindow(FirewallClient &client, MonitoringPreference &preference, QWidget *parent)
    : QDialog(parent, ownWindow), m_client(client), m_preference(preference), m_sentence(new TextLabel),
      m_advice(new TextLabel), m_start(new QPushButton(tr("&Start"))),
      m_recommend(new QPushButton(tr("&Recommendations..."))), m_bar(new SecurityBar(tr("&Firewall"), makeDetails()))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Security Status"));
    layOut();
    connect(m_start, &QPushButton::clicked, this, &StatusWindow::start);
    connect(m_recommend, &QPushButton::clicked, this, &StatusWindow::recommend);
    connect(&preference, &MonitoringPreference::changed, this, &StatusWindow::refresh);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::settingsChanged,
                              &FirewallClient::statusChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &StatusWindow::refresh);
    refresh();
}

StatusWindow::~StatusWindow() = default;

void StatusWindow::showHelp()
{
    if (!m_help)
        m_help = std::make_unique<HelpWindow>();
    m_help->openPage(HelpPage::firewall);
}

QWidget *StatusWindow::makeDetails()
{
    auto *help = new LinkButton(tr("&How does a firewall help protect my computer?"));
    connect(help, &LinkButton::clicked, this, &StatusWindow::showHelp);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : {m_start, m_recommend}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    auto *details = new QWidget;
    auto *layout = new QVBoxLayout(details);
    layout->addWidget(m_sentence);
    layout->addWidget(m_advice);
    layout->addWidget(help, 0, Qt::AlignLeft);
    layout->addLayout(buttons);
    return details;
}

void StatusWindow::layOut()
{
    auto *sheet = new QPushButton(tr("&Parapet Firewall settings..."));
    sheet->setIcon(QIcon(QStringLiteral(":/icons/parapet.svg")));
    sheet->setAutoDefault(false);
    connect(sheet, &QPushButton::clicked, this, &StatusWindow::sheetRequested);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &StatusWindow::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("Is this computer protected? Here you see the state of its firewall, and what "
                                       "you can do if something is not as it should be.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_bar);
    layout->addStretch();
    layout->addWidget(new TextLabel(tr("Manage security settings for:")));
    layout->addWidget(sheet, 0, Qt::AlignLeft);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 72, sizeHint().height());
}

void StatusWindow::refresh()
{
    const SecurityState state = securityState(m_client, m_preference.userMonitors());
    const bool stopped = m_client.link() == FirewallClient::Link::notRunning;
    const QString open = state == SecurityState::on ? unprotectedConnections() : QString();
    m_bar->setState(state);
    m_sentence->setText(securitySentence(state));
    m_advice->setText(open.isEmpty() ? adviceFor(state) : tr("It is not on for these connections: %1.").arg(open));
    m_advice->setVisible(!m_advice->text().isEmpty());
    m_start->setVisible(stopped && state == SecurityState::notRunning);
    m_start->setEnabled(!m_starting);
    m_recommend->setVisible(state != SecurityState::on && state != SecurityState::unknown);
}

// Connections that a person took the firewall from, among those that are there now.
QString StatusWindow::unprotectedConnections() const
{
    if (m_client.settings().profile(m_client.status().activeProfile).opmode == Opmode::onWithoutExceptions)
        return {};  // it covers them all (xp-reference 3.3)
    QStringList names;
    for (const Connection &connection : m_client.status().connections) {
        if (!connection.interface.empty() && !connectionSettings(m_client.settings(), connection.id).filtered)
            names << ConnectionsModel::name(connection);
    }
    return names.join(tr(", ", "between the names of connections"));
}

void StatusWindow::start()
{
    m_starting = true;
    refresh();
    m_client.startHelper([self = QPointer(this)](const Outcome &outcome) {
        if (!self)
            return;
        self->m_starting = false;
        self->refresh();
        if (outcome)
            return;
        auto *box = new QMessageBox(QMessageBox::Warning, self->windowTitle(),
                                    tr("The Parapet Firewall service could not be started."), QMessageBox::Ok, self);
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(engineSentence(outcome.error().text));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

void StatusWindow::recommend()
{
    auto *dialog = new RecommendationDialog(m_client, m_preference, this);
    dialog->setSession(m_session);
    dialog->open();
}

}  // namespace parapet
