// SPDX-License-Identifier: GPL-2.0-or-later
// Who listens: what is told of it, what is looked up, and what the policy says, on lists that the test makes.
#include <QTest>

#include "app/helper/listening.h"
#include "app/helper/reach.h"

#include <QSignalSpy>

#include <algorithm>
#include <set>

#include <sys/eventfd.h>
#include <unistd.h>

using namespace parapet;

namespace {

class FakeWatch final : public ListenWatch {
public:
    ~FakeWatch() override { close(m_fd); }
    int fd() const override { return m_fd; }
    bool take() override
    {
        eventfd_t count = 0;
        eventfd_read(m_fd, &count);
        return true;
    }
    bool boundByHand(std::uint64_t cookie) const override { return byHand.contains(cookie); }
    std::string_view name() const override { return "fake"; }

    void wake() { eventfd_write(m_fd, 1); }
    std::set<std::uint64_t> byHand;

private:
    int m_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
};

Listener listener(std::uint64_t cookie, std::uint16_t port = 80, const char *address = "0.0.0.0")
{
    Listener each;
    each.cookie = cookie;
    each.inode = cookie + 1000;
    each.port = {PortProtocol::tcp, port};
    each.local = *IpAddress::parse(address);
    return each;
}

Process owner(std::int32_t pid, const std::string &key = "/usr/bin/program")
{
    Process process;
    process.pid = pid;
    process.keys = {key};
    return process;
}

struct Desk {
    FakeWatch *watch = new FakeWatch;
    std::vector<Listener> sockets;
    std::vector<PortKey> published;
    bool isBroken = false;
    std::vector<OwnerResolver::Question> questions;
    std::size_t room = 1'000'000;
    int judged = 0;
    ListeningProgram::Reach reach = ListeningProgram::Reach::blocked;
    Listening listening{{std::unique_ptr<ListenWatch>(watch), [this] { return list(); }, [this] { return published; }},
                        [this](const OwnerResolver::Question &question) { return ask(question); },
                        [this](ListeningProgram &row) { judge(row); }};
    QSignalSpy appeared{&listening, &Listening::appeared}, changed{&listening, &Listening::changed},
        gone{&listening, &Listening::gone}, listChanged{&listening, &Listening::listChanged};

    Result<std::vector<Listener>> list() const
    {
        if (isBroken)
            return Error{ErrorKind::io, "The kernel does not answer."};
        return sockets;
    }
    bool ask(const OwnerResolver::Question &question)
    {
        if (questions.size() >= room)
            return false;
        questions.push_back(question);
        return true;
    }
    void judge(ListeningProgram &row)
    {
        ++judged;
        row.reach = reach;
    }
    void answerAll(std::int32_t pid = 7)
    {
        std::vector<OwnerResolver::Answer> answers;
        for (const auto &question : std::exchange(questions, {}))
            answers.push_back({question.cookie, {owner(pid)}});
        listening.learn(answers);
    }
    void wake()
    {
        watch->wake();
        QCoreApplication::processEvents();
    }
};

}  // namespace

class tst_Listening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void toldOnceItsProgramIsKnown();
    void onlyNewSocketsAreLookedUp();
    void whatIsGoneIsToldAndForgotten();
    void sameSocketIsNotToldAgain();
    void socketThatIsBoundOtherwiseIsNew();
    void unreadableListChangesNothing();
    void boundByHandIsNotAutomatic();
    void rowsAreLookedUpAgainWhenOld();
    void questionsWaitUntilThereIsRoom();
    void newPolicyIsToldOfRowsThatChange();
    void changesAreToldTwiceASecondAtMost();
    void publishedPortsAreRowsOfTheirOwn();
    void fiveThousandListenersAreNothing();
    void reachIsWhatThePolicySays_data();
    void reachIsWhatThePolicySays();
};

void tst_Listening::toldOnceItsProgramIsKnown()
{
    Desk desk;
    desk.sockets = {listener(1)};
    desk.listening.start();
    QCOMPARE(desk.appeared.size(), 0);
    QCOMPARE(desk.questions.size(), std::size_t(1));
    QCOMPARE(desk.questions[0].inode, std::uint64_t(1001));
    desk.answerAll();
    QCOMPARE(desk.appeared.size(), 1);
    const auto row = desk.appeared[0][0].value<ListeningProgram>();
    QVERIFY(row.listener == listener(1));
    QCOMPARE(row.owners.size(), std::size_t(1));
    QCOMPARE(row.user, "root");
    QVERIFY(desk.listening.rows() == std::vector{row});
    QCOMPARE(desk.listening.watchName(), std::string_view("fake"));
}

