// SPDX-License-Identifier: GPL-2.0-or-later
// Questions: who waits for an answer about the history. Bounded for each caller and in all; when a caller leaves the bus
// its questions are called off. Main thread.
#pragma once

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <atomic>
#include <memory>

namespace parapet {

class Questions : public QObject {
    Q_OBJECT

public:
    using Wanted = std::shared_ptr<std::atomic<bool>>;  // false: the caller has left

    explicit Questions(const QDBusConnection &bus, QObject *parent = nullptr);

    // Null: this caller, or all together, have too many already. Each one that was admitted must be finished.
    Wanted admit(const QString &caller);
    void finish(const QString &caller, const Wanted &question);

private:
    void callOff(const QString &caller);

    QDBusServiceWatcher m_callers;
    QHash<QString, QList<Wanted>> m_waiting;
    std::size_t m_inAll = 0;
};

}  // namespace parapet
