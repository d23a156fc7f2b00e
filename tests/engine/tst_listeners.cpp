// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's list of listeners against real sockets, in a network namespace of the test's own.
#include <QTest>

#include "engine/kernel/listeners.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/realsocket.h"

#include <algorithm>
#include <optional>
#include <sys/resource.h>

using namespace parapet;
using namespace parapet::test;

namespace {

bool ownNetwork = false;

enum class Use { none, listen, sendFirst, connect };

struct Case {
    int family = AF_INET;
    int type = SOCK_STREAM;
    const char *address = nullptr;  // none: not bound
    std::uint16_t port = 0;
    Use use = Use::none;
    bool v6Only = false;
    const char *device = nullptr;
};

RealSocket made(const Case &wanted)
{
    RealSocket socket(wanted.family, wanted.type);
    const char *loopback = wanted.family == AF_INET ? "127.0.0.1" : "::1";
    bool good = wanted.family == AF_INET || socket.option(IPPROTO_IPV6, IPV6_V6ONLY, wanted.v6Only);
    good = good && (!wanted.device || socket.toDevice(wanted.device));
    good = good && (!wanted.address || socket.bind(wanted.address, wanted.port));
    good = good && (wanted.use != Use::listen || socket.listen());
    good = good && (wanted.use != Use::sendFirst || socket.sendTo(loopback, 9));
    good = good && (wanted.use != Use::connect || socket.connect(loopback, 9));
    if (!good)
        socket.close();
    return socket;
}

std::optional<Listener> found(const std::vector<Listener> &all, std::uint64_t cookie)
{
    const auto at = std::ranges::find(all, cookie, &Listener::cookie);
    return at == all.end() ? std::nullopt : std::optional(*at);
}

QString describe(const std::optional<Listener> &listener)
{
    if (!listener)
        return QStringLiteral("not listed");
    QString text = QString::fromStdString((listener->port.protocol == PortProtocol::tcp ? "tcp " : "udp ")
                                          + listener->local.text());
    if (listener->v6Only)
        text += QStringLiteral(" v6only");
    if (listener->interface != 0)
        text += QStringLiteral(" device ") + QString::number(listener->interface);
    if (listener->automatic)
        text += QStringLiteral(" automatic");
    return text;
}

}  // namespace

Q_DECLARE_METATYPE(Case)

class TestListeners : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isListed_data();
    void isListed();
    void aClosedSocketIsNotListed();
    void twoOnOnePortAreTwo();
    void fingerprintFollowsTheSet();
    void fiveThousand();
};

void TestListeners::init()
{
    if (!ownNetwork)
        QSKIP("Needs a network namespace of its own: root, or user namespaces.");
}

