// SPDX-License-Identifier: GPL-2.0-or-later
// The real service, authority and polkitd on a bus of their own; the callers are programs that share no code with us.
#include "tests/app/callers.h"

#include "app/ipc/wire.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QSet>
#include <QTest>

#include <memory>

#include <unistd.h>

using namespace parapet;

namespace {

const QByteArray denied = "org.parapet.Firewall1.Error.Denied";
const QByteArray invalid = "org.parapet.Firewall1.Error.Invalid";

QByteArray setPort(const QByteArray &port, const QByteArray &name = "\"Web\"", const QByteArray &profile = "standard")
{
    return "([(\"set-port\", {\"profile\": <\"" + profile + "\">, \"protocol\": <\"TCP\">, \"port\": <" + port
        + ">, \"name\": <" + name + ">, \"enabled\": <true>})],)";
}

// Would the port be reached if it were opened?
QByteArray explainPort(const QByteArray &port, const QByteArray &source = "\"203.0.113.5\"")
{
    const QByteArray changes = setPort("uint32 80");
    return "(" + changes.mid(1, changes.size() - 3) + ", {\"protocol\": <\"TCP\">, \"port\": <" + port
        + ">, \"source\": <" + source + ">, \"destination\": <\"192.0.2.1\">})";
}

QByteArray errorOf(const QJsonObject &answer)
{
    return answer.value(u"error").toString().toUtf8();
}

QByteArray textOf(const QJsonObject &answer)
{
    return answer.value(u"text").toString().toUtf8();
}

QByteArray replyOf(const QJsonObject &answer)
{
    return answer.value(u"reply").toString().toUtf8();
}

}  // namespace

class tst_DbusService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_helper.reset(); }
    void cleanupTestCase() { m_bus.reset(); }

    void rootMayDoEverything();
    void ordinaryUserMayOnlyLook();
    void ordinaryUserMayAfterAuthentication();
    void failedAuthenticationIsARefusal_data();
    void failedAuthenticationIsARefusal();
    void nobodyIsAskedUnlessTheCallAllowsIt();
    void everyMethodThatIsNotOpenIsRefused();
    void withoutPolkitOnlyTheHelpersUserMay();
    void recordsGoToWatchersOnly();
    void watchingEndsWhenTold();
    void watchersAreBounded();
    void alertsGoToWhomTheyConcern();
    void alertReceiversAreBounded();
    void ordinaryUserCannotUnblock();
    void ordinaryUserUnblocksAfterAuthentication();
    void badAnswersAreRefused_data();
    void badAnswersAreRefused();
    void badCallChangesNothing_data();
    void badCallChangesNothing();
    void wrongSignatureIsRefused();
    void secondHelperIsRefused();
    void ordinaryUserCannotBeTheHelper();

private:
    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<Child> m_helper;
};

void tst_DbusService::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("a private bus with polkit and callers of two users need root");
    registerWireTypes();
    m_bus = std::make_unique<PrivateBus>(PrivateBus::withPolkit());
    QVERIFY(!m_bus->address().isEmpty());
}

void tst_DbusService::init()
{
    QTRY_VERIFY(m_bus->isFree(serviceName));
    m_helper = std::make_unique<Child>(m_bus->address(), helperProgram());
    QCOMPARE(m_helper->greeting(), "ready");
}

void tst_DbusService::rootMayDoEverything()
{
    const auto root = rootCaller(*m_bus);
    QCOMPARE(replyOf(root->askJson("call GetRights plain ()")), "({'change': <'yes'>, 'read-log': <'yes'>},)");
    QCOMPARE(replyOf(root->askJson("call Change plain " + setPort("uint32 80"))), "(2,)");
    const QByteArray settings = replyOf(root->askJson("call GetSettings plain ()"));
    QVERIFY2(settings.contains("'port': <uint32 80>"), settings.constData());
    QVERIFY2(settings.endsWith(", 2)"), settings.constData());
    QVERIFY(replyOf(root->askJson("call GetRecords plain (int64 0, uint32 2)")).contains("'id': <int64 2>"));
    QVERIFY(replyOf(root->askJson("call GetStatus plain ()")).contains("1.2.3"));
    QVERIFY(replyOf(root->askJson("call Inspect plain ()")).contains("'log-free': <uint64 4096>"));
    QCOMPARE(replyOf(root->askJson("call WatchRecords plain (true,)")), "()");
    QCOMPARE(m_helper->ask("heard"), "changes=1 reads=1");
}

