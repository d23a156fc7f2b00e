// SPDX-License-Identifier: GPL-2.0-or-later
// OtherFirewalls: whether rules of others filter what comes in here, too, and a sentence about it. A packet must pass both
// firewalls, so who runs two by accident looks for the fault at the wrong one. Main thread.
#pragma once

#include <QObject>
#include <QTimer>

#include <string>

namespace parapet {

class OtherFirewalls final : public QObject {
    Q_OBJECT

public:
    explicit OtherFirewalls(QObject *parent = nullptr);

    void look();
    // A moment later, as one who loads rules loads many; looking at 20,000 rules takes up to a quarter of a second.
    void lookSoon();
    const std::string &notice() const { return m_notice; }  // empty: there are none

Q_SIGNALS:
    void changed();

private:
    QTimer m_soon;
    std::string m_notice;
};

}  // namespace parapet
