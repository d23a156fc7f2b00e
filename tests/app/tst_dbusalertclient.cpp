// SPDX-License-Identifier: GPL-2.0-or-later
// The agent's way to the questions: against the real service, which comes and goes as a program of its own.
#include "tests/app/callers.h"

#include "app/panel/dbusalertclient.h"

#include <QDBusConnection>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <optional>
#include <vector>

#include <unistd.h>

using namespace parapet;

class tst_DbusAlertClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { m_bus.reset(); }

    void whoWatchesIsAsked();
    void whatWaitsIsToldAtOnce();
    void whoDoesNotWatchIsNotAsked();
    void anAnswerIsInForce_data();
    void anAnswerIsInForce();
    void anAnswerToNothingSaysSo();
    void withoutAHelperAnAnswerSaysSo();
    void theQuestionsEndWithTheHelper();
    void afterARestartItAsksToBeAskedAgain();

private:
    void startHelper() { m_helper = std::make_unique<Child>(m_bus->address(), helperProgram()); }
    void listen(int number)
    {
        m_helper->ask("listen " + QByteArray::number(geteuid()) + ' ' + QByteArray::number(number));
    }
    // A program of ours begins to listen; the question comes.
    bool listens(int number)
    {
        const std::size_t before = m_raised.size();
        listen(number);
        return QTest::qWaitFor([this, before] { return m_raised.size() > before; });
    }
    std::optional<Outcome> answer(AlertAnswer what, const Scope &scope = {})
    {
        std::optional<Outcome> heard;
        m_client->answer(m_raised.back().id, what, scope, [&](const Outcome &outcome) { heard = outcome; });
        if (!QTest::qWaitFor([&] { return heard.has_value(); }))
            return {};
        return heard;
    }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<Child> m_helper;
    std::unique_ptr<DbusAlertClient> m_client;
    std::vector<Alert> m_raised;
    std::vector<std::uint64_t> m_gone;
};

Q_DECLARE_METATYPE(parapet::AlertAnswer)

void tst_DbusAlertClient::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("a private system bus needs root");
    registerWireTypes();
    m_bus = std::make_unique<PrivateBus>(PrivateBus::withoutPolkit());
    QVERIFY(!m_bus->address().isEmpty());
}

void tst_DbusAlertClient::init()
{
    QTRY_VERIFY(m_bus->isFree(serviceName));
    m_raised.clear();
    m_gone.clear();
    m_client =
        std::make_unique<DbusAlertClient>(QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("agent")));
    connect(m_client.get(), &AlertClient::raised, this, [this](const Alert &alert) { m_raised.push_back(alert); });
    connect(m_client.get(), &AlertClient::gone, this, [this](std::uint64_t id) { m_gone.push_back(id); });
}

void tst_DbusAlertClient::cleanup()
{
    m_client.reset();
    m_helper.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("agent"));
}

void tst_DbusAlertClient::whoWatchesIsAsked()
{
    startHelper();
    m_client->watch(true);
    QVERIFY(listens(5001));
    QCOMPARE(m_raised.size(), 1U);
    QVERIFY(!m_raised.front().process.key().empty());
    QVERIFY(!m_raised.front().ports.empty());
}

void tst_DbusAlertClient::whatWaitsIsToldAtOnce()
{
    startHelper();
    listen(5001);
    m_client->watch(true);
    QTRY_COMPARE(m_raised.size(), 1U);
}

void tst_DbusAlertClient::whoDoesNotWatchIsNotAsked()
{
    startHelper();
    m_client->watch(true);
    QVERIFY(listens(5001));
    m_client->watch(false);
    listen(5002);
    m_raised.back().id += 1'000;
    QVERIFY(answer(AlertAnswer::askLater));  // to nothing: there and back, behind whatever was sent
    QCOMPARE(m_raised.size(), 1U);
}

void tst_DbusAlertClient::anAnswerIsInForce_data()
{
    QTest::addColumn<AlertAnswer>("what");
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("Keep Blocking") << AlertAnswer::keepBlocking << QByteArray("unchecked ");
    QTest::newRow("Unblock") << AlertAnswer::unblock << QByteArray("checked LocalSubnet");
    QTest::newRow("Ask Me Later") << AlertAnswer::askLater << QByteArray("none");
}

void tst_DbusAlertClient::anAnswerIsInForce()
{
    QFETCH(AlertAnswer, what);
    QFETCH(QByteArray, row);
    startHelper();
    m_client->watch(true);
    QVERIFY(listens(5001));
    const auto outcome = answer(what, {Scope::Kind::localSubnet, false, {}});
    QVERIFY(outcome);
    QVERIFY2(*outcome, *outcome ? "" : outcome->error().text.c_str());
    const QByteArray covered = m_helper->ask("covered 5001");
    QVERIFY2(covered.startsWith(row), covered.constData());
}

void tst_DbusAlertClient::anAnswerToNothingSaysSo()
{
    startHelper();
    m_client->watch(true);
    QVERIFY(listens(5001));
    m_raised.back().id += 1'000;
    const auto outcome = answer(AlertAnswer::keepBlocking);
    QVERIFY(outcome && !*outcome);
    QVERIFY(outcome->error().kind == ErrorKind::denied);
}

void tst_DbusAlertClient::withoutAHelperAnAnswerSaysSo()
{
    startHelper();
    m_client->watch(true);
    QVERIFY(listens(5001));
    m_helper->kill();
    QTRY_COMPARE(m_gone.size(), 1U);
    const auto outcome = answer(AlertAnswer::keepBlocking);
    QVERIFY(outcome && !*outcome);
    QCOMPARE(outcome->error().text, std::string("The firewall helper is not running."));
}

void tst_DbusAlertClient::theQuestionsEndWithTheHelper()
{
    startHelper();
    m_client->watch(true);
    QVERIFY(listens(5001));
    QVERIFY(listens(5002));
    m_helper->kill();
    QTRY_COMPARE(m_gone.size(), 2U);
}

void tst_DbusAlertClient::afterARestartItAsksToBeAskedAgain()
{
    startHelper();
    m_client->watch(true);
    QVERIFY(listens(5001));
    m_helper->kill();
    QTRY_COMPARE(m_gone.size(), 1U);
    startHelper();
    QVERIFY(listens(5003));
    QCOMPARE(m_raised.back().ports.front().port, 5003);
}

QTEST_GUILESS_MAIN(tst_DbusAlertClient)
#include "tst_dbusalertclient.moc"
