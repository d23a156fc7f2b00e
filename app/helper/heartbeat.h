// SPDX-License-Identifier: GPL-2.0-or-later
// Heartbeat: tells the service manager (sd_notify(3)) that the firewall is ready and, as often as its watchdog wants, that it is
// alive. It beats in the main loop, and only while `alive` says that the rest goes on as well. Without a service manager, or
// built without libsystemd, it does nothing. Main thread.
#pragma once

#include <QTimer>

#include <functional>

namespace parapet {

class Heartbeat : public QObject {
public:
    explicit Heartbeat(std::function<bool()> alive);

    void ready();
    void stopping();

private:
    void beat();

    std::function<bool()> m_alive;
    QTimer m_timer;
};

}  // namespace parapet
