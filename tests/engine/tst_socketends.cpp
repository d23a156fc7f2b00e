// SPDX-License-Identifier: GPL-2.0-or-later
// What SocketEnds hears of real sockets, in a network namespace of the test's own.
#include <QTest>

#include "engine/kernel/listeners.h"
#include "engine/kernel/socketends.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/realsocket.h"

#include <algorithm>
#include <optional>
#include <poll.h>
#include <vector>

using namespace parapet;
using namespace parapet::test;

namespace {

bool ownNetwork = false;
using Cookies = std::vector<std::uint64_t>;

}  // namespace

class TestSocketEnds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsTheCookieOfTheList_data();
    void tellsTheCookieOfTheList();
    void tellsOfTheLastHolder();
    void tcpIsLeftToOthers();
    void tellsThatSomeWereLost();

private:
    // What comes first, in any number of reads.
    Cookies heard()
    {
        Cookies cookies;
        pollfd readable{m_ends->fd(), POLLIN, 0};
        while (cookies.empty() && poll(&readable, 1, 5'000) == 1
               && m_ends->read([&](std::uint64_t cookie) { cookies.push_back(cookie); })) { }
        return cookies;
    }
    std::optional<SocketEnds> m_ends;
};

void TestSocketEnds::init()
{
    if (!ownNetwork)
        QSKIP("Needs a network namespace of its own: root, or user namespaces.");
    Result<SocketEnds> ends = SocketEnds::open();
    if (!ends)
        QSKIP(ends.error().text.c_str());
    m_ends.emplace(std::move(*ends));
}

void TestSocketEnds::tellsTheCookieOfTheList_data()
{
    QTest::addColumn<int>("family");
    QTest::addColumn<bool>("connected");
    QTest::newRow("UDP over IPv4") << AF_INET << false;
    QTest::newRow("UDP over IPv6") << AF_INET6 << false;
    QTest::newRow("connected UDP") << AF_INET << true;
}

void TestSocketEnds::tellsTheCookieOfTheList()
{
    QFETCH(const int, family);
    QFETCH(const bool, connected);
    RealSocket socket(family, SOCK_DGRAM);
    QVERIFY(socket.bind(family == AF_INET ? "127.0.0.1" : "::1", 5353));
    const auto listed = Listeners::open()->list();
    QCOMPARE(listed->size(), 1U);
    QVERIFY(!connected || socket.connect("127.0.0.1", 9));
    socket.close();
    QCOMPARE(heard(), Cookies{listed->front().cookie});
}

void TestSocketEnds::tellsOfTheLastHolder()
{
    RealSocket socket(AF_INET, SOCK_DGRAM), other(AF_INET, SOCK_DGRAM);
    QVERIFY(socket.bind("127.0.0.1", 5353) && other.bind("127.0.0.1", 5354));
    const std::uint64_t cookie = socket.cookie(), otherCookie = other.cookie();
    Descriptor second(dup(socket.fd()));
    socket.close();  // does not end it
    other.close();
    QCOMPARE(heard(), Cookies{otherCookie});
    second = Descriptor();
    QCOMPARE(heard(), Cookies{cookie});
}

void TestSocketEnds::tcpIsLeftToOthers()
{
    RealSocket tcp(AF_INET, SOCK_STREAM), udp(AF_INET, SOCK_DGRAM);
    QVERIFY(tcp.bind("127.0.0.1", 80) && tcp.listen() && udp.bind("127.0.0.1", 80));
    const std::uint64_t cookie = udp.cookie();
    tcp.close();
    udp.close();
    QCOMPARE(heard(), Cookies{cookie});
}

// The kernel tells from a thread of its own, in its own time.
void TestSocketEnds::tellsThatSomeWereLost()
{
    const int small = 4'096;
    QCOMPARE(setsockopt(m_ends->fd(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small), 0);
    for (int i = 0; i < 100; ++i)
        QVERIFY(RealSocket(AF_INET, SOCK_DGRAM).bind("127.0.0.1", 0));
    const auto overflowed = [this] {
        pollfd state{m_ends->fd(), 0, 0};
        return poll(&state, 1, 0) == 1 && (state.revents & POLLERR) != 0;
    };
    QTRY_VERIFY(overflowed());
    QVERIFY(!m_ends->read([](std::uint64_t) {}));

    Cookies ended;
    bool told = false;
    const auto tells = [&] {  // again, when there is room
        RealSocket socket(AF_INET, SOCK_DGRAM);
        socket.bind("127.0.0.1", 0);
        ended.push_back(socket.cookie());
        socket.close();
        m_ends->read([&](std::uint64_t cookie) { told = told || std::ranges::count(ended, cookie) > 0; });
        return told;
    };
    QTRY_VERIFY(tells());
}

int main(int argc, char **argv)
{
    ownNetwork = enterOwnNetwork();
    TestSocketEnds test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_socketends.moc"
