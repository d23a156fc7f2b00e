// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/authority.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QMap>
#include <QVariantMap>

#include <algorithm>
#include <optional>
#include <utility>

#include <unistd.h>

namespace parapet {

namespace {

// polkit's Subject, D-Bus type (sa{sv}).
struct PolkitSubject {
    QString kind;
    QVariantMap details;
};

QDBusArgument &operator<<(QDBusArgument &argument, const PolkitSubject &subject)
{
    argument.beginStructure();
    argument << subject.kind << subject.details;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, PolkitSubject &subject)
{
    argument.beginStructure();
    argument >> subject.kind >> subject.details;
    argument.endStructure();
    return argument;
}

using PolkitDetails = QMap<QString, QString>;

constexpr int quickTimeout = 25'000;         // ms
constexpr int interactiveTimeout = 120'000;  // ms; a person types a password
constexpr uint allowUserInteraction = 1;     // CheckAuthorizationFlags

QDBusMessage busCall(const QString &method, const QVariantList &arguments)
{
    auto call =
        QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                                       QStringLiteral("org.freedesktop.DBus"), method);
    call.setArguments(arguments);
    return call;
}

QDBusMessage polkitCall(const QString &method, const QVariantList &arguments)
{
    auto call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.PolicyKit1"),
                                               QStringLiteral("/org/freedesktop/PolicyKit1/Authority"),
                                               QStringLiteral("org.freedesktop.PolicyKit1.Authority"), method);
    call.setArguments(arguments);
    return call;
}

// Only the bus itself knows that a name has neither an owner nor an activation file. The same error name from
// anybody else is hearsay: polkitd hands on errors that it met itself.
bool saysThereIsNoPolkit(const QDBusMessage &reply)
{
    return reply.type() == QDBusMessage::ErrorMessage && reply.service() == QLatin1String("org.freedesktop.DBus")
        && reply.errorName() == QLatin1String("org.freedesktop.DBus.Error.ServiceUnknown");
}

struct PolkitResult {
    bool allowed = false;
    bool challenge = false;  // "yes, once somebody has authenticated"; allows nothing yet
};

std::optional<PolkitResult> resultOf(const QDBusMessage &reply)
{
    if (reply.type() != QDBusMessage::ReplyMessage || reply.signature() != QLatin1String("(bba{ss})"))
        return std::nullopt;
    PolkitResult result;
    const auto argument = reply.arguments().constFirst().value<QDBusArgument>();
    argument.beginStructure();
    argument >> result.allowed >> result.challenge;
    argument.endStructure();
    return result;
}

Authority::Answer refusal(const QString &why)
{
    return {Right::no, why};
}

}  // namespace

struct PolkitAuthority::Question {
    quint64 number = 0;
    QString caller;
    QString action;
    bool interactive = false;
    Done done;
    uid_t uid = uid_t(-1);  // of the caller; valid once admitted
    bool admitted = false;
};

PolkitAuthority::PolkitAuthority(const QDBusConnection &bus, QObject *parent)
    : Authority(parent), m_bus(bus), m_callers(new QDBusServiceWatcher(this))
{
    qDBusRegisterMetaType<PolkitSubject>();
    qDBusRegisterMetaType<PolkitDetails>();
    m_callers->setConnection(m_bus);
    m_callers->setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(m_callers, &QDBusServiceWatcher::serviceUnregistered, this, &PolkitAuthority::callerLeft);
}

PolkitAuthority::~PolkitAuthority() = default;

void PolkitAuthority::check(const QString &caller, const QString &action, bool interactive, Done done)
{
    const auto question = std::make_shared<Question>();
    question->number = ++m_lastNumber;
    question->caller = caller;
    question->action = action;
    question->interactive = interactive;
    question->done = std::move(done);
    m_waiting.insert(question->number, question);
    m_callers->addWatchedService(caller);
    askWhoCalls(question);
}

void PolkitAuthority::askWhoCalls(const QuestionPointer &question)
{
    const auto call = busCall(QStringLiteral("GetConnectionUnixUser"), {question->caller});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, quickTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, question, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> uid = *watcher;
        if (uid.isError())
            answer(question, refusal(tr("The caller is no longer on the bus.")));
        else
            admit(question, uid.value());
    });
}

void PolkitAuthority::admit(const QuestionPointer &question, uid_t uid)
{
    int ofUser = 0, inAll = 0;
    for (const auto &other : std::as_const(m_waiting)) {
        inAll += other->admitted && other->uid != geteuid();
        ofUser += other->admitted && other->uid == uid;
    }
    if (uid != geteuid() && (ofUser >= pendingPerUser || inAll >= pendingInAll)) {
        answer(question, refusal(tr("Too many requests are waiting for an answer. Try again when they are done.")));
        return;
    }
    question->uid = uid;
    question->admitted = true;
    askPolkit(question);
}

void PolkitAuthority::askPolkit(const QuestionPointer &question)
{
    const PolkitSubject subject{QStringLiteral("system-bus-name"), {{QStringLiteral("name"), question->caller}}};
    const auto call =
        polkitCall(QStringLiteral("CheckAuthorization"),
                   {QVariant::fromValue(subject), question->action, QVariant::fromValue(PolkitDetails()),
                    question->interactive ? allowUserInteraction : 0U, QString::number(question->number)});
    const int timeout = question->interactive ? interactiveTimeout : quickTimeout;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, timeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, question, watcher] {
        watcher->deleteLater();
        hear(question, watcher->reply());
    });
}

void PolkitAuthority::hear(const QuestionPointer &question, const QDBusMessage &reply)
{
    if (saysThereIsNoPolkit(reply)) {
        const bool same = question->uid == geteuid();
        answer(question,
               same ? Answer{Right::yes, {}}
                    : refusal(tr("There is no polkit on this bus to ask; only the user who runs the "
                                 "firewall helper may do this.")));
        return;
    }
    const auto result = resultOf(reply);
    if (!result) {
        cancel(*question);
        answer(question, refusal(tr("polkit gave no answer (%1).").arg(reply.errorMessage())));
    } else if (result->allowed) {
        answer(question, {Right::yes, {}});
    } else if (result->challenge) {
        answer(question, {Right::afterAuthentication, tr("Authentication as an administrator is needed.")});
    } else {
        answer(question, refusal(tr("This user is not allowed to do this, or did not authenticate.")));
    }
}

// A caller that is gone can answer for nothing; what a person would still type must not count.
void PolkitAuthority::callerLeft(const QString &caller)
{
    const auto waiting = m_waiting;
    for (const auto &question : waiting) {
        if (question->caller != caller)
            continue;
        cancel(*question);
        answer(question, refusal(tr("The caller is no longer on the bus.")));
    }
}

// Closes a password dialog that nobody waits for any more.
void PolkitAuthority::cancel(const Question &question)
{
    if (question.admitted && question.interactive)
        m_bus.send(polkitCall(QStringLiteral("CancelCheckAuthorization"), {QString::number(question.number)}));
}

void PolkitAuthority::answer(const QuestionPointer &question, Answer answer)
{
    if (m_waiting.remove(question->number) == 0)
        return;  // answered before, when the caller left
    const bool asksMore = std::any_of(m_waiting.cbegin(), m_waiting.cend(),
                                      [&](const auto &other) { return other->caller == question->caller; });
    if (!asksMore)
        m_callers->removeWatchedService(question->caller);
    question->done(std::move(answer));
}

}  // namespace parapet
