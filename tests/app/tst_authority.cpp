// SPDX-License-Identifier: GPL-2.0-or-later
// PolkitAuthority against a polkit that misbehaves. How it fares with the real one is in tst_dbusservice.
#include "tests/app/callers.h"

#include "app/helper/authority.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVirtualObject>
#include <QStringList>
#include <QTest>

#include <functional>
#include <vector>

#include <unistd.h>

using namespace parapet;

namespace {

// What CheckAuthorization answers: a(bb a{ss}) in a structure.
struct PolkitReply {
    bool allowed = false, challenge = false;
};

QDBusArgument &operator<<(QDBusArgument &argument, const PolkitReply &reply)
{
    argument.beginStructure();
    argument << reply.allowed << reply.challenge << QMap<QString, QString>();
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, PolkitReply &reply)
{
    argument.beginStructure();
    argument >> reply.allowed >> reply.challenge;
    argument.endStructure();
    return argument;
}

// Owns polkit's name and answers as it is told to.
class FakePolkit final : public QDBusVirtualObject {
public:
    using Behaviour = std::function<QDBusMessage(const QDBusMessage &call)>;  // a null message: no answer

    explicit FakePolkit(const QString &address)
        : m_bus(QDBusConnection::connectToBus(address, QStringLiteral("polkit")))
    {
        qDBusRegisterMetaType<PolkitReply>();
        qDBusRegisterMetaType<QMap<QString, QString>>();
        m_bus.registerVirtualObject(QStringLiteral("/org/freedesktop/PolicyKit1/Authority"), this);
        m_works = m_bus.registerService(QStringLiteral("org.freedesktop.PolicyKit1"));
    }
    ~FakePolkit() override { QDBusConnection::disconnectFromBus(QStringLiteral("polkit")); }

    Behaviour behaviour;
    QList<uint> flags;  // of every question
    QStringList ids, cancelled;
    bool works() const { return m_works; }

    bool handleMessage(const QDBusMessage &call, const QDBusConnection &connection) override
    {
        if (call.member() == QLatin1String("CancelCheckAuthorization")) {
            cancelled.append(call.arguments().constFirst().toString());
            return connection.send(call.createReply());
        }
        flags.append(call.arguments().at(3).toUInt());
        ids.append(call.arguments().at(4).toString());
        const QDBusMessage answer = behaviour(call);
        return answer.type() == QDBusMessage::InvalidMessage || connection.send(answer);
    }
    QString introspect(const QString &) const override { return {}; }

private:
    QDBusConnection m_bus;
    bool m_works = false;
};

FakePolkit::Behaviour replies(bool allowed, bool challenge)
{
    return [=](const QDBusMessage &call) {
        return call.createReply(QVariant::fromValue(PolkitReply{allowed, challenge}));
    };
}

FakePolkit::Behaviour fails(const char *error)
{
    return [=](const QDBusMessage &call) {
        return call.createErrorReply(QLatin1String(error), QStringLiteral("It failed."));
    };
}

const FakePolkit::Behaviour silent = [](const QDBusMessage &) { return QDBusMessage(); };

const QString action = QStringLiteral("org.parapet.firewall.change");

}  // namespace

Q_DECLARE_METATYPE(FakePolkit::Behaviour)

class tst_Authority : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { m_bus.reset(); }

    void polkitDecides_data();
    void polkitDecides();
    void personIsAskedOnlyIfAllowed();
    void answersAreNotKept();
    void withoutPolkitOurOwnUserMay();
    void callerWhoIsNotThereIsRefused();
    void callerWhoLeavesIsRefusedAndTheQuestionWithdrawn();
    void oneUserCannotAskWithoutEnd();
    void allUsersTogetherCannotAskWithoutEnd();

