// SPDX-License-Identifier: GPL-2.0-or-later
// MonitoringPreference: whether this user looks after a firewall of their own, and wants neither a state nor a warning
// from Parapet (xp-reference 1.17). Kept per user; what another process of the same user says is heard at once.
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QSettings>

namespace parapet {

class MonitoringPreference : public QObject {
    Q_OBJECT

public:
    explicit MonitoringPreference(QObject *parent = nullptr);

    bool userMonitors() const { return m_userMonitors; }
    void setUserMonitors(bool monitors);

Q_SIGNALS:
    void changed();

private:
    void read();

    QSettings m_settings;
    QFileSystemWatcher m_folder;  // of the file, which is replaced whole when it is written
    bool m_userMonitors = false;
};

}  // namespace parapet