void tst_DbusService::ordinaryUserMayOnlyLook()
{
    const auto nobody = userCaller(nobodyId, *m_bus);
    QCOMPARE(replyOf(nobody->askJson("call GetRights plain ()")), "({'change': <'ask'>, 'read-log': <'ask'>},)");
    QVERIFY(replyOf(nobody->askJson("call GetSettings plain ()")).endsWith(", 1)"));
    QVERIFY(replyOf(nobody->askJson("call GetStatus plain ()")).contains("1.2.3"));
    QCOMPARE(replyOf(nobody->askJson("call Explain plain " + explainPort("uint32 80"))),
             "({'now': <{'accepted': <false>, 'reason': <'no-exception'>}>, "
             "'then': <{'accepted': <true>, 'reason': <'port-exception'>, 'rule': <'port TCP:80'>}>},)");
    for (const char *how : {"plain ", "interactive "}) {
        const auto answer = nobody->askJson("call Change " + QByteArray(how) + setPort("uint32 80"));
        QCOMPARE(errorOf(answer), denied);
        QCOMPARE(textOf(answer), "Authentication as an administrator is needed.");
    }
    QCOMPARE(m_helper->ask("heard"), "changes=0 reads=0");
}

void tst_DbusService::ordinaryUserMayAfterAuthentication()
{
    const auto nobody = userCaller(nobodyId, *m_bus);
    QVERIFY(m_bus->startAgent(nobody->pid(), "yes"));
    QCOMPARE(replyOf(nobody->askJson("call Change interactive " + setPort("uint32 80"))), "(2,)");
    QVERIFY(replyOf(nobody->askJson("call GetRecords interactive (int64 0, uint32 1)")).contains("'id': <int64 1>"));
    QCOMPARE(m_helper->ask("heard"), "changes=1 reads=1");
}

void tst_DbusService::failedAuthenticationIsARefusal_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("the password was wrong") << QByteArray("no");
    QTest::newRow("the dialog was closed") << QByteArray("dismiss");
}

void tst_DbusService::failedAuthenticationIsARefusal()
{
    QFETCH(QByteArray, answer);
    const auto nobody = userCaller(nobodyId, *m_bus);
    QVERIFY(m_bus->startAgent(nobody->pid(), answer));
    QCOMPARE(errorOf(nobody->askJson("call Change interactive " + setPort("uint32 80"))), denied);
    QCOMPARE(errorOf(nobody->askJson("call GetRecords interactive (int64 0, uint32 1)")), denied);
    QCOMPARE(m_helper->ask("heard"), "changes=0 reads=0");
}

void tst_DbusService::nobodyIsAskedUnlessTheCallAllowsIt()
{
    const auto nobody = userCaller(nobodyId, *m_bus);
    QVERIFY(m_bus->startAgent(nobody->pid(), "yes"));
    const int before = m_bus->questions();
    QCOMPARE(errorOf(nobody->askJson("call Change plain " + setPort("uint32 80"))), denied);
    QCOMPARE(errorOf(nobody->askJson("call WatchRecords plain (true,)")), denied);
    // A request that cannot succeed is not worth a password either.
    QCOMPARE(errorOf(nobody->askJson("call Change interactive " + setPort("uint32 0"))), invalid);
    QCOMPARE(m_bus->questions(), before);
    QVERIFY(!replyOf(nobody->askJson("call Change interactive " + setPort("uint32 80"))).isEmpty());
    QCOMPARE(m_bus->questions(), before + 1);
}

