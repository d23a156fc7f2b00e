// SPDX-License-Identifier: GPL-2.0-or-later
// The panel's client against the real service, which comes and goes as a program of its own.
#include "tests/app/callers.h"

#include "app/panel/dbusclient.h"
#include "tests/support/randomsettings.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>

#include <unistd.h>

using namespace parapet;

namespace {

using Link = FirewallClient::Link;

// Owns systemd's name; `start` is what its StartUnit does.
class FakeSystemd final : public QDBusVirtualObject {
public:
    FakeSystemd(const QString &address, std::function<QDBusMessage(const QDBusMessage &call)> start)
        : m_bus(QDBusConnection::connectToBus(address, QStringLiteral("systemd"))), m_start(std::move(start))
    {
        m_bus.registerVirtualObject(QStringLiteral("/org/freedesktop/systemd1"), this);
        m_works = m_bus.registerService(QStringLiteral("org.freedesktop.systemd1"));
    }
    ~FakeSystemd() override { QDBusConnection::disconnectFromBus(QStringLiteral("systemd")); }

    bool works() const { return m_works; }
    QVariantList arguments;  // of the last call
    bool mayAsk = false;     // it allowed a password dialog

    bool handleMessage(const QDBusMessage &call, const QDBusConnection &connection) override
    {
        arguments = call.arguments();
        mayAsk = call.isInteractiveAuthorizationAllowed();
        return connection.send(m_start(call));
    }
    QString introspect(const QString &) const override { return {}; }

private:
    QDBusConnection m_bus;
    std::function<QDBusMessage(const QDBusMessage &)> m_start;
    bool m_works = false;
};

const std::vector<Change> openWeb{SetPort{ProfileId::standard, {PortProtocol::tcp, 80}, {"Web", true}}};

}  // namespace

class tst_DbusClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { m_bus.reset(); }

    void withoutHelperItIsNotRunning();
    void helperComesGoesAndComesBack();
    void helperIsNeverStartedByACall();
    void changeIsInForceWhenDone();
    void everySettingCrossesTheBus();
    void refusedChangeTellsWhy();
    void changesOfOthersArrive();
    void manyChangesAreFewLoads();
    void helperThatDiesAnswersEveryCall();
    void recordsAreRead();
    void dropsAreCounted();
    void recordsArriveWhileWatching();
    void watchingHoldsBeyondARestart();
    void startHelperWaitsForTheName();
    void startHelperOfARunningHelperIsDoneAtOnce();
    void startHelperWithoutSystemdSaysWhatToDo();
    void startHelperTellsTheSystemsRefusal();

private:
    void startHelper() { m_helper = std::make_unique<Child>(m_bus->address(), helperProgram()); }
    bool runs()
    {
        return QTest::qWaitFor([this] { return m_client->link() == Link::running; });
    }
    // Fills `m_outcome` when it comes.
    std::function<void(Outcome)> noted()
    {
        m_outcome.reset();
        return [this](Outcome outcome) { m_outcome = std::move(outcome); };
    }
    std::string problem() const { return *m_outcome ? std::string() : m_outcome->error().text; }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<Child> m_helper;
    std::unique_ptr<DbusClient> m_client;
    std::optional<Outcome> m_outcome;
};

void tst_DbusClient::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("a private system bus needs root");
    registerWireTypes();
    m_bus = std::make_unique<PrivateBus>(PrivateBus::withoutPolkit());
    QVERIFY(!m_bus->address().isEmpty());
}

void tst_DbusClient::init()
{
    QTRY_VERIFY(m_bus->isFree(serviceName));
    QTRY_VERIFY(m_bus->isFree("org.freedesktop.systemd1"));
    m_client = std::make_unique<DbusClient>(QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("panel")));
}

void tst_DbusClient::cleanup()
{
    m_client.reset();
    m_helper.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("panel"));
}

void tst_DbusClient::withoutHelperItIsNotRunning()
{
    QCOMPARE(m_client->link(), Link::connecting);
    QTRY_COMPARE(m_client->link(), Link::notRunning);
}

void tst_DbusClient::helperComesGoesAndComesBack()
{
    QTRY_COMPARE(m_client->link(), Link::notRunning);
    QSignalSpy changes(m_client.get(), &FirewallClient::linkChanged);
    startHelper();
    QVERIFY(runs());
    QCOMPARE(m_client->status().version, std::string("1.2.3"));
    QVERIFY((m_client->rights() == Rights{Right::yes, Right::yes}));
    m_helper->kill();
    QTRY_COMPARE(m_client->link(), Link::notRunning);
    startHelper();
    QVERIFY(runs());
    QCOMPARE(changes.count(), 3);
}

