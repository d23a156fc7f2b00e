// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/alertpreference.h"

namespace parapet {

namespace {

constexpr QLatin1String key("AskByNotification");

}  // namespace

AlertPreference::AlertPreference(QObject *parent)
    : QObject(parent),
      m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("parapet"), QStringLiteral("panel")),
      m_byNotification(m_settings.value(key, false).toBool())
{
}

void AlertPreference::setByNotification(bool notification)
{
    if (m_byNotification == notification)
        return;
    m_byNotification = notification;
    m_settings.setValue(key, notification);
    m_settings.sync();
    Q_EMIT changed();
}

}  // namespace parapet
