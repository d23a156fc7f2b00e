// SPDX-License-Identifier: GPL-2.0-or-later
// Authority: may this caller do this now? Asked anew for every call; an answer is never kept, because the right may
// be taken away at any time and polkit keeps what may be kept.
#pragma once

#include "engine/model/status.h"

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <QString>

#include <sys/types.h>

#include <functional>
#include <memory>

class QDBusMessage;
class QDBusServiceWatcher;

namespace parapet {

// Main thread only. `done` is called exactly once, later or at once, unless the authority is destroyed first.
class Authority : public QObject {
    Q_OBJECT

public:
    struct Answer {
        Right right = Right::no;  // only yes allows; afterAuthentication does not
        QString why;              // a sentence for the caller; empty for yes
    };
    using Done = std::function<void(Answer)>;

    using QObject::QObject;
    ~Authority() override = default;

    // `caller` is the caller's unique bus name. `interactive`: a person may be asked for a password, for up to two
    // minutes; otherwise the answer comes at once.
    virtual void check(const QString &caller, const QString &action, bool interactive, Done done) = 0;
};

// Asks the polkit of this bus. A bus without polkit (a container, the trial lab) has no one to ask: there, only a caller
// with our own uid may do anything. Everything that goes wrong is a refusal.
class PolkitAuthority final : public Authority {
    Q_OBJECT

public:
    // Questions that may wait at once, of one user and of all users together. Our own uid is not counted, so that
    // nobody can crowd the administrator out.
    static constexpr int pendingPerUser = 8;
    static constexpr int pendingInAll = 64;

    explicit PolkitAuthority(const QDBusConnection &bus, QObject *parent = nullptr);
    ~PolkitAuthority() override;

    void check(const QString &caller, const QString &action, bool interactive, Done done) override;

private:
    struct Question;
    using QuestionPointer = std::shared_ptr<Question>;

    void askWhoCalls(const QuestionPointer &question);
    void admit(const QuestionPointer &question, uid_t uid);
    void askPolkit(const QuestionPointer &question);
    void hear(const QuestionPointer &question, const QDBusMessage &reply);
    void callerLeft(const QString &caller);
    void cancel(const Question &question);
    void answer(const QuestionPointer &question, Answer answer);

    QDBusConnection m_bus;
    QDBusServiceWatcher *m_callers;
    QHash<quint64, QuestionPointer> m_waiting;  // by number; bounded, see above
    quint64 m_lastNumber = 0;
};

}  // namespace parapet
