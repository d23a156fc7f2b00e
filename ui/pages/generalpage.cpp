// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/pages/generalpage.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/linkbutton.h"
#include "ui/widgets/optionlayout.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

namespace parapet {

namespace {

QIcon shield(const char *name)
{
    return QIcon(QStringLiteral(":/icons/shield-%1.svg").arg(QLatin1String(name)));
}

}  // namespace

GeneralPage::GeneralPage(const FirewallClient &client, SettingsDraft &draft, QWidget *parent)
    : QWidget(parent), m_client(client), m_draft(draft), m_shield(new IconLabel({}, 3.5)), m_state(new TextLabel),
      m_sentence(new TextLabel), m_on(new QRadioButton(tr("&On (recommended)"))),
      m_noExceptions(new QCheckBox(tr("&Don't allow exceptions"))),
      m_off(new QRadioButton(tr("O&ff (not recommended)"))), m_profileLine(new TextLabel), m_adminLine(new QWidget)
{
    auto *more = new LinkButton(tr("&What else should I know about Parapet Firewall?"));
    connect(more, &LinkButton::clicked, this, [this] { Q_EMIT helpRequested(HelpPage::firewall); });
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(makeHeader());
    layout->addSpacing(fontMetrics().height());
    layout->addLayout(makeOptions());
    layout->addStretch();
    layout->addWidget(m_profileLine);
    layout->addLayout(makeAdminLine());
    layout->addWidget(more);

    for (QAbstractButton *choice : {static_cast<QAbstractButton *>(m_on), static_cast<QAbstractButton *>(m_off),
                                    static_cast<QAbstractButton *>(m_noExceptions)})
        connect(choice, &QAbstractButton::clicked, this, &GeneralPage::takeChoice);
    connect(&draft, &SettingsDraft::changed, this, &GeneralPage::showDraft);
    for (const auto signal : {&FirewallClient::linkChanged, &FirewallClient::settingsChanged,
                              &FirewallClient::statusChanged, &FirewallClient::rightsChanged})
        connect(&client, signal, this, &GeneralPage::showRights);
    showDraft();
    showRights();
}

QLayout *GeneralPage::makeHeader()
{
    m_state->setBold(true);
    auto *words = new QVBoxLayout;
    words->addWidget(m_state);
    words->addWidget(m_sentence);
    auto *header = new QHBoxLayout;
    header->addWidget(m_shield, 0, Qt::AlignTop);
    header->addSpacing(fontMetrics().averageCharWidth());
    header->addLayout(words, 1);
    return header;
}

OptionLayout *GeneralPage::makeOptions()
{
    auto *onText = new TextLabel(tr("Nothing outside can connect to this computer, with the exception of what you "
                                    "select on the Exceptions tab."));
    auto *noExceptionsText = new TextLabel(
        tr("Select this when you connect to a public or less secure network, for example at an airport. The "
           "selections on the Exceptions tab are then ignored, and you are not told when a program is blocked."));
    auto *offText = new TextLabel(tr("Avoid this setting. Without Parapet Firewall this computer is more vulnerable "
                                     "to intruders and to programs that spread by themselves."));
    auto *onShield = new IconLabel(shield("on")), *offShield = new IconLabel(shield("off"));
    auto *options = new OptionLayout;
    options->addOption(0, onShield, m_on, onText);
    options->addOption(1, nullptr, m_noExceptions, noExceptionsText);
    options->addOption(0, offShield, m_off, offText);
    m_dimmed = {onShield, m_on, onText, noExceptionsText, offShield, m_off, offText};
    return options;
}

QLayout *GeneralPage::makeAdminLine()
{
    auto *line = new QHBoxLayout(m_adminLine);
    line->setContentsMargins({});
    line->addWidget(new IconLabel(style()->standardIcon(QStyle::SP_MessageBoxInformation)));
    line->addWidget(new TextLabel(tr("You must be a computer administrator to change these settings")), 1);
    auto *layout = new QVBoxLayout;
    layout->addWidget(m_adminLine);
    return layout;
}

// The applied state, never the draft: the header must not promise what OK has not brought about.
void GeneralPage::showHeader()
{
    const bool running = m_client.link() == FirewallClient::Link::running;
    const bool off = running && m_client.settings().profile(m_client.status().activeProfile).opmode == Opmode::off;
    m_shield->setIcon(shield(!running ? "warning" : off ? "off" : "on"));
    if (!running) {
        m_state->setText(tr("Parapet Firewall is not running"));
        m_sentence->setText(tr("Its settings cannot be changed until the Parapet Firewall service is started."));
        return;
    }
    m_state->setText(off ? tr("Your PC is not protected: turn on Parapet Firewall")
                         : tr("Parapet Firewall is helping to protect your PC"));
    m_sentence->setText(tr("Parapet Firewall helps to protect this computer by keeping others on the Internet or on "
                           "your network from connecting to it unasked."));
}

void GeneralPage::showDraft()
{
    const Opmode mode = m_draft.profile().opmode;
    m_on->setChecked(mode != Opmode::off);
    m_off->setChecked(mode == Opmode::off);
    if (mode != Opmode::off)  // Off dims the check box but keeps its mark
        m_noExceptions->setChecked(mode == Opmode::onWithoutExceptions);
    m_noExceptions->setEnabled(m_client.mayChange() && mode != Opmode::off);
}

void GeneralPage::showRights()
{
    showHeader();
    for (QWidget *widget : m_dimmed)
        widget->setEnabled(m_client.mayChange());
    showDraft();
    const bool running = m_client.link() == FirewallClient::Link::running;
    // A computer outside any domain has one profile only, and nothing to tell.
    m_profileLine->setText(tr("Parapet Firewall is using your domain settings"));
    m_profileLine->setVisible(running && m_client.status().activeProfile == ProfileId::domain);
    m_adminLine->setVisible(running && m_client.rights().change == Right::no);
}

void GeneralPage::takeChoice()
{
    m_draft.setOpmode(m_off->isChecked()                ? Opmode::off
                          : m_noExceptions->isChecked() ? Opmode::onWithoutExceptions
                                                        : Opmode::on);
}

}  // namespace parapet
