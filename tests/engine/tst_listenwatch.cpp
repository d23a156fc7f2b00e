// SPDX-License-Identifier: GPL-2.0-or-later
// Both ways of the listen watch against the same real sockets, in a network namespace of the test's own.
#include <QTest>

#include "engine/kernel/bpfwatch.h"
#include "engine/kernel/listeners.h"
#include "engine/kernel/pollingwatch.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/realsocket.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>

using namespace parapet;
using namespace parapet::test;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto patience = 5s;     // for what must happen
constexpr auto quiet = 300ms;     // in which nothing must: three looks of the polling watch
constexpr int looksASecond = 20;  // the promise of listenwatch.h
bool ownNetwork = false;

// Calls take() whenever the watch is readable, until `enough` of the times it was true, or the time is over.
int looks(ListenWatch &watch, std::chrono::milliseconds time, int enough = 1'000'000)
{
    int count = 0;
    const auto end = Clock::now() + time;
    while (count < enough && Clock::now() < end) {
        pollfd readable{watch.fd(), POLLIN, 0};
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        if (poll(&readable, 1, int(left.count())) == 1 && watch.take())
            ++count;
    }
    return count;
}

// Looks as its owner does, until the list has so many.
bool sees(ListenWatch &watch, Listeners &listeners, std::size_t count)
{
    const auto end = Clock::now() + patience;
    while (looks(watch, std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()), 1) == 1) {
        if (listeners.list()->size() == count)
            return true;
    }
    return false;
}

RealSocket bound(int family, int type, std::uint16_t port)
{
    RealSocket socket(family, type);
    if (!socket.bind(family == AF_INET ? "0.0.0.0" : "::", port))
        qFatal("bind: %s", std::strerror(errno));
    return socket;
}

RealSocket listening(int family, std::uint16_t port)
{
    RealSocket socket(family, SOCK_STREAM);
    if (!socket.option(SOL_SOCKET, SO_REUSEADDR, 1) || !socket.bind(family == AF_INET ? "0.0.0.0" : "::", port)
        || !socket.listen())
        qFatal("listen: %s", std::strerror(errno));
    return socket;
}

// Opens and closes a listener of each protocol, as often as asked, until told to stop; how often, is the answer. There
// is one most of the time: one that is gone within microseconds, polling does not meet.
class Storm {
public:
    explicit Storm(int aSecond)
        : m_pause(1'000'000'000ns / aSecond), m_thread([this](std::stop_token stop) { run(stop); })
    {
    }
    int stop()
    {
        m_thread.request_stop();
        m_thread.join();
        return m_count;
    }

private:
    void run(const std::stop_token &stop)
    {
        for (auto next = Clock::now(); !stop.stop_requested(); next += m_pause, ++m_count) {
            const RealSocket tcp = listening(AF_INET, 8080), udp = bound(AF_INET6, SOCK_DGRAM, 8080);
            std::this_thread::sleep_until(next);
        }
    }

    std::chrono::nanoseconds m_pause;
    int m_count = 0;
    std::jthread m_thread;  // last: it uses the others
};

bool manyFiles(rlim_t count)
{
    rlimit now{};
    getrlimit(RLIMIT_NOFILE, &now);
    const rlimit wanted{count, std::max(count, now.rlim_max)};
    return now.rlim_cur >= count || setrlimit(RLIMIT_NOFILE, &wanted) == 0;
}

}  // namespace

// The same for each way; what differs stands in TestBpfWatch and TestPollingWatch.
class TestListenWatch : public QObject {
    Q_OBJECT

public:
    using Open = Result<std::unique_ptr<ListenWatch>> (*)();
    explicit TestListenWatch(Open open) : m_open(open) { }

private Q_SLOTS:
    void init();
    void cleanup() { m_watch.reset(); }
    void tellsOfABegin_data();
    void tellsOfABegin();
    void tellsOfAnEnd_data();
    void tellsOfAnEnd();
    void isSilent_data();
    void isSilent();
    void otherNamespacesAreNotOurs();
    void fiveThousandAtOnce();
    void aStormIsNotPassedOn();

protected:
    Open m_open;
    std::unique_ptr<ListenWatch> m_watch;
    std::optional<Listeners> m_listeners;
};

void TestListenWatch::init()
{
    if (!ownNetwork)
        QSKIP("Needs a network namespace of its own: root, or user namespaces.");
    Result<std::unique_ptr<ListenWatch>> watch = m_open();
    if (!watch)
        QSKIP(watch.error().text.c_str());
    m_watch = std::move(*watch);
    m_listeners.emplace(std::move(*Listeners::open()));
}

using Make = std::function<RealSocket()>;
Q_DECLARE_METATYPE(Make)