// The list of methods comes from the living service: a new one that nobody protected is found here.
void tst_DbusService::everyMethodThatIsNotOpenIsRefused()
{
    const QSet<QString> open{QStringLiteral("GetSettings"), QStringLiteral("GetStatus"), QStringLiteral("GetRights"),
                             QStringLiteral("WatchAlerts")};
    const auto nobody = userCaller(nobodyId, *m_bus);
    const QJsonObject results = nobody->askJson("walk");
    int refused = 0;
    for (const QString &name : results.keys()) {
        if (name.startsWith(QLatin1String("org.freedesktop.DBus.")))
            continue;  // introspection, ping; there are no properties
        const QString method = name.section(u'.', -1);
        // Explain is open too, but the walk's empty flow is nothing to explain.
        const QByteArray expected = method == QLatin1String("Explain") ? invalid
            : open.contains(method)                                    ? QByteArray("ok")
                                                                       : denied;
        QVERIFY2(results.value(name).toString().toUtf8() == expected, qPrintable(name));
        refused += expected == denied;
    }
    QCOMPARE(refused, 8);
    QCOMPARE(m_helper->ask("heard"), "changes=0 reads=0");
}

void tst_DbusService::withoutPolkitOnlyTheHelpersUserMay()
{
    PrivateBus bus(PrivateBus::withoutPolkit());
    Child helper(bus.address(), helperProgram());
    QCOMPARE(helper.greeting(), "ready");

    const auto nobody = userCaller(nobodyId, bus);
    QCOMPARE(replyOf(nobody->askJson("call GetRights plain ()")), "({'change': <'no'>, 'read-log': <'no'>},)");
    const auto refusal = nobody->askJson("call Change interactive " + setPort("uint32 80"));
    QCOMPARE(errorOf(refusal), denied);
    QVERIFY(textOf(refusal).startsWith("There is no polkit on this bus"));
    QCOMPARE(errorOf(nobody->askJson("call GetRecords plain (int64 0, uint32 1)")), denied);
    QCOMPARE(helper.ask("heard"), "changes=0 reads=0");

    const auto root = rootCaller(bus);
    QCOMPARE(replyOf(root->askJson("call GetRights plain ()")), "({'change': <'yes'>, 'read-log': <'yes'>},)");
    QCOMPARE(replyOf(root->askJson("call Change plain " + setPort("uint32 80"))), "(2,)");
    QCOMPARE(helper.ask("heard"), "changes=1 reads=0");
}

void tst_DbusService::recordsGoToWatchersOnly()
{
    const auto watcher = rootCaller(*m_bus);
    const auto eavesdropper = userCaller(nobodyId, *m_bus);
    watcher->ask("follow");
    eavesdropper->ask("follow");
    QCOMPARE(errorOf(eavesdropper->askJson("call WatchRecords plain (true,)")), denied);
    QCOMPARE(replyOf(watcher->askJson("call WatchRecords plain (true,)")), "()");

    m_helper->ask("write 3 7");
    m_helper->ask("status");  // comes after the records, to everybody
    QCOMPARE(watcher->ask("heard StatusChanged"), R"({"Records": 1, "StatusChanged": 1})");
    QCOMPARE(eavesdropper->ask("heard StatusChanged"), R"({"StatusChanged": 1})");
}

void tst_DbusService::watchingEndsWhenTold()
{
    const auto watcher = rootCaller(*m_bus);
    watcher->ask("follow");
    QCOMPARE(replyOf(watcher->askJson("call WatchRecords plain (true,)")), "()");
    // Another one's leaving is not ours, and needs no right.
    const auto other = userCaller(nobodyId, *m_bus);
    QCOMPARE(replyOf(other->askJson("call WatchRecords plain (false,)")), "()");
    m_helper->ask("write 1 0");
    QCOMPARE(watcher->ask("heard Records"), R"({"Records": 1})");

    QCOMPARE(replyOf(watcher->askJson("call WatchRecords plain (false,)")), "()");
    m_helper->ask("write 1 0");
    m_helper->ask("status");
    QCOMPARE(watcher->ask("heard StatusChanged"), R"({"StatusChanged": 1})");
}

