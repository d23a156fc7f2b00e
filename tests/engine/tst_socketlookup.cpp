// SPDX-License-Identifier: GPL-2.0-or-later
// The socket that the kernel says would receive a packet, against real sockets in a network namespace of the test's own.
#include <QTest>

#include "engine/kernel/socketlookup.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/realsocket.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <poll.h>
#include <random>
#include <set>
#include <string>
#include <sys/stat.h>

using namespace parapet;
using namespace parapet::test;

namespace {

constexpr std::uint16_t port = 4711;
constexpr std::uint32_t lo = 1;  // index of the loopback device of a new network namespace

bool ownNetwork = false;

IpAddress address(const char *text)
{
    return *IpAddress::parse(text);
}

FlowKey flowTo(std::uint8_t protocol, const char *local, const char *remote = "192.0.2.9",
               std::uint16_t remotePort = 5000)
{
    return {address(local), address(remote), port, remotePort, protocol};
}

RealSocket listener(int family, int type, const char *bound, bool v6Only = false, bool shared = true,
                    std::uint16_t at = port)
{
    RealSocket socket(family, type);
    if (family == AF_INET6)
        socket.option(IPPROTO_IPV6, IPV6_V6ONLY, v6Only);
    if (shared)
        socket.option(SOL_SOCKET, SO_REUSEPORT, 1);
    if (!socket.bind(bound, at) || (type == SOCK_STREAM && !socket.listen()))
        socket.close();
    return socket;
}

bool isReadable(const RealSocket &socket, int milliseconds)
{
    pollfd wait{socket.fd(), POLLIN, 0};
    return poll(&wait, 1, milliseconds) == 1;
}

}  // namespace

class TestSocketLookup : public QObject {
    Q_OBJECT

private:
    std::uint64_t find(const FlowKey &flow, std::uint32_t interface = lo)
    {
        const auto found = m_lookup->find(flow, interface);
        return found ? found->cookie : 0;
    }
    std::set<std::uint64_t> findAll(const FlowKey &flow, std::uint32_t interface = lo)
    {
        std::set<std::uint64_t> cookies;
        (void)m_lookup->findAll(flow, interface, [&](const ReceivingSocket &socket) { cookies.insert(socket.cookie); });
        return cookies;
    }

    std::optional<SocketLookup> m_lookup;

private Q_SLOTS:
    void initTestCase()
    {
        if (!ownNetwork)
            QSKIP("This user may not make a network namespace here.");
        Result<SocketLookup> opened = SocketLookup::open();
        QVERIFY(opened);
        m_lookup.emplace(std::move(*opened));
    }

    void nobodyListens()
    {
        for (const std::uint8_t protocol : {ipproto::tcp, ipproto::udp}) {
            QCOMPARE(find(flowTo(protocol, "127.0.0.1")), 0U);
            QCOMPARE(find(flowTo(protocol, "::1", "2001:db8::9")), 0U);
            QVERIFY(findAll(flowTo(protocol, "224.0.0.251")).empty());
        }
    }

    void tellsTheInodeThatTheProcessHolds()
    {
        const RealSocket socket = listener(AF_INET6, SOCK_STREAM, "::");
        const auto found = m_lookup->find(flowTo(ipproto::tcp, "127.0.0.1"), lo);
        QVERIFY(found);
        QCOMPARE(found->cookie, socket.cookie());
        QCOMPARE(found->inode, socket.inode());
        QVERIFY(!m_lookup->find(flowTo(ipproto::udp, "127.0.0.1"), lo));
    }

