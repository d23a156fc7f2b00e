// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/trayicon.h"

#include <utility>

namespace parapet {

TrayIcon::TrayIcon(const FirewallClient &client, MonitoringPreference &monitoring, AlertPreference &alerts,
                   std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent), m_client(client), m_monitoring(monitoring), m_alerts(alerts), m_grace(new QTimer(this)),
      m_question(new QAction(this)), m_byNotification(new QAction(tr("Ask by &notification"), this)),
      m_icon(new QSystemTrayIcon(this))
{
    makeMenu();
    m_grace->setSingleShot(true);
    m_grace->setInterval(patience);
    connect(m_grace, &QTimer::timeout, this, &TrayIcon::warn);
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::statusRequested);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::MiddleClick)
            open();
    });
    connect(&monitoring, &MonitoringPreference::changed, this, &TrayIcon::follow);
    for (const auto signal :
         {&FirewallClient::linkChanged, &FirewallClient::settingsChanged, &FirewallClient::statusChanged})
        connect(&client, signal, this, &TrayIcon::follow);
    setWaiting(0);
    show(SecurityState::unknown);
    follow();
}

void TrayIcon::makeMenu()
{
    connect(m_question, &QAction::triggered, this, &TrayIcon::alertRequested);
    m_menu.addAction(m_question);
    m_menu.setDefaultAction(m_menu.addAction(tr("&Open Parapet Firewall"), this, &TrayIcon::sheetRequested));
    m_menu.addAction(tr("&Listening programs"), this, &TrayIcon::listeningRequested);
    m_menu.addAction(tr("&Security log"), this, &TrayIcon::logRequested);
    m_menu.addAction(tr("S&ecurity status"), this, &TrayIcon::statusRequested);
    m_menu.addSeparator();
    m_byNotification->setCheckable(true);
    m_byNotification->setChecked(m_alerts.byNotification());
    connect(m_byNotification, &QAction::toggled, &m_alerts, &AlertPreference::setByNotification);
    m_menu.addAction(m_byNotification);
    m_menu.addSeparator();
    m_menu.addAction(tr("&Quit"), this, &TrayIcon::quitRequested);
    m_icon->setContextMenu(&m_menu);
}

QString TrayIcon::title()
{
    return tr("Your computer might be at risk");
}

QString TrayIcon::text(SecurityState state)
{
    return securitySentence(state) + QLatin1Char('\n') + tr("Click this balloon to fix this problem.");
}

QString TrayIcon::floodTitle()
{
    return tr("This computer is being flooded");
}

QString TrayIcon::floodText()
{
    return tr(
        "Very many packets arrive that no exception allows. Parapet Firewall drops them; what is allowed goes on.");
}

void TrayIcon::setWaiting(int questions)
{
    m_waiting = questions;
    m_question->setVisible(questions > 0);
    m_question->setText(tr("%n question(s) &waiting...", nullptr, questions));
    showToolTip(m_shown);
}

void TrayIcon::setCanNotify(bool can)
{
    m_byNotification->setEnabled(can);
}

void TrayIcon::open()
{
    if (m_waiting > 0)
        Q_EMIT alertRequested();
    else if (isRisk(m_shown))
        Q_EMIT statusRequested();
    else
        Q_EMIT sheetRequested();
}

void TrayIcon::follow()
{
    const SecurityState state = securityState(m_client, m_monitoring.userMonitors());
    if (state == SecurityState::unknown)
        return;  // soon known
    if (!isRisk(state)) {
        m_grace->stop();
        if (isRisk(m_warned))
            m_icon->hide();  // and with it the balloon, which speaks of what is over
        m_warned = state;
    }
    if (state != SecurityState::notRunning)
        show(state);
    if (isRisk(state) && isRisk(m_warned))
        warn();
    else if (isRisk(state) && !m_grace->isActive())
        m_grace->start();
    followFlood();
}

// Once for each flood.
void TrayIcon::followFlood()
{
    const bool lasts = m_client.link() == FirewallClient::Link::running && m_client.status().flood;
    const bool isNew = lasts && !std::exchange(m_flood, lasts);
    if (isNew && m_icon->isVisible() && !isRisk(m_shown))
        m_icon->showMessage(floodTitle(), floodText(), m_icon->icon());
    m_flood = lasts;
    showToolTip(m_shown);
}

void TrayIcon::warn()
{
    const SecurityState state = securityState(m_client, m_monitoring.userMonitors());
    if (!isRisk(state) || state == m_warned)
        return;
    m_warned = state;
    show(state);
    m_icon->showMessage(title(), text(state), m_icon->icon());
}

void TrayIcon::show(SecurityState state)
{
    m_shown = state;
    m_icon->setIcon(icon(state));
    showToolTip(state);
    m_icon->setVisible(state != SecurityState::notMonitored);
}

void TrayIcon::showToolTip(SecurityState state)
{
    QStringList lines{isRisk(state) ? title() : tr("Parapet Firewall"), stateSentence(state)};
    if (m_flood)
        lines << floodTitle();
    if (m_waiting > 0)
        lines << m_question->text().remove(QLatin1Char('&'));
    m_icon->setToolTip(lines.join(QLatin1Char('\n')));
}

bool TrayIcon::allowsNothing() const
{
    return m_client.settings().profile(m_client.status().activeProfile).opmode == Opmode::onWithoutExceptions;
}

QString TrayIcon::stateSentence(SecurityState state) const
{
    return state == SecurityState::on && allowsNothing() ? tr("Parapet Firewall is on and does not allow exceptions.")
                                                         : securitySentence(state);
}

QIcon TrayIcon::icon(SecurityState state) const
{
    switch (state) {
    case SecurityState::on:
        return QIcon(allowsNothing() ? QStringLiteral(":/icons/shield-closed.svg")
                                     : QStringLiteral(":/icons/shield-on.svg"));
    case SecurityState::off:
    case SecurityState::notRunning: return QIcon(QStringLiteral(":/icons/shield-off.svg"));
    case SecurityState::unknown:
    case SecurityState::notMonitored: break;
    }
    return QIcon(QStringLiteral(":/icons/shield-plain.svg"));
}

}  // namespace parapet
