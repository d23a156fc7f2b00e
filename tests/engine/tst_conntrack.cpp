// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's conntrack, in a network namespace of the test's own: what it has, what we mark, and the generation that is retired.
#include <QTest>

#include "engine/kernel/conntrack.h"
#include "engine/kernel/marks.h"
#include "engine/kernel/nftables.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/realsocket.h"

#include <map>
#include <memory>

using namespace parapet;
using namespace parapet::test;

namespace {

bool ownNetwork = false;

// conntrack works where a rule asks for it.
constexpr char tracked[] = "add table inet t\n"
                           "add chain inet t c { type filter hook output priority 0; policy accept; }\n"
                           "add rule inet t c ct state new accept\n";

// A flow from the first to the second, as the host of the second sees it come in.
FlowKey flowOf(const RealSocket &from, std::uint16_t to)
{
    const IpAddress here = *IpAddress::parse("127.0.0.1");
    return {here, here, to, from.port(), ipproto::udp};
}

}  // namespace

class TestConntrack : public QObject {
    Q_OBJECT

private:
    RealSocket begin(std::uint16_t to)
    {
        RealSocket socket(AF_INET, SOCK_DGRAM);
        if (!socket.bind("127.0.0.1", 0) || !socket.sendTo("127.0.0.1", to))
            socket.close();
        return socket;
    }
    void mark(const FlowKey &flow, std::uint32_t ours)
    {
        m_conntrack->setMark(flow, Direction::inbound, ours);
        QVERIFY(m_conntrack->flush());
    }
    // By the port to which they go.
    std::map<std::uint16_t, std::uint32_t> marked()
    {
        std::map<std::uint16_t, std::uint32_t> all;
        (void)m_conntrack->list([&](const TrackedFlow &flow) { all[flow.asInbound.localPort] = flow.mark; });
        return all;
    }

    std::unique_ptr<Conntrack> m_conntrack;

private Q_SLOTS:
    void initTestCase()
    {
        if (!ownNetwork)
            QSKIP("This user may not make a network namespace here.");
        if (const Outcome made = Nftables().apply(tracked); !made)
            QSKIP(made.error().text.c_str());
        Result<std::unique_ptr<Conntrack>> opened = Conntrack::open();
        QVERIFY(opened);
        m_conntrack = std::move(*opened);
    }

    void knowsWhatItHas()
    {
        const RealSocket socket = begin(7001);
        const FlowKey flow = flowOf(socket, 7001);
        QVERIFY(m_conntrack->tracks(flow, Direction::inbound));
        FlowKey other = flow;
        other.localPort = 7002;
        QVERIFY(!m_conntrack->tracks(other, Direction::inbound));
        QVERIFY(m_conntrack->tracks(flow, Direction::inbound));  // a refusal leaves nothing behind
    }

    void marksOursAndLeavesOthers()
    {
        const RealSocket socket = begin(7003);
        mark(flowOf(socket, 7003), marks::judged);
        QCOMPARE(marked()[7003], marks::judged);
        mark(flowOf(socket, 7003), 0);
        QCOMPARE(marked()[7003], 0U);
    }

    void retiresOneGenerationAndNoOther()
    {
        const std::map<std::uint16_t, std::uint32_t> before{{7010, marks::letIn(0)},
                                                            {7011, marks::letIn(1)},
                                                            {7012, marks::letIn(2)},
                                                            {7013, marks::judged},
                                                            {7014, marks::judged | marks::outbound},
                                                            {7015, 0}};
        std::vector<RealSocket> sockets;
        for (const auto &[port, ours] : before)
            mark(flowOf(sockets.emplace_back(begin(port)), port), ours);
        QVERIFY(retireGeneration(1));
        std::map<std::uint16_t, std::uint32_t> expected = before, after = marked();
        expected[7011] = marks::judged | marks::generationMask;
        std::erase_if(after, [&](const auto &each) { return !before.contains(each.first); });
        QCOMPARE(after, expected);
        QVERIFY(retireGeneration(1));  // nothing is left to do
        QCOMPARE(marked()[7011], expected[7011]);
    }

    void retiresManyAtOnce()
    {
        constexpr int many = 1000;  // more than fit into one message
        std::vector<RealSocket> sockets;
        for (int i = 0; i < many; ++i)
            mark(flowOf(sockets.emplace_back(begin(std::uint16_t(8000 + i))), std::uint16_t(8000 + i)),
                 marks::letIn(2));
        QVERIFY(retireGeneration(2));
        int left = 0;
        for (const auto &[port, ours] : marked())
            left += ours == marks::letIn(2) ? 1 : 0;
        QCOMPARE(left, 0);
    }
};

int main(int argc, char **argv)
{
    ownNetwork = enterOwnNetwork();
    QCoreApplication application(argc, argv);
    TestConntrack test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_conntrack.moc"