void tst_DbusClient::helperIsNeverStartedByACall()
{
    QTRY_COMPARE(m_client->link(), Link::notRunning);
    bool early = true;
    m_client->change(openWeb, [this, &early](Outcome outcome) {
        QVERIFY(!early);
        m_outcome = outcome;
    });
    early = false;
    QTRY_VERIFY(m_outcome);
    QCOMPARE(problem(), std::string("The firewall helper is not running."));
}

void tst_DbusClient::changeIsInForceWhenDone()
{
    startHelper();
    QVERIFY(runs());
    QSignalSpy changed(m_client.get(), &FirewallClient::settingsChanged);
    m_client->change(openWeb, noted());
    QTRY_VERIFY(m_outcome);
    QCOMPARE(problem(), std::string());
    QCOMPARE(m_helper->ask("heard"), "changes=1 reads=0");
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(m_client->settings().profile(ProfileId::standard).ports.size(), 1U);
}

// Lists in dictionaries in lists: what QtDBus leaves undecoded must be taken apart at every depth.
void tst_DbusClient::everySettingCrossesTheBus()
{
    startHelper();
    QVERIFY(runs());
    test::RandomSettings random(20040806);
    for (int round = 0; round < 20; ++round) {
        const Settings wanted = round == 19 ? Settings{} : random.next();
        m_client->change(difference(m_client->settings(), wanted), noted());
        QTRY_VERIFY(m_outcome);
        QCOMPARE(problem(), std::string());
        QTRY_VERIFY(m_client->settings() == wanted);
    }
}

void tst_DbusClient::refusedChangeTellsWhy()
{
    startHelper();
    QVERIFY(runs());
    m_client->change({RemovePort{ProfileId::standard, {PortProtocol::tcp, 81}}}, noted());
    QTRY_VERIFY(m_outcome);
    QVERIFY(!*m_outcome);
    QVERIFY(m_outcome->error().kind == ErrorKind::notFound);
    QVERIFY2(problem().find("81") != std::string::npos, problem().c_str());
}

void tst_DbusClient::changesOfOthersArrive()
{
    startHelper();
    QVERIFY(runs());
    DbusClient other(QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("panel")));
    QTRY_COMPARE(other.link(), Link::running);
    QSignalSpy changed(m_client.get(), &FirewallClient::settingsChanged);
    other.change({SetOpmode{ProfileId::domain, Opmode::off}}, noted());
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(m_client->settings().profile(ProfileId::domain).opmode == Opmode::off);
}

void tst_DbusClient::manyChangesAreFewLoads()
{
    startHelper();
    QVERIFY(runs());
    QSignalSpy changed(m_client.get(), &FirewallClient::settingsChanged);
    int answered = 0;
    constexpr int calls = 50;
    for (int i = 0; i < calls; ++i) {
        const PortKey key{PortProtocol::udp, std::uint16_t(1000 + i)};
        m_client->change({SetPort{ProfileId::standard, key, {"Many", true}}}, [&](Outcome) { ++answered; });
    }
    QTRY_COMPARE(answered, calls);
    QTRY_COMPARE(m_client->settings().profile(ProfileId::standard).ports.size(), std::size_t(calls));
    QVERIFY2(changed.count() < calls / 2, qPrintable(QString::number(changed.count())));
}

void tst_DbusClient::helperThatDiesAnswersEveryCall()
{
    startHelper();
    QVERIFY(runs());
    m_helper->stop();  // the client has not heard of it yet
    QCOMPARE(m_client->link(), Link::running);
    m_client->change(openWeb, noted());
    QTRY_VERIFY(m_outcome);
    QVERIFY(!*m_outcome);
    QVERIFY(m_outcome->error().kind == ErrorKind::io);
    QTRY_COMPARE(m_client->link(), Link::notRunning);
}

void tst_DbusClient::recordsAreRead()
{
    startHelper();
    QVERIFY(runs());
    LogFilter filter;
    filter.actions = {LogAction::drop};
    filter.address = *AddressRange::parse("192.0.2.0/24");
    filter.text = "'; DROP TABLE event; --";
    filter.after = 17;
    std::optional<Result<LogPage>> page;
    m_client->query(filter, 0, 3, [&](auto result) { page = std::move(result); });
    QTRY_VERIFY(page);
    QVERIFY2(*page, *page ? "" : page->error().text.c_str());
    QCOMPARE((**page).records.size(), 3U);
    QCOMPARE((**page).records[2].id, 3);
    QCOMPARE((**page).next, 3);
    QCOMPARE(m_helper->ask("filter"), QByteArray("DROP 192.0.2.0/255.255.255.0 17 '; DROP TABLE event; --"));

    m_client->query({}, 0, 1001, [&](auto result) { page = std::move(result); });
    QTRY_VERIFY(!*page);
    QVERIFY(page->error().kind == ErrorKind::invalid);
}

