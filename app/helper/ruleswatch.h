// SPDX-License-Identifier: GPL-2.0-or-later
// RulesWatch: tells when another program has changed the rules of nftables: at once, and then no more than ten times a second.
// Main thread.
#pragma once

#include "engine/kernel/rulesetchanges.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace parapet {

class RulesWatch final : public QObject {
    Q_OBJECT

public:
    // Between two signals.
    static constexpr std::chrono::milliseconds gap{100};

    explicit RulesWatch(QObject *parent = nullptr);
    Outcome start();

Q_SIGNALS:
    // by: what the other program calls itself; empty: not known.
    void changed(const QString &by);

private:
    void heard();
    void tell();

    std::optional<RulesetChanges> m_changes;
    QTimer m_pause;
    std::optional<QString> m_by;  // what is to be told
};

}  // namespace parapet