private:
    QString connectCaller(const char *name)
    {
        return QDBusConnection::connectToBus(m_bus->address(), QLatin1String(name)).baseService();
    }
    static QString nameOf(const Child &caller)
    {
        return QJsonDocument::fromJson(caller.greeting()).object().value(u"ready").toString();
    }
    void check(const QString &caller, bool interactive)
    {
        m_authority->check(caller, action, interactive,
                           [this](const Authority::Answer &answer) { m_answers.push_back(answer); });
    }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakePolkit> m_polkit;
    std::unique_ptr<PolkitAuthority> m_authority;
    std::vector<Authority::Answer> m_answers;
};

void tst_Authority::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("a private system bus and callers of several users need root");
    m_bus = std::make_unique<PrivateBus>(PrivateBus::withoutPolkit());
    QVERIFY(!m_bus->address().isEmpty());
}

void tst_Authority::init()
{
    QTRY_VERIFY(m_bus->isFree("org.freedesktop.PolicyKit1"));
    m_polkit = std::make_unique<FakePolkit>(m_bus->address());
    QVERIFY(m_polkit->works());
    m_polkit->behaviour = silent;
    m_authority =
        std::make_unique<PolkitAuthority>(QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("helper")));
    m_answers.clear();
}

void tst_Authority::cleanup()
{
    m_authority.reset();
    m_polkit.reset();
    for (const char *name : {"helper", "caller", "another"})
        QDBusConnection::disconnectFromBus(QLatin1String(name));
}

void tst_Authority::polkitDecides_data()
{
    QTest::addColumn<FakePolkit::Behaviour>("behaviour");
    QTest::addColumn<int>("right");
    const int no = int(Right::no);
    QTest::newRow("yes is yes") << replies(true, false) << int(Right::yes);
    QTest::newRow("a challenge allows nothing yet") << replies(false, true) << int(Right::afterAuthentication);
    QTest::newRow("no is no") << replies(false, false) << no;
    QTest::newRow("an action that is not defined is no") << fails("org.freedesktop.PolicyKit1.Error.Failed") << no;
    QTest::newRow("polkit without time is no") << fails("org.freedesktop.DBus.Error.NoReply") << no;
    QTest::newRow("polkit that claims not to exist is no") << fails("org.freedesktop.DBus.Error.ServiceUnknown") << no;
    QTest::newRow("a reply of another type is no")
        << FakePolkit::Behaviour([](const QDBusMessage &call) { return call.createReply(true); }) << no;
    QTest::newRow("an empty reply is no")
        << FakePolkit::Behaviour([](const QDBusMessage &call) { return call.createReply(); }) << no;
}

void tst_Authority::polkitDecides()
{
    QFETCH(FakePolkit::Behaviour, behaviour);
    QFETCH(int, right);
    m_polkit->behaviour = behaviour;
    check(connectCaller("caller"), false);
    QTRY_COMPARE(m_answers.size(), 1U);
    QCOMPARE(int(m_answers[0].right), right);
    QCOMPARE(m_answers[0].why.isEmpty(), m_answers[0].right == Right::yes);
}

void tst_Authority::personIsAskedOnlyIfAllowed()
{
    m_polkit->behaviour = replies(true, false);
    const QString caller = connectCaller("caller");
    check(caller, false);
    QTRY_COMPARE(m_answers.size(), 1U);
    check(caller, true);
    QTRY_COMPARE(m_answers.size(), 2U);
    QCOMPARE(m_polkit->flags, (QList<uint>{0, 1}));
}

void tst_Authority::answersAreNotKept()
{
    const QString caller = connectCaller("caller");
    m_polkit->behaviour = replies(true, false);
    check(caller, false);
    QTRY_COMPARE(m_answers.size(), 1U);
    m_polkit->behaviour = replies(false, false);
    check(caller, false);
    QTRY_COMPARE(m_answers.size(), 2U);
    QVERIFY(m_answers[1].right == Right::no);
}

void tst_Authority::withoutPolkitOurOwnUserMay()
{
    m_polkit.reset();
    check(connectCaller("caller"), false);
    QTRY_COMPARE(m_answers.size(), 1U);
    QVERIFY(m_answers[0].right == Right::yes);

    const auto other = userCaller(nobodyId, *m_bus);
    check(nameOf(*other), true);
    QTRY_COMPARE(m_answers.size(), 2U);
    QVERIFY(m_answers[1].right == Right::no);
}