void tst_Listening::onlyNewSocketsAreLookedUp()
{
    Desk desk;
    desk.sockets = {listener(1)};
    desk.listening.start();
    desk.answerAll();
    desk.sockets.push_back(listener(2));
    desk.wake();
    QCOMPARE(desk.questions.size(), std::size_t(1));
    QCOMPARE(desk.questions[0].cookie, std::uint64_t(2));
    desk.answerAll();
    QCOMPARE(desk.appeared.size(), 2);
}

void tst_Listening::whatIsGoneIsToldAndForgotten()
{
    Desk desk;
    desk.sockets = {listener(1), listener(2)};
    desk.listening.start();
    desk.sockets = {listener(1)};
    desk.wake();
    QCOMPARE(desk.gone.size(), 1);
    QCOMPARE(desk.gone[0][0].toULongLong(), 2ULL);
    desk.answerAll();  // also for the one that is gone
    QCOMPARE(desk.appeared.size(), 1);
    QCOMPARE(desk.listening.rows().size(), std::size_t(1));
}

void tst_Listening::sameSocketIsNotToldAgain()
{
    Desk desk;
    desk.sockets = {listener(1)};
    desk.listening.start();
    desk.answerAll();
    for (int i = 0; i < 3; ++i)
        desk.wake();
    QCOMPARE(desk.appeared.size(), 1);
    QCOMPARE(desk.gone.size(), 0);
    QVERIFY(desk.questions.empty());
}

void tst_Listening::socketThatIsBoundOtherwiseIsNew()
{
    Desk desk;
    desk.sockets = {listener(1, 80)};
    desk.sockets[0].automatic = true;
    desk.listening.start();
    desk.answerAll();
    desk.watch->byHand = {1};  // it is told only now
    desk.wake();
    desk.answerAll();
    desk.sockets = {listener(1, 81)};
    desk.wake();
    desk.answerAll();
    QCOMPARE(desk.gone.size(), 2);
    QCOMPARE(desk.appeared.size(), 3);
    QCOMPARE(desk.appeared[2][0].value<ListeningProgram>().listener.port.port, 81);
    QCOMPARE(desk.listening.rows().size(), std::size_t(1));
}

void tst_Listening::unreadableListChangesNothing()
{
    Desk desk;
    desk.sockets = {listener(1)};
    desk.listening.start();
    desk.isBroken = true;
    desk.wake();
    QCOMPARE(desk.gone.size(), 0);
    QCOMPARE(desk.listening.rows().size(), std::size_t(1));
}

void tst_Listening::boundByHandIsNotAutomatic()
{
    Desk desk;
    Listener byHand = listener(1), bySend = listener(2);
    byHand.automatic = bySend.automatic = true;
    desk.watch->byHand = {1};
    desk.sockets = {byHand, bySend};
    desk.listening.start();
    for (const ListeningProgram &row : desk.listening.rows())
        QCOMPARE(row.listener.automatic, row.listener.cookie == 2);
}

