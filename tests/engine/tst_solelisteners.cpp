// SPDX-License-Identifier: GPL-2.0-or-later
// What is remembered of who listens, against real sockets in a network namespace of the test's own: it must never outlive a change.
// The test counts the changes itself, so that an answer that should have been forgotten is seen.
#include <QTest>

#include "engine/kernel/solelisteners.h"
#include "tests/support/fakeclock.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/realsocket.h"

#include <optional>

using namespace parapet;
using namespace parapet::test;
using namespace std::chrono_literals;

namespace {

constexpr std::uint16_t port = 4711;
constexpr std::uint32_t lo = 1;

bool ownNetwork = false;

FlowKey flowTo(const char *local, std::uint8_t protocol = ipproto::tcp)
{
    return {*IpAddress::parse(local), *IpAddress::parse("192.0.2.9"), port, 5000, protocol};
}

RealSocket listener(const char *bound, std::uint16_t at = port, int type = SOCK_STREAM)
{
    RealSocket socket(AF_INET, type);
    socket.option(SOL_SOCKET, SO_REUSEPORT, 1);
    if (!socket.bind(bound, at) || (type == SOCK_STREAM && !socket.listen()))
        socket.close();
    return socket;
}

}  // namespace

class TestSoleListeners : public QObject {
    Q_OBJECT

private:
    std::uint64_t find(const FlowKey &flow = flowTo("127.0.0.1"), std::uint32_t interface = lo)
    {
        const auto found = m_listeners->find(flow, interface);
        return found ? found->cookie : 0;
    }

    std::uint32_t m_count = 0;
    FakeClock m_clock;
    std::optional<SocketLookup> m_lookup;
    std::optional<SoleListeners> m_listeners;

private Q_SLOTS:
    void init()
    {
        if (!ownNetwork)
            QSKIP("This user may not make a network namespace here.");
        Result<SocketLookup> opened = SocketLookup::open();
        QVERIFY(opened);
        m_lookup.emplace(std::move(*opened));
        m_listeners.emplace(*m_lookup, m_clock);
        m_listeners->setCount([this] { return m_count; });
    }

    // Nobody tells the change here, so the answer of before shows that it was remembered; then it is told.
    void oneThatIsAloneIsRemembered()
    {
        RealSocket socket = listener("0.0.0.0");
        const std::uint64_t cookie = socket.cookie();
        m_clock.advance(SoleListeners::settled);
        QCOMPARE(find(), cookie);
        socket.close();
        QCOMPARE(find(), cookie);
        ++m_count;
        QCOMPARE(find(), 0U);
    }

    void onlyForItsAddressInterfaceAndProtocol()
    {
        RealSocket socket = listener("0.0.0.0");
        const std::uint64_t cookie = socket.cookie();
        m_clock.advance(SoleListeners::settled);
        QCOMPARE(find(), cookie);
        socket.close();
        QCOMPARE(find(flowTo("127.0.0.2")), 0U);
        QCOMPARE(find(flowTo("127.0.0.1"), 0), 0U);
        QCOMPARE(find(flowTo("127.0.0.1", ipproto::udp)), 0U);
        FlowKey other = flowTo("127.0.0.1");
        other.localPort = port + 64;  // the same place in the memory
        QCOMPARE(find(other), 0U);
        QCOMPARE(find(), cookie);
    }

    // One that is about to listen has been counted, and is not in the kernel's lists yet.
    void notBeforeAChangeHasSettled()
    {
        RealSocket socket = listener("0.0.0.0");
        m_clock.advance(SoleListeners::settled - 1ms);
        QCOMPARE(find(), socket.cookie());
        socket.close();
        QCOMPARE(find(), 0U);
        m_clock.advance(1ms);
        RealSocket next = listener("0.0.0.0");
        ++m_count;
        QCOMPARE(find(), next.cookie());
        m_clock.advance(SoleListeners::settled - 1ms);
        QCOMPARE(find(), next.cookie());
        next.close();
        QCOMPARE(find(), 0U);
    }

    void notOneOfSeveral_data()
    {
        QTest::addColumn<QString>("other");
        QTest::newRow("a group that shares the port") << "0.0.0.0";
        QTest::newRow("one on an address of its own") << "127.0.0.2";
    }
    void notOneOfSeveral()
    {
        QFETCH(QString, other);
        RealSocket first = listener("0.0.0.0"), second = listener(qPrintable(other));
        m_clock.advance(SoleListeners::settled);
        const std::uint64_t found = find();
        QVERIFY(found != 0);
        (found == first.cookie() ? first : second).close();
        QVERIFY(find() != found);
    }

    void notWithoutACount()
    {
        m_listeners->setCount({});
        RealSocket socket = listener("0.0.0.0");
        m_clock.advance(SoleListeners::settled);
        QCOMPARE(find(), socket.cookie());
        socket.close();
        QCOMPARE(find(), 0U);
    }

    void notNobody()
    {
        m_clock.advance(SoleListeners::settled);
        QCOMPARE(find(), 0U);
        const RealSocket socket = listener("0.0.0.0");
        QCOMPARE(find(), socket.cookie());
    }
};

int main(int argc, char **argv)
{
    ownNetwork = enterOwnNetwork();
    QCoreApplication application(argc, argv);
    TestSoleListeners test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_solelisteners.moc"