void tst_DbusService::watchersAreBounded()
{
    const auto watch = [this](std::size_t number) {
        auto connection = QDBusConnection::connectToBus(m_bus->address(), QString::number(number));
        auto call = QDBusMessage::createMethodCall(QLatin1String(serviceName), QLatin1String(objectPath),
                                                   QLatin1String(serviceName), QStringLiteral("WatchRecords"));
        call.setArguments({true});
        return connection.call(call).errorName();
    };
    for (std::size_t i = 0; i < limits::logWatchers; ++i)
        QCOMPARE(watch(i), QString());
    QCOMPARE(watch(0), QString());  // the same one again takes no further place
    QCOMPARE(watch(limits::logWatchers), errorName(ErrorKind::busy));

    QDBusConnection::disconnectFromBus(QStringLiteral("3"));
    QTRY_COMPARE(watch(limits::logWatchers), QString());
    for (std::size_t i = 0; i <= limits::logWatchers; ++i)
        QDBusConnection::disconnectFromBus(QString::number(i));
}

void tst_DbusService::alertsGoToWhomTheyConcern()
{
    const auto nobody = userCaller(nobodyId, *m_bus), other = userCaller(2, *m_bus);
    for (Child *each : {nobody.get(), other.get()}) {
        each->askJson("follow");
        QCOMPARE(replyOf(each->askJson("call WatchAlerts plain (true,)")), "()");
    }
    m_helper->ask("listen 65534 80");
    QCOMPARE(nobody->ask("heard AlertRaised"), R"({"AlertRaised": 1})");
    const auto stolen = other->askJson("call AnswerAlert plain (uint64 1, \"ask-later\", \"\")");
    QCOMPARE(errorOf(stolen), denied);
    m_helper->ask("status");
    QCOMPARE(other->ask("heard StatusChanged"), R"({"StatusChanged": 1})");

    // One who is told what waits, and a second one of the same user: the first answer counts.
    m_helper->ask("listen 2 81");
    QCOMPARE(other->ask("heard AlertRaised"), R"({"AlertRaised": 1})");
    const auto second = userCaller(2, *m_bus);
    second->askJson("follow");
    QCOMPARE(replyOf(second->askJson("call WatchAlerts plain (true,)")), "()");
    QCOMPARE(second->ask("heard AlertRaised"), R"({"AlertRaised": 1})");
    QCOMPARE(replyOf(other->askJson("call AnswerAlert plain (uint64 2, \"ask-later\", \"\")")), "()");
    QCOMPARE(second->ask("heard AlertGone"), R"({"AlertGone": 1})");
    QCOMPARE(errorOf(second->askJson("call AnswerAlert plain (uint64 2, \"ask-later\", \"\")")), denied);

    // Who stops watching is asked no more, and an administrator is asked instead.
    const auto root = rootCaller(*m_bus);
    root->askJson("follow");
    QCOMPARE(replyOf(root->askJson("call WatchAlerts plain (true,)")), "()");
    QCOMPARE(replyOf(nobody->askJson("call WatchAlerts plain (false,)")), "()");
    QCOMPARE(root->ask("heard AlertRaised"), R"({"AlertRaised": 1})");
    QCOMPARE(errorOf(nobody->askJson("call AnswerAlert plain (uint64 1, \"acknowledge\", \"\")")), denied);
    QCOMPARE(replyOf(root->askJson("call AnswerAlert plain (uint64 1, \"unblock\", \"LocalSubnet\")")), "()");
    QCOMPARE(m_helper->ask("covered 80"), "checked LocalSubnet");
}