// Workers that were born since: the kernel does not tell of them.
void tst_Listening::rowsAreLookedUpAgainWhenOld()
{
    Desk desk;
    desk.sockets = {listener(1)};
    desk.listening.start();
    desk.answerAll();
    desk.listening.rows();
    QVERIFY(desk.questions.empty());
    QTRY_VERIFY_WITH_TIMEOUT((desk.listening.rows(), !desk.questions.empty()), 10'000);
    desk.listening.rows();
    QCOMPARE(desk.questions.size(), std::size_t(1));  // it is on its way
    desk.answerAll();
    QCOMPARE(desk.changed.size(), 0);
    QTRY_VERIFY_WITH_TIMEOUT((desk.listening.rows(), !desk.questions.empty()), 10'000);
    desk.answerAll(8);
    QCOMPARE(desk.changed.size(), 1);
    QCOMPARE(desk.listening.rows()[0].owners[0].pid, 8);
    QCOMPARE(desk.appeared.size(), 1);
}

void tst_Listening::questionsWaitUntilThereIsRoom()
{
    Desk desk;
    desk.room = 2;
    desk.sockets = {listener(1), listener(2), listener(3), listener(4), listener(5)};
    desk.listening.start();
    QCOMPARE(desk.questions.size(), std::size_t(2));
    for (int i = 0; i < 3; ++i)
        desk.answerAll();
    QCOMPARE(desk.appeared.size(), 5);
    QVERIFY(desk.questions.empty());
}

void tst_Listening::newPolicyIsToldOfRowsThatChange()
{
    Desk desk;
    desk.sockets = {listener(1, 80), listener(2, 81)};
    desk.listening.start();
    desk.answerAll();
    desk.listening.judgeAgain([](ListeningProgram &row) {
        if (row.listener.cookie == 2)
            row.reach = ListeningProgram::Reach::open;
    });
    QCOMPARE(desk.changed.size(), 1);
    QVERIFY(desk.changed[0][0].value<ListeningProgram>().reach == ListeningProgram::Reach::open);
}

void tst_Listening::changesAreToldTwiceASecondAtMost()
{
    Desk desk;
    desk.listening.start();
    QElapsedTimer timer;
    timer.start();
    std::uint64_t cookie = 0;
    for (; timer.elapsed() < 1'100; ++cookie) {
        desk.sockets = {listener(cookie)};
        desk.wake();
    }
    QVERIFY(cookie > 20);
    QVERIFY2(desk.listChanged.size() <= 3, QByteArray::number(desk.listChanged.size()).constData());
    const auto before = desk.listChanged.size();
    desk.sockets.clear();
    desk.wake();
    QTRY_VERIFY(desk.listChanged.size() > before);  // the last one is told, if late
}

void tst_Listening::publishedPortsAreRowsOfTheirOwn()
{
    Desk desk;
    desk.sockets = {listener(1)};
    desk.published = {{PortProtocol::tcp, 8080}};
    desk.listening.start();
    const std::vector<ListeningProgram> rows = desk.listening.rows();
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(std::ranges::count(rows, true, &ListeningProgram::published), 1);
    QVERIFY(rows.back().listener.port == desk.published[0]);
    QVERIFY(rows.back().reach == desk.reach);
    QCOMPARE(desk.appeared.size(), 0);  // nobody is asked about them

    QTRY_COMPARE(desk.listChanged.size(), 2);  // the socket at once, the port when the gap is over
    desk.listening.lookAtPublished();          // other rules changed
    QCOMPARE(desk.listChanged.size(), 2);
    desk.published.clear();
    desk.listening.lookAtPublished();
    QTRY_COMPARE(desk.listChanged.size(), 3);
    QCOMPARE(desk.listening.rows().size(), std::size_t(1));
}

void tst_Listening::fiveThousandListenersAreNothing()
{
    Desk desk;
    for (std::uint64_t cookie = 1; cookie <= 5'000; ++cookie)
        desk.sockets.push_back(listener(cookie));
    desk.listening.start();
    desk.answerAll();
    const int judged = desk.judged;
    QElapsedTimer timer;
    timer.start();
    for (std::uint64_t i = 1; i <= 20; ++i) {
        desk.sockets[0] = listener(10'000 + i);
        desk.wake();
        QCOMPARE(desk.questions.size(), std::size_t(1));
        desk.answerAll();
    }
    QCOMPARE(desk.judged - judged, 40);
    qInfo("a look at 5,000 listeners with one that is new: %.2f ms", double(timer.nsecsElapsed()) / 20 / 1e6);
    QVERIFY(timer.elapsed() < 20 * 100);
}

void tst_Listening::reachIsWhatThePolicySays_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("opmode");
    QTest::addColumn<QString>("owners");
    QTest::addColumn<int>("interface");
    QTest::addColumn<QString>("expected");
    const int on = int(Opmode::on), strict = int(Opmode::onWithoutExceptions), off = int(Opmode::off);
    const auto row = [](const char *name, const char *address, int opmode, const char *owners, int interface,
                        const char *expected) {
        QTest::newRow(name) << address << opmode << owners << interface << expected;
    };
    row("a program with no exception", "0.0.0.0:81", on, "/usr/bin/other", 0, "blocked");
    row("a socket of nobody", "0.0.0.0:81", on, "", 0, "blocked");
    row("a program with an exception", "0.0.0.0:81", on, "/usr/bin/any", 0, "open program TCP:81 /usr/bin/any");
    row("one for the subnet", "[::]:81", on, "/usr/bin/subnet", 0, "open program TCP:81 /usr/bin/subnet");
    row("an unchecked one", "0.0.0.0:81", on, "/usr/bin/unchecked", 0, "blocked");
    row("two processes that may", "0.0.0.0:81", on, "/usr/bin/any /usr/bin/subnet", 0,
        "open program TCP:81 /usr/bin/subnet");
    row("two of which one may not", "0.0.0.0:81", on, "/usr/bin/any /usr/bin/other", 0, "blocked");
    row("a port exception", "0.0.0.0:80", on, "/usr/bin/other", 0, "open port TCP:80");
    row("a port exception for some", "0.0.0.0:82", on, "", 0, "open port TCP:82");
    row("a port of one connection", "0.0.0.0:83", on, "", 0, "open connection-port TCP:83");
    row("a port of another connection", "0.0.0.0:83", on, "", 2, "blocked");
    row("one on loopback", "127.0.0.1:80", on, "/usr/bin/any", 0, "local");
    row("one on the other loopback", "[::1]:80", on, "/usr/bin/any", 0, "local");
    row("without exceptions", "0.0.0.0:80", strict, "/usr/bin/any", 0, "blocked");
    row("off", "0.0.0.0:81", off, "", 0, "unfiltered");
    row("on a connection without a firewall", "0.0.0.0:81", on, "", 3, "unfiltered");
    row("at an address there", "192.0.2.3:81", on, "", 0, "unfiltered");
    row("without exceptions there", "192.0.2.3:81", strict, "", 0, "blocked");
    row("at an address of another", "192.0.2.2:81", on, "", 0, "blocked");
}

void tst_Listening::reachIsWhatThePolicySays()
{
    QFETCH(QString, address);
    QFETCH(int, opmode);
    QFETCH(QString, owners);
    QFETCH(int, interface);
    QFETCH(QString, expected);

    Settings settings;
    auto &profile = settings.profile(ProfileId::standard);
    profile.opmode = Opmode(opmode);
    const Scope subnet{Scope::Kind::localSubnet, false, {}};
    profile.programs = {{"/usr/bin/any", {"Any", true, {}}},
                        {"/usr/bin/subnet", {"Subnet", true, subnet}},
                        {"/usr/bin/unchecked", {"Unchecked", false, {}}}};
    profile.ports[{PortProtocol::tcp, 80}] = {"Web", true, {}};
    profile.ports[{PortProtocol::tcp, 82}] = {"Subnet", true, subnet};
    settings.connections["one"].ports[{PortProtocol::tcp, 83}] = {"Here", true};
    settings.connections["three"].filtered = false;
    const auto at = [](std::uint32_t index, const char *connection) {
        return Interface{index, connection, {IpAddress::v4(0xC0000200 + index)}, {}, connection};
    };
    const Interfaces interfaces{at(1, "one"), at(2, "two"), at(3, "three")};
    ProgramNames names;
    const Reach reach(std::make_shared<Policy>(settings, ProfileId::standard, interfaces, &names), names, interfaces);

    ListeningProgram row;
    row.listener.port = {PortProtocol::tcp, std::uint16_t(address.section(u':', -1).toUInt())};
    row.listener.local = *IpAddress::parse(address.section(u':', 0, -2).remove(u'[').remove(u']').toStdString());
    row.listener.interface = std::uint32_t(interface);
    for (const QString &key : owners.split(u' ', Qt::SkipEmptyParts))
        row.owners.push_back(owner(int(row.owners.size()), key.toStdString()));
    reach.judge(row);
    const std::string found = std::string(word(row.reach)) + ' ' + text(row.rule) + ' ' + row.program;
    QCOMPARE(QString::fromStdString(found).trimmed(), expected);
}

QTEST_GUILESS_MAIN(tst_Listening)
#include "tst_listening.moc"
