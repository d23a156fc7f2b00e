// SPDX-License-Identifier: GPL-2.0-or-later
// AlertPreference: how this user wants to be asked when a program begins to listen: by the dialog, or by a notification
// of the desktop first. Kept per user; only the agent reads and changes it.
#pragma once

#include <QObject>
#include <QSettings>

namespace parapet {

class AlertPreference : public QObject {
    Q_OBJECT

public:
    explicit AlertPreference(QObject *parent = nullptr);

    bool byNotification() const { return m_byNotification; }
    void setByNotification(bool notification);

Q_SIGNALS:
    void changed();

private:
    QSettings m_settings;
    bool m_byNotification = false;
};

}  // namespace parapet