void tst_DbusService::alertReceiversAreBounded()
{
    const auto watch = [this](std::size_t number) {
        auto connection = QDBusConnection::connectToBus(m_bus->address(), QString::number(number));
        auto call = QDBusMessage::createMethodCall(QLatin1String(serviceName), QLatin1String(objectPath),
                                                   QLatin1String(serviceName), QStringLiteral("WatchAlerts"));
        call.setArguments({true});
        return connection.call(call).errorName();
    };
    for (std::size_t i = 0; i < limits::alertReceiversByUser; ++i)
        QCOMPARE(watch(i), QString());
    QCOMPARE(watch(0), QString());  // the same one again takes no further place
    QCOMPARE(watch(limits::alertReceiversByUser), errorName(ErrorKind::busy));
    const auto nobody = userCaller(nobodyId, *m_bus);
    QCOMPARE(replyOf(nobody->askJson("call WatchAlerts plain (true,)")), "()");

    QDBusConnection::disconnectFromBus(QStringLiteral("3"));
    QTRY_COMPARE(watch(limits::alertReceiversByUser), QString());
    for (std::size_t i = 0; i <= limits::alertReceiversByUser; ++i)
        QDBusConnection::disconnectFromBus(QString::number(i));
}

void tst_DbusService::ordinaryUserCannotUnblock()
{
    const auto nobody = userCaller(nobodyId, *m_bus);
    nobody->askJson("follow");
    QCOMPARE(replyOf(nobody->askJson("call WatchAlerts plain (true,)")), "()");
    m_helper->ask("listen 65534 80");
    nobody->ask("heard AlertRaised");
    for (const char *how : {"plain ", "interactive "}) {
        for (const char *answer : {"unblock", "keep-blocking"}) {
            const auto refusal =
                nobody->askJson("call AnswerAlert " + QByteArray(how) + "(uint64 1, \"" + answer + "\", \"\")");
            QCOMPARE(errorOf(refusal), answer == QByteArray("unblock") ? invalid : denied);
        }
        QCOMPARE(errorOf(nobody->askJson("call AnswerAlert " + QByteArray(how) + "(uint64 1, \"unblock\", \"*\")")),
                 denied);
    }
    QCOMPARE(m_helper->ask("heard"), "changes=0 reads=0");
    QCOMPARE(m_helper->ask("covered 80"), "none");
    // The question is still open; all that is left to him adds an unchecked row.
    QCOMPARE(errorOf(nobody->askJson("call AnswerAlert plain (uint64 1, \"acknowledge\", \"*\")")), invalid);
    QCOMPARE(replyOf(nobody->askJson("call AnswerAlert plain (uint64 1, \"acknowledge\", \"\")")), "()");
    QCOMPARE(m_helper->ask("covered 80"), "unchecked *");
}

void tst_DbusService::ordinaryUserUnblocksAfterAuthentication()
{
    const auto nobody = userCaller(nobodyId, *m_bus);
    nobody->askJson("follow");
    QCOMPARE(replyOf(nobody->askJson("call WatchAlerts plain (true,)")), "()");
    m_helper->ask("listen 65534 80");
    nobody->ask("heard AlertRaised");
    QVERIFY(m_bus->startAgent(nobody->pid(), "yes"));
    const int before = m_bus->questions();
    QCOMPARE(errorOf(nobody->askJson("call AnswerAlert plain (uint64 1, \"unblock\", \"*\")")), denied);
    QCOMPARE(m_bus->questions(), before);
    QCOMPARE(replyOf(nobody->askJson("call AnswerAlert interactive (uint64 1, \"unblock\", \"10.0.0.0/8\")")), "()");
    QCOMPARE(m_bus->questions(), before + 1);
    QCOMPARE(m_helper->ask("covered 80"), "checked 10.0.0.0/255.0.0.0");
}