void tst_DbusClient::dropsAreCounted()
{
    startHelper();
    QVERIFY(runs());
    std::optional<Result<LogHistogram>> histogram;
    m_client->histogram({}, 4, 0, [&](auto result) { histogram = std::move(result); });
    QTRY_VERIFY(histogram);
    QVERIFY2(*histogram, *histogram ? "" : histogram->error().text.c_str());
    QCOMPARE((**histogram).rows.size(), 1U);
    QVERIFY((**histogram).rows[0].counts == (std::vector<std::uint64_t>{7, 7, 7, 7}));
    QCOMPARE((**histogram).first, 11);
    QCOMPARE((**histogram).last, 99);

    m_client->histogram({}, 0, 0, [&](auto result) { histogram = std::move(result); });
    QTRY_VERIFY(!*histogram);
    QVERIFY(histogram->error().kind == ErrorKind::invalid);
}

void tst_DbusClient::recordsArriveWhileWatching()
{
    startHelper();
    QVERIFY(runs());
    std::size_t arrived = 0;
    std::uint64_t missed = 0;
    connect(m_client.get(), &FirewallClient::recordsArrived, this, [&](const auto &records, std::uint64_t lost) {
        arrived += records.size();
        missed += lost;
    });
    m_helper->ask("write 5 0");  // nobody watches yet
    m_client->watchRecords(true, noted());
    QTRY_VERIFY(m_outcome);
    QCOMPARE(problem(), std::string());
    m_helper->ask("write 3 7");
    QTRY_COMPARE(missed, 7U);
    QCOMPARE(arrived, 3U);
}

void tst_DbusClient::watchingHoldsBeyondARestart()
{
    startHelper();
    QVERIFY(runs());
    m_client->watchRecords(true, noted());
    QTRY_VERIFY(m_outcome);
    m_helper->kill();
    QTRY_COMPARE(m_client->link(), Link::notRunning);
    startHelper();
    QVERIFY(runs());
    QSignalSpy arrived(m_client.get(), &FirewallClient::recordsArrived);
    m_client->query({}, 0, 1, [](auto) {});  // answered after the client's own request to watch
    QTRY_COMPARE(m_helper->ask("heard"), "changes=0 reads=1");
    m_helper->ask("write 1 0");
    QTRY_COMPARE(arrived.count(), 1);
}

void tst_DbusClient::startHelperWaitsForTheName()
{
    FakeSystemd systemd(m_bus->address(), [](const QDBusMessage &call) {
        return call.createReply(
            QVariant::fromValue(QDBusObjectPath(QStringLiteral("/org/freedesktop/systemd1/job/1"))));
    });
    QVERIFY(systemd.works());
    QTRY_COMPARE(m_client->link(), Link::notRunning);
    m_client->startHelper(noted());
    QTRY_COMPARE(systemd.arguments, (QVariantList{QStringLiteral("parapetd.service"), QStringLiteral("replace")}));
    QVERIFY(systemd.mayAsk);
    QVERIFY(!m_outcome);
    startHelper();
    QTRY_VERIFY(m_outcome);
    QCOMPARE(problem(), std::string());
    QCOMPARE(m_client->link(), Link::running);
}

void tst_DbusClient::startHelperOfARunningHelperIsDoneAtOnce()
{
    startHelper();
    QVERIFY(runs());
    m_client->startHelper(noted());
    QVERIFY(!m_outcome);
    QTRY_VERIFY(m_outcome);
    QCOMPARE(problem(), std::string());
}

void tst_DbusClient::startHelperWithoutSystemdSaysWhatToDo()
{
    QTRY_COMPARE(m_client->link(), Link::notRunning);
    m_client->startHelper(noted());
    QTRY_VERIFY(m_outcome);
    QVERIFY(!*m_outcome);
    QVERIFY(m_outcome->error().kind == ErrorKind::unsupported);
    QVERIFY2(problem().ends_with("Start it by hand: run \"parapetd\" as root."), problem().c_str());
}

void tst_DbusClient::startHelperTellsTheSystemsRefusal()
{
    FakeSystemd systemd(m_bus->address(), [](const QDBusMessage &call) {
        return call.createErrorReply(QStringLiteral("org.freedesktop.DBus.Error.AccessDenied"),
                                     QStringLiteral("Permission denied"));
    });
    QVERIFY(systemd.works());
    QTRY_COMPARE(m_client->link(), Link::notRunning);
    m_client->startHelper(noted());
    QTRY_VERIFY(m_outcome);
    QVERIFY(!*m_outcome);
    QVERIFY(m_outcome->error().kind == ErrorKind::denied);
    QCOMPARE(problem(), std::string("The system did not start the firewall helper: Permission denied"));
}

QTEST_GUILESS_MAIN(tst_DbusClient)
#include "tst_dbusclient.moc"