void TestListeners::isListed_data()
{
    QTest::addColumn<Case>("wanted");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const Case &wanted, const char *expected) {
        QTest::newRow(name) << wanted << QString::fromLatin1(expected);
    };
    row("TCP that listens on every address", {AF_INET, SOCK_STREAM, "0.0.0.0", 80, Use::listen}, "tcp 0.0.0.0");
    row("TCP on one address", {AF_INET, SOCK_STREAM, "127.0.0.2", 80, Use::listen}, "tcp 127.0.0.2");
    row("TCP that is bound and does not listen", {AF_INET, SOCK_STREAM, "0.0.0.0", 80}, "not listed");
    row("TCP that listens without a bind", {AF_INET, SOCK_STREAM, nullptr, 0, Use::listen}, "tcp 0.0.0.0");
    row("TCP for both families", {AF_INET6, SOCK_STREAM, "::", 80, Use::listen}, "tcp ::");
    row("TCP for IPv6 only", {AF_INET6, SOCK_STREAM, "::", 80, Use::listen, true}, "tcp :: v6only");
    row("TCP on an IPv6 address", {AF_INET6, SOCK_STREAM, "::1", 80, Use::listen}, "tcp ::1 v6only");
    row("TCP bound to a device", {AF_INET, SOCK_STREAM, "0.0.0.0", 80, Use::listen, false, "lo"},
        "tcp 0.0.0.0 device 1");
    row("TCP that connects", {AF_INET, SOCK_STREAM, nullptr, 0, Use::none}, "not listed");
    row("UDP bound to a port", {AF_INET, SOCK_DGRAM, "0.0.0.0", 5353}, "udp 0.0.0.0");
    row("UDP bound to a port in the ephemeral range", {AF_INET, SOCK_DGRAM, "0.0.0.0", 40'000}, "udp 0.0.0.0");
    row("UDP bound to any port", {AF_INET, SOCK_DGRAM, "0.0.0.0", 0}, "udp 0.0.0.0 automatic");
    row("UDP that has sent without a bind", {AF_INET, SOCK_DGRAM, nullptr, 0, Use::sendFirst}, "udp 0.0.0.0 automatic");
    row("UDP that is connected", {AF_INET, SOCK_DGRAM, nullptr, 0, Use::connect}, "not listed");
    row("UDP that is bound and connected", {AF_INET, SOCK_DGRAM, "0.0.0.0", 5353, Use::connect}, "not listed");
    row("UDP without a port", {AF_INET, SOCK_DGRAM}, "not listed");
    row("UDP for both families", {AF_INET6, SOCK_DGRAM, "::", 5353}, "udp ::");
    row("UDP for IPv6 only", {AF_INET6, SOCK_DGRAM, "::", 5353, Use::none, true}, "udp :: v6only");
    row("UDP bound to an IPv4 address by an IPv6 socket", {AF_INET6, SOCK_DGRAM, "::ffff:127.0.0.1", 5353},
        "udp 127.0.0.1");
    row("UDP bound to a device", {AF_INET6, SOCK_DGRAM, "::", 5353, Use::none, false, "lo"}, "udp :: device 1");
    row("UDP over IPv6 that has sent", {AF_INET6, SOCK_DGRAM, nullptr, 0, Use::sendFirst}, "udp :: automatic");
}

void TestListeners::isListed()
{
    QFETCH(const Case, wanted);
    QFETCH(const QString, expected);
    RealSocket socket = made(wanted);
    QVERIFY2(socket.fd() >= 0, std::strerror(errno));
    Result<Listeners> listeners = Listeners::open();
    QVERIFY(listeners);
    const Result<std::vector<Listener>> all = listeners->list();
    QVERIFY(all);
    const std::optional<Listener> listener = found(*all, socket.cookie());
    QCOMPARE(describe(listener), expected);
    QCOMPARE(all->size(), listener ? 1U : 0U);
    if (listener) {
        QCOMPARE(listener->port.port, socket.port());
        QCOMPARE(listener->inode, socket.inode());
        QCOMPARE(listener->uid, geteuid());
    }
}

void TestListeners::aClosedSocketIsNotListed()
{
    Result<Listeners> listeners = Listeners::open();
    RealSocket tcp = made({AF_INET, SOCK_STREAM, "0.0.0.0", 80, Use::listen});
    RealSocket udp = made({AF_INET6, SOCK_DGRAM, "::", 80});
    QCOMPARE(listeners->list()->size(), 2U);
    tcp.close();
    udp.close();
    QCOMPARE(listeners->list()->size(), 0U);
}

void TestListeners::twoOnOnePortAreTwo()
{
    RealSocket first(AF_INET, SOCK_STREAM), second(AF_INET, SOCK_STREAM);
    for (RealSocket *socket : {&first, &second})
        QVERIFY(socket->option(SOL_SOCKET, SO_REUSEPORT, 1) && socket->bind("0.0.0.0", 80) && socket->listen());
    const auto all = Listeners::open()->list();
    QCOMPARE(all->size(), 2U);
    QVERIFY(found(*all, first.cookie()) && found(*all, second.cookie()));
}

void TestListeners::fingerprintFollowsTheSet()
{
    Result<Listeners> listeners = Listeners::open();
    const std::uint64_t none = *listeners->fingerprint();
    RealSocket tcp = made({AF_INET, SOCK_STREAM, "0.0.0.0", 80, Use::listen});
    const std::uint64_t one = *listeners->fingerprint();
    QVERIFY(one != none);
    QCOMPARE(*listeners->fingerprint(), one);
    RealSocket udp = made({AF_INET6, SOCK_DGRAM, "::", 80});
    QVERIFY(*listeners->fingerprint() != one);
    udp.close();
    QCOMPARE(*listeners->fingerprint(), one);
    tcp = made({AF_INET, SOCK_STREAM, "0.0.0.0", 0, Use::listen});  // the same number of them
    QVERIFY(*listeners->fingerprint() != one);
}

void TestListeners::fiveThousand()
{
    constexpr int count = 5'000;
    rlimit files{count + 500, count + 500};
    rlimit now{};
    getrlimit(RLIMIT_NOFILE, &now);
    if (now.rlim_cur < files.rlim_cur && setrlimit(RLIMIT_NOFILE, &files) != 0)
        QSKIP("May not open so many files here.");
    std::vector<RealSocket> sockets;
    for (int i = 0; i < count; ++i)
        sockets.push_back(
            made({i % 2 == 0 ? AF_INET : AF_INET6, i % 3 == 0 ? SOCK_STREAM : SOCK_DGRAM,
                  i % 2 == 0 ? "0.0.0.0" : "::", std::uint16_t(10'000 + i), i % 3 == 0 ? Use::listen : Use::none}));
    const auto all = Listeners::open()->list();
    QVERIFY(all);
    std::vector<std::uint64_t> expected, listed;
    for (const RealSocket &socket : sockets)
        expected.push_back(socket.cookie());
    for (const Listener &listener : *all)
        listed.push_back(listener.cookie);
    std::ranges::sort(expected);
    std::ranges::sort(listed);
    QCOMPARE(listed, expected);
}

int main(int argc, char **argv)
{
    ownNetwork = enterOwnNetwork();
    TestListeners test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_listeners.moc"