    // Its id is the inode of the group's folder.
    void tellsTheControlGroupInWhichItWasMade()
    {
        std::ifstream groups("/proc/self/cgroup");
        std::string own;
        for (std::string line; std::getline(groups, line);) {
            if (line.starts_with("0::"))
                own = line.substr(3);
        }
        const bool hybrid = std::filesystem::exists("/sys/fs/cgroup/unified");
        struct stat folder { };
        if (own.empty() || stat(((hybrid ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup") + own).c_str(), &folder) != 0)
            QSKIP("This process is in no control group of the unified hierarchy.");
        const RealSocket socket = listener(AF_INET6, SOCK_STREAM, "::");
        const auto found = m_lookup->find(flowTo(ipproto::tcp, "127.0.0.1"), lo);
        QVERIFY(found);
        QCOMPARE(found->controlGroup, std::uint64_t(folder.st_ino));
    }

    void dualStackAndIpv6Alone()
    {
        for (const auto &[protocol, type] :
             {std::pair(ipproto::tcp, SOCK_STREAM), std::pair(ipproto::udp, SOCK_DGRAM)}) {
            RealSocket both = listener(AF_INET6, type, "::", false, false);
            QCOMPARE(find(flowTo(protocol, "127.0.0.1")), both.cookie());
            QCOMPARE(find(flowTo(protocol, "::1", "2001:db8::9")), both.cookie());
            both.close();
            const RealSocket six = listener(AF_INET6, type, "::", true, false);
            QCOMPARE(find(flowTo(protocol, "127.0.0.1")), 0U);
            QCOMPARE(find(flowTo(protocol, "::1", "2001:db8::9")), six.cookie());
            const RealSocket four = listener(AF_INET, type, "0.0.0.0", false, false);
            QCOMPARE(find(flowTo(protocol, "127.0.0.1")), four.cookie());
        }
    }

    void aConnectionIsItsOwnSocket()
    {
        const RealSocket server = listener(AF_INET, SOCK_STREAM, "127.0.0.1");
        RealSocket client(AF_INET, SOCK_STREAM);
        QVERIFY(client.connect("127.0.0.1", port));
        const int accepted = accept(server.fd(), nullptr, nullptr);
        std::uint64_t cookie = 0;
        socklen_t size = sizeof cookie;
        QCOMPARE(getsockopt(accepted, SOL_SOCKET, SO_COOKIE, &cookie, &size), 0);
        const FlowKey flow = flowTo(ipproto::tcp, "127.0.0.1", "127.0.0.1", client.port());
        QCOMPARE(find(flow), cookie);
        // Closed by the server it waits out its end; a new one with the same ends goes to the listener.
        ::close(accepted);
        client.close();
        QTRY_COMPARE(find(flow), server.cookie());
    }

    void aSocketOfAnotherDeviceIsNotFound()
    {
        RealSocket bound(AF_INET, SOCK_DGRAM);
        QVERIFY(bound.toDevice("lo"));
        QVERIFY(bound.bind("0.0.0.0", port));
        QCOMPARE(find(flowTo(ipproto::udp, "127.0.0.1"), lo), bound.cookie());
        QCOMPARE(find(flowTo(ipproto::udp, "127.0.0.1"), lo + 1), 0U);
        QCOMPARE(findAll(flowTo(ipproto::udp, "224.0.0.251"), lo), std::set{bound.cookie()});
        QVERIFY(findAll(flowTo(ipproto::udp, "224.0.0.251"), lo + 1).empty());
    }

    void whoMayGetADatagramToMany()
    {
        const RealSocket any = listener(AF_INET, SOCK_DGRAM, "0.0.0.0"), both = listener(AF_INET6, SOCK_DGRAM, "::");
        const RealSocket group = listener(AF_INET, SOCK_DGRAM, "224.0.0.251");
        const RealSocket own = listener(AF_INET, SOCK_DGRAM, "127.0.0.1");
        const RealSocket elsewhere = listener(AF_INET, SOCK_DGRAM, "0.0.0.0", false, true, port + 1);
        RealSocket connected = listener(AF_INET, SOCK_DGRAM, "0.0.0.0");
        QVERIFY(connected.connect("127.0.0.9", 9));
        QCOMPARE(findAll(flowTo(ipproto::udp, "224.0.0.251")), (std::set{any.cookie(), both.cookie(), group.cookie()}));
        QCOMPARE(findAll(flowTo(ipproto::udp, "255.255.255.255")), (std::set{any.cookie(), both.cookie()}));
        QCOMPARE(findAll(flowTo(ipproto::udp, "ff02::fb", "fe80::9")), std::set{both.cookie()});
        QVERIFY(findAll(flowTo(ipproto::udp, "224.0.0.251", "127.0.0.9", 9)).contains(connected.cookie()) == false);
    }

    // The reference is the kernel itself: who really gets the datagram or the connection.
    void agreesWithWhatArrives_data()
    {
        QTest::addColumn<int>("type");
        QTest::newRow("UDP") << int(SOCK_DGRAM);
        QTest::newRow("TCP") << int(SOCK_STREAM);
    }

    void agreesWithWhatArrives()
    {
        QFETCH(const int, type);
        std::mt19937 random(20040825);
        const auto below = [&](unsigned bound) { return unsigned(random() % bound); };
        static constexpr const char *four[] = {"0.0.0.0", "127.0.0.1", "127.0.0.2"}, *six[] = {"::", "::1", "::"};
        static constexpr const char *to[] = {"127.0.0.1", "127.0.0.2", "::1"};
        int arrived = 0;
        for (int round = 0; round < 300; ++round) {
            std::vector<RealSocket> sockets;
            for (unsigned count = 1 + below(5); count > 0; --count) {
                const bool isSix = below(2) != 0;
                sockets.push_back(
                    listener(isSix ? AF_INET6 : AF_INET, type, (isSix ? six : four)[below(3)], below(2) != 0));
            }
            const char *destination = to[below(3)];
            const bool isSix = std::string_view(destination).find(':') != std::string_view::npos;
            RealSocket sender(isSix ? AF_INET6 : AF_INET, type);
            const char *source = isSix ? "::1" : "127.0.0.1";
            QVERIFY(sender.bind(source, 0));
            const FlowKey flow =
                flowTo(type == SOCK_STREAM ? ipproto::tcp : ipproto::udp, destination, source, sender.port());
            const std::uint64_t expected = find(flow);
            const bool sent =
                type == SOCK_STREAM ? sender.connect(destination, port) : sender.sendTo(destination, port);
            std::uint64_t received = 0;
            for (const RealSocket &each : sockets) {
                if (each.fd() >= 0 && isReadable(each, 0))
                    received = each.cookie();
            }
            QVERIFY2(received == expected, qPrintable(QStringLiteral("round %1").arg(round)));
            arrived += sent && received != 0;
        }
        QVERIFY(arrived >= 100);
    }
};

// In the test's own network before Qt starts a thread.
int main(int argc, char **argv)
{
    ownNetwork = enterOwnNetwork();
    QCoreApplication application(argc, argv);
    TestSocketLookup test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_socketlookup.moc"
