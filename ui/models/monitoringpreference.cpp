// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/monitoringpreference.h"

#include <QDir>
#include <QFileInfo>

namespace parapet {

namespace {

constexpr QLatin1String key("UserMonitorsFirewall");

}  // namespace

MonitoringPreference::MonitoringPreference(QObject *parent)
    : QObject(parent),
      m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("parapet"), QStringLiteral("panel"))
{
    const QString folder = QFileInfo(m_settings.fileName()).absolutePath();
    if (QDir().mkpath(folder))
        m_folder.addPath(folder);
    connect(&m_folder, &QFileSystemWatcher::directoryChanged, this, &MonitoringPreference::read);
    m_userMonitors = m_settings.value(key, false).toBool();
}

void MonitoringPreference::setUserMonitors(bool monitors)
{
    m_settings.setValue(key, monitors);
    m_settings.sync();
    read();
}

void MonitoringPreference::read()
{
    m_settings.sync();
    const bool monitors = m_settings.value(key, false).toBool();
    if (m_userMonitors == monitors)
        return;
    m_userMonitors = monitors;
    Q_EMIT changed();
}

}  // namespace parapet