void tst_Authority::callerWhoIsNotThereIsRefused()
{
    m_polkit->behaviour = replies(true, false);
    check(QStringLiteral(":1.99999"), true);
    QTRY_COMPARE(m_answers.size(), 1U);
    QVERIFY(m_answers[0].right == Right::no);
    QVERIFY(m_polkit->ids.isEmpty());
}

void tst_Authority::callerWhoLeavesIsRefusedAndTheQuestionWithdrawn()
{
    QDBusMessage question;
    m_polkit->behaviour = [&](const QDBusMessage &call) {
        question = call;
        return QDBusMessage();
    };
    check(connectCaller("caller"), true);
    QTRY_COMPARE(m_polkit->ids.size(), 1);
    QVERIFY(m_answers.empty());

    QDBusConnection::disconnectFromBus(QStringLiteral("caller"));
    QTRY_COMPARE(m_answers.size(), 1U);
    QVERIFY(m_answers[0].right == Right::no);
    QTRY_COMPARE(m_polkit->cancelled, m_polkit->ids);

    // What somebody typed after that comes too late. The second question tells when it has been heard.
    QDBusConnection(QStringLiteral("polkit")).send(replies(true, false)(question));
    m_polkit->behaviour = replies(false, false);
    check(connectCaller("another"), false);
    QTRY_COMPARE(m_answers.size(), 2U);
    QVERIFY(m_answers[1].right == Right::no);
}

void tst_Authority::oneUserCannotAskWithoutEnd()
{
    auto caller = userCaller(nobodyId, *m_bus);
    for (int i = 0; i < PolkitAuthority::pendingPerUser; ++i)
        check(nameOf(*caller), true);
    QTRY_COMPARE(m_polkit->ids.size(), PolkitAuthority::pendingPerUser);
    QVERIFY(m_answers.empty());

    // Another program of the same user is the same user.
    const auto second = userCaller(nobodyId, *m_bus);
    check(nameOf(*second), true);
    QTRY_COMPARE(m_answers.size(), 1U);
    QVERIFY(m_answers[0].why.startsWith(QLatin1String("Too many requests")));

    // The helper's own user is not kept out, and the places are free again once the caller has left.
    check(connectCaller("caller"), true);
    QTRY_COMPARE(m_polkit->ids.size(), PolkitAuthority::pendingPerUser + 1);
    caller.reset();
    QTRY_COMPARE(m_answers.size(), std::size_t(PolkitAuthority::pendingPerUser) + 1);
    check(nameOf(*second), true);
    QTRY_COMPARE(m_polkit->ids.size(), PolkitAuthority::pendingPerUser + 2);
}

void tst_Authority::allUsersTogetherCannotAskWithoutEnd()
{
    std::vector<std::unique_ptr<Child>> callers;
    constexpr int users = PolkitAuthority::pendingInAll / PolkitAuthority::pendingPerUser;
    for (int user = 0; user <= users; ++user)
        callers.push_back(userCaller(uid_t(1 + user), *m_bus));  // daemon, bin, sys, ...: the bus wants known users
    for (int user = 0; user < users; ++user) {
        for (int i = 0; i < PolkitAuthority::pendingPerUser; ++i)
            check(nameOf(*callers[std::size_t(user)]), true);
    }
    QTRY_COMPARE(m_polkit->ids.size(), PolkitAuthority::pendingInAll);
    check(nameOf(*callers.back()), true);
    QTRY_COMPARE(m_answers.size(), 1U);
    QVERIFY(m_answers[0].why.startsWith(QLatin1String("Too many requests")));
    check(connectCaller("caller"), true);
    QTRY_COMPARE(m_polkit->ids.size(), PolkitAuthority::pendingInAll + 1);
}

QTEST_GUILESS_MAIN(tst_Authority)
#include "tst_authority.moc"