namespace {

void listenerRows()
{
    QTest::addColumn<Make>("make");
    QTest::newRow("TCP over IPv4") << Make([] { return listening(AF_INET, 80); });
    QTest::newRow("TCP over IPv6") << Make([] { return listening(AF_INET6, 80); });
    QTest::newRow("TCP on any port") << Make([] { return listening(AF_INET, 0); });
    QTest::newRow("UDP over IPv4") << Make([] { return bound(AF_INET, SOCK_DGRAM, 5353); });
    QTest::newRow("UDP over IPv6") << Make([] { return bound(AF_INET6, SOCK_DGRAM, 5353); });
    QTest::newRow("UDP bound to any port") << Make([] { return bound(AF_INET, SOCK_DGRAM, 0); });
}

}  // namespace

void TestListenWatch::tellsOfABegin_data()
{
    listenerRows();
}

void TestListenWatch::tellsOfABegin()
{
    QFETCH(const Make, make);
    const RealSocket socket = make();
    QVERIFY(sees(*m_watch, *m_listeners, 1));
    QCOMPARE(m_listeners->list()->front().cookie, socket.cookie());
}

void TestListenWatch::tellsOfAnEnd_data()
{
    listenerRows();
}

void TestListenWatch::tellsOfAnEnd()
{
    QFETCH(const Make, make);
    for (const bool before : {false, true}) {
        RealSocket socket = make();
        if (before)
            m_watch = std::move(*m_open());  // which therefore has nothing else to tell
        else
            QVERIFY(sees(*m_watch, *m_listeners, 1));
        socket.close();
        QVERIFY(sees(*m_watch, *m_listeners, 0));
    }
}

void TestListenWatch::isSilent_data()
{
    QTest::addColumn<Make>("make");
    QTest::newRow("when nothing happens") << Make([] { return RealSocket(AF_INET, SOCK_DGRAM); });
    QTest::newRow("when TCP is bound and does not listen") << Make([] { return bound(AF_INET, SOCK_STREAM, 80); });
    QTest::newRow("when UDP connects") << Make([] {
        RealSocket socket(AF_INET, SOCK_DGRAM);
        socket.connect("127.0.0.1", 9);
        return socket;
    });
    QTest::newRow("when TCP connects") << Make([] {
        RealSocket socket(AF_INET, SOCK_STREAM);
        socket.connect("127.0.0.1", 9);
        return socket;
    });
}

void TestListenWatch::isSilent()
{
    QFETCH(const Make, make);
    const RealSocket socket = make();
    QCOMPARE(looks(*m_watch, quiet), 0);
}

void TestListenWatch::otherNamespacesAreNotOurs()
{
    std::thread([] {
        if (unshare(CLONE_NEWNET) != 0)
            qFatal("unshare: %s", std::strerror(errno));
        const RealSocket tcp = listening(AF_INET, 80), udp = bound(AF_INET6, SOCK_DGRAM, 80);
    }).join();
    QCOMPARE(looks(*m_watch, quiet), 0);
}

