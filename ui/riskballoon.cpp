// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/riskballoon.h"

namespace parapet {

RiskBalloon::RiskBalloon(const FirewallClient &client, MonitoringPreference &preference, Patience patience,
                         QObject *parent)
    : QObject(parent), m_client(client), m_preference(preference), m_grace(new QTimer(this)),
      m_icon(new QSystemTrayIcon(QIcon(QStringLiteral(":/icons/shield-off.svg")), this))
{
    m_grace->setSingleShot(true);
    m_grace->setInterval(patience.restart);
    connect(m_grace, &QTimer::timeout, this, &RiskBalloon::show);
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &RiskBalloon::clicked);
    connect(m_icon, &QSystemTrayIcon::activated, this, &RiskBalloon::clicked);
    connect(&preference, &MonitoringPreference::changed, this, &RiskBalloon::follow);
    for (const auto signal :
         {&FirewallClient::linkChanged, &FirewallClient::settingsChanged, &FirewallClient::statusChanged})
        connect(&client, signal, this, &RiskBalloon::follow);
    QTimer::singleShot(patience.tray, this, &RiskBalloon::checkTray);
    follow();
}

QString RiskBalloon::title()
{
    return tr("Your computer might be at risk");
}

QString RiskBalloon::text(SecurityState state)
{
    return securitySentence(state) + QLatin1Char('\n') + tr("Click this balloon to fix this problem.");
}

void RiskBalloon::follow()
{
    const SecurityState state = securityState(m_client, m_preference.userMonitors());
    if (state == SecurityState::unknown)
        return;  // soon known
    if (!isRisk(state)) {
        m_grace->stop();
        m_icon->hide();
        m_shown = state;
    } else if (isRisk(m_shown)) {
        show();
    } else if (!m_grace->isActive()) {
        m_grace->start();
    }
}

void RiskBalloon::show()
{
    const SecurityState state = securityState(m_client, m_preference.userMonitors());
    if (!isRisk(state) || state == m_shown)
        return;
    m_shown = state;
    m_icon->setToolTip(title() + QLatin1Char('\n') + securitySentence(state));
    m_icon->show();
    m_icon->showMessage(title(), text(state), m_icon->icon());
}

void RiskBalloon::checkTray()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        Q_EMIT trayMissing();
}

}  // namespace parapet