void tst_DbusService::badAnswersAreRefused_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("a word that is no answer") << QByteArray(R"((uint64 1, "Unblock", "*"))") << invalid;
    QTest::newRow("an answer of a megabyte") << "(uint64 1, \"" + QByteArray(1'000'000, 'n') + "\", \"*\")" << invalid;
    QTest::newRow("unblock without a scope") << QByteArray(R"((uint64 1, "unblock", ""))") << invalid;
    QTest::newRow("unblock for what is no scope") << QByteArray(R"((uint64 1, "unblock", "everybody"))") << invalid;
    QTest::newRow("a scope of a megabyte")
        << "(uint64 1, \"unblock\", \"" + QByteArray(1'000'000, '1') + "\")" << invalid;
    QTest::newRow("a scope where there is none") << QByteArray(R"((uint64 1, "ask-later", "*"))") << invalid;
    QTest::newRow("an alert that was not raised") << QByteArray(R"((uint64 2, "unblock", "*"))") << denied;
    QTest::newRow("alert 0") << QByteArray(R"((uint64 0, "unblock", "*"))") << denied;
}

void tst_DbusService::badAnswersAreRefused()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, error);
    const auto root = rootCaller(*m_bus);
    root->askJson("follow");
    QCOMPARE(replyOf(root->askJson("call WatchAlerts plain (true,)")), "()");
    m_helper->ask("listen 0 80");
    root->ask("heard AlertRaised");
    const auto answer = root->askJson("call AnswerAlert plain " + arguments);
    QCOMPARE(errorOf(answer), error);
    QVERIFY(textOf(answer).size() < 300);
    QCOMPARE(m_helper->ask("heard"), "changes=0 reads=0");
}

void tst_DbusService::badCallChangesNothing_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("port 0") << "Change plain " + setPort("uint32 0")
                            << QByteArray(
                                   "Change 1 (set-port): \"port\" must be a whole number from 1 to 65535; it was 0.");
    QTest::newRow("port 65536")
        << "Change plain " + setPort("uint32 65536")
        << QByteArray("Change 1 (set-port): \"port\" must be a whole number from 1 to 65535; it was 65536.");
    QTest::newRow("a port as text")
        << "Change plain " + setPort("\"80\"")
        << QByteArray("Change 1 (set-port): \"port\" must be a whole number from 1 to 65535; it was \"80\".");
    QTest::newRow("a port as a list of bytes")
        << "Change plain " + setPort("@ay []")
        << QByteArray("Change 1 (set-port): \"port\" must be a whole number from 1 to 65535; it was a value of "
                      "another type.");
    QTest::newRow("a question about port 0")
        << "Explain plain " + explainPort("uint32 0")
        << QByteArray("The flow: \"port\" must be a whole number from 1 to 65535; it was 0.");
    QTest::newRow("a question about a name") << "Explain plain " + explainPort("uint32 22", "\"localhost\"")
                                             << QByteArray("The flow: source must be an IPv4 or IPv6 address.");
    QTest::newRow("a name of a megabyte")
        << "Change plain " + setPort("80", '"' + QByteArray(1'000'000, 'n') + '"')
        << QByteArray("Change 1 (set-port): \"name\" must be a text of at most 256 characters; it was \""
                      + QByteArray(40, 'n') + "...\".");
    QTest::newRow("a name that is a variant in a variant")
        << "Change plain " + setPort("80", "<\"Web\">")
        << QByteArray("Change 1 (set-port): \"name\" must be a text of at most 256 characters; it was a value of "
                      "another type.");
    QTest::newRow("an unknown profile")
        << "Change plain " + setPort("80", "\"Web\"", "home")
        << QByteArray("Change 1 (set-port): \"profile\" must be domain or standard; it was \"home\".");
    QTest::newRow("no arguments")
        << QByteArray("Change plain ([(\"set-opmode\", @a{sv} {})],)")
        << QByteArray("Change 1 (set-opmode): \"profile\" is missing; it must be domain or standard.");
    QTest::newRow("no records") << QByteArray("GetRecords plain (int64 0, uint32 0)")
                                << QByteArray("\"count\" must be a whole number from 1 to 1000; it was 0.");
    QTest::newRow("too many records") << QByteArray("GetRecords plain (int64 0, uint32 1001)")
                                      << QByteArray("\"count\" must be a whole number from 1 to 1000; it was 1001.");
    QTest::newRow("a filter with an unknown key")
        << QByteArray("QueryRecords plain ({\"colour\": <\"red\">}, int64 0, uint32 1)")
        << QByteArray("The filter: \"colour\" is not known here.");
    QTest::newRow("a filter by an action that is none")
        << QByteArray("QueryRecords plain ({\"actions\": <[\"EAT\"]>}, int64 0, uint32 1)")
        << QByteArray(
               "The filter: \"actions\" must be OPEN, OPEN-INBOUND, CLOSE, DROP or INFO-EVENTS-LOST; it was \"EAT\".");
    QTest::newRow("a filter by port 65536")
        << QByteArray("QueryRecords plain ({\"port\": <uint32 65536>}, int64 0, uint32 1)")
        << QByteArray("The filter: \"port\" must be a whole number from 0 to 65535; it was 65536.");
    QTest::newRow("a filter by a long text")
        << "QueryRecords plain ({\"text\": <\"" + QByteArray(201, 'x') + "\">}, int64 0, uint32 1)"
        << QByteArray("The filter: \"text\" must be a text of at most 200 characters; it was \"" + QByteArray(40, 'x')
                      + "...\".");
    QTest::newRow("too many questions in one answer")
        << QByteArray("QueryRecords plain (@a{sv} {}, int64 0, uint32 1001)")
        << QByteArray("\"count\" must be a whole number from 1 to 1000; it was 1001.");
    QTest::newRow("a histogram of nothing")
        << QByteArray("Histogram plain (@a{sv} {}, uint32 0, int64 0)")
        << QByteArray("\"buckets\" must be a whole number from 1 to 2000; it was 0.");
    QTest::newRow("records before a negative id")
        << QByteArray("GetRecords plain (int64 -1, uint32 1)")
        << QByteArray("\"before\" must be 0 or the id of a record; it was -1.");
}