void TestListenWatch::fiveThousandAtOnce()
{
    constexpr int count = 5'000;
    if (!manyFiles(count + 100))
        QSKIP("May not open so many files here.");
    std::vector<RealSocket> sockets;
    for (int i = 0; i < count; ++i) {
        const auto port = std::uint16_t(10'000 + i);
        sockets.push_back(i % 2 == 0 ? listening(AF_INET6, port) : bound(AF_INET, SOCK_DGRAM, port));
    }
    QVERIFY(sees(*m_watch, *m_listeners, count));
    sockets.clear();
    QVERIFY(sees(*m_watch, *m_listeners, 0));
}

void TestListenWatch::aStormIsNotPassedOn()
{
    constexpr auto time = 1s;
    Storm storm(1'200);
    const int told = looks(*m_watch, time);
    const int happened = storm.stop();
    QVERIFY2(happened >= 1'000, qPrintable(QString::number(happened)));
    QVERIFY2(told <= looksASecond * time.count() + 1, qPrintable(QString::number(told)));
    QVERIFY2(told > 2, qPrintable(QString::number(told)));
    const RealSocket after = listening(AF_INET, 80);
    QVERIFY(sees(*m_watch, *m_listeners, 1));
}

class TestPollingWatch : public TestListenWatch {
    Q_OBJECT

public:
    TestPollingWatch() : TestListenWatch(openPollingWatch) { }

private Q_SLOTS:
    void tellsOfASendWithoutABind();
    void doesNotKnowWhoBound();
    void doesNotCount() { QVERIFY(!m_watch->tcpListens()); }
    void isTakenWithoutTheRightToMore();
};

void TestPollingWatch::tellsOfASendWithoutABind()
{
    RealSocket socket(AF_INET, SOCK_DGRAM);
    QVERIFY(socket.sendTo("127.0.0.1", 9));
    QVERIFY(sees(*m_watch, *m_listeners, 1));
}

void TestPollingWatch::doesNotKnowWhoBound()
{
    QVERIFY(!m_watch->boundByHand(bound(AF_INET, SOCK_DGRAM, 80).cookie()));
}

// Rights belong to a thread.
void TestPollingWatch::isTakenWithoutTheRightToMore()
{
    std::string_view name;
    std::thread([&name] {
        constexpr uid_t nobody = 65534;
        syscall(SYS_setresuid, nobody, nobody, nobody);  // in a user namespace: not possible, and not needed
        name = (*openListenWatch())->name();
    }).join();
    QCOMPARE(name, m_watch->name());
}

class TestBpfWatch : public TestListenWatch {
    Q_OBJECT

public:
    TestBpfWatch() : TestListenWatch(openBpfWatch) { }

private Q_SLOTS:
    void looksThriceAfterAnEvent();
    void isSilentAboutASendWithoutABind();
    void knowsWhoBound();
    void knowsWhoWasBoundBefore();
    void isSilentAboutTheEndOfOthers();
    void isSilentAboutConnections();
    void countsWhoListens();
    void isTakenWhereItWorks();
};

// The hooks run before the kernel has done its work.
void TestBpfWatch::looksThriceAfterAnEvent()
{
    const RealSocket socket = listening(AF_INET, 80);
    QCOMPARE(looks(*m_watch, patience, 3), 3);
    QCOMPARE(looks(*m_watch, quiet), 0);
}

void TestBpfWatch::isSilentAboutASendWithoutABind()
{
    RealSocket socket(AF_INET, SOCK_DGRAM);
    QVERIFY(socket.sendTo("127.0.0.1", 9));
    QCOMPARE(looks(*m_watch, quiet), 0);
}

void TestBpfWatch::knowsWhoBound()
{
    RealSocket toPort = bound(AF_INET, SOCK_DGRAM, 5353), toAny = bound(AF_INET6, SOCK_DGRAM, 0);
    RealSocket sent(AF_INET, SOCK_DGRAM);
    QVERIFY(sent.sendTo("127.0.0.1", 9));
    QVERIFY(m_watch->boundByHand(toPort.cookie()));
    QVERIFY(m_watch->boundByHand(toAny.cookie()));
    QVERIFY(!m_watch->boundByHand(sent.cookie()));
    const std::uint64_t gone = toPort.cookie();
    toPort.close();
    QVERIFY(!m_watch->boundByHand(gone));
}

void TestBpfWatch::knowsWhoWasBoundBefore()
{
    RealSocket toPort = bound(AF_INET, SOCK_DGRAM, 5353), toAny = bound(AF_INET6, SOCK_DGRAM, 0);
    m_watch = std::move(*m_open());
    QVERIFY(m_watch->boundByHand(toPort.cookie()));
    QVERIFY(!m_watch->boundByHand(toAny.cookie()));
}

void TestBpfWatch::isSilentAboutTheEndOfOthers()
{
    RealSocket sent(AF_INET, SOCK_DGRAM);
    QVERIFY(sent.sendTo("127.0.0.1", 9));
    sent.close();
    QCOMPARE(looks(*m_watch, quiet), 0);
}

// The kernel makes the socket of a connection as a copy of the one that listens, and then changes its state.
void TestBpfWatch::isSilentAboutConnections()
{
    const RealSocket server = listening(AF_INET, 80);
    QCOMPARE(looks(*m_watch, patience, 3), 3);
    for (int i = 0; i < 5; ++i) {
        RealSocket caller(AF_INET, SOCK_STREAM);
        QVERIFY(caller.connect("127.0.0.1", 80));
    }
    QCOMPARE(looks(*m_watch, quiet), 0);
}

// Who takes the count for the truth (SoleListeners) must see each change, and no other things.
void TestBpfWatch::countsWhoListens()
{
    const auto listens = m_watch->tcpListens();
    const std::uint32_t before = listens();
    RealSocket server = listening(AF_INET, 80);
    QCOMPARE(listens(), before + 1);
    RealSocket caller(AF_INET, SOCK_STREAM);
    QVERIFY(caller.connect("127.0.0.1", 80));
    caller.close();
    const RealSocket datagrams = bound(AF_INET, SOCK_DGRAM, 5353);
    QCOMPARE(listens(), before + 1);
    server.close();
    QCOMPARE(listens(), before + 2);
    m_watch.reset();
    QCOMPARE(listens(), before + 2);  // it stands still, and may be asked
}

void TestBpfWatch::isTakenWhereItWorks()
{
    QCOMPARE((*openListenWatch())->name(), m_watch->name());
}

int main(int argc, char **argv)
{
    ownNetwork = enterOwnNetwork();
    TestPollingWatch polling;
    TestBpfWatch bpf;
    return QTest::qExec(&polling, argc, argv) + QTest::qExec(&bpf, argc, argv);
}
#include "tst_listenwatch.moc"