void tst_DbusService::badCallChangesNothing()
{
    QFETCH(QByteArray, call);
    QFETCH(QByteArray, sentence);
    const auto root = rootCaller(*m_bus);
    const auto answer = root->askJson("call " + call);
    QCOMPARE(errorOf(answer), invalid);
    QCOMPARE(textOf(answer), sentence);
    QCOMPARE(m_helper->ask("heard"), "changes=0 reads=0");
}

void tst_DbusService::wrongSignatureIsRefused()
{
    const auto root = rootCaller(*m_bus);
    for (const char *call :
         {"Change plain (\"everything\",)", "Change plain ()", "GetRecords plain (int32 0, uint32 1)",
          "WatchRecords plain (true, true)", "Erase plain ()"}) {
        const auto answer = root->askJson("call " + QByteArray(call));
        QCOMPARE(errorOf(answer), "org.freedesktop.DBus.Error.UnknownMethod");
        QVERIFY2(textOf(answer).startsWith("No such method '"), textOf(answer).constData());
    }
    QCOMPARE(m_helper->ask("heard"), "changes=0 reads=0");
}

void tst_DbusService::secondHelperIsRefused()
{
    const Child second(m_bus->address(), helperProgram());
    QCOMPARE(second.greeting(),
             "Another Parapet helper is already running on this bus (process " + QByteArray::number(m_helper->pid())
                 + "). Only one can guard a machine.");
}

void tst_DbusService::ordinaryUserCannotBeTheHelper()
{
    m_helper.reset();
    const auto impostor = asUser(nobodyId, *m_bus, {helperProgram()});
    QVERIFY2(impostor->greeting().startsWith("The bus does not give us the name org.parapet.Firewall1: "),
             impostor->greeting().constData());
}

QTEST_GUILESS_MAIN(tst_DbusService)
#include "tst_dbusservice.moc"
