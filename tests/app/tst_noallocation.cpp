// SPDX-License-Identifier: GPL-2.0-or-later
// No packet takes memory: operator new is counted while packets go from bytes to the verdict and into the log.
#include <QTest>

#include "app/helper/reporter.h"
#include "engine/filter/filter.h"
#include "engine/packet/parser.h"
#include "tests/support/allocations.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakereceivers.h"
#include "tests/support/goodpackets.h"

using namespace parapet;
using namespace parapet::test;

namespace {

// SYNs from other ports each time, to a port that is open, one that is not, and one of a program; what follows on them; and
// every kind of packet that the parser knows.
std::vector<PacketBytes> packets()
{
    std::vector<PacketBytes> all;
    for (std::uint16_t from = 1024; from < 3000; ++from) {
        for (const std::uint16_t to : {80, 81, 82}) {
            all.push_back(to4().tcp(from, to, flag::syn).bytes());
            all.push_back(to6().tcp(from, to, flag::syn).bytes());
            all.push_back(to4().tcp(from, to, flag::ack).bytes());
            all.push_back(to4().udp(from, to, {}).bytes());
        }
    }
    for (const GoodPacket &each : goodPackets())
        all.push_back(each.bytes);
    return all;
}

Settings someSettings()
{
    Settings settings;
    Profile &profile = settings.profile(ProfileId::standard);
    profile.ports[{PortProtocol::tcp, 80}] = {"Web", true};
    profile.ports[{PortProtocol::udp, 80}] = {"Scoped", true,
                                              *Scope::parse("203.0.113.0/24,2001:db8::/32,LocalSubnet")};
    profile.programs["/usr/bin/a"] = {"a", true, {}};
    profile.icmp.set(IcmpItem::echoRequest, true);
    return settings;
}

}  // namespace

class TestNoAllocation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromBytesToTheLog()
    {
        FakeClock clock;
        FlowTable flows(4096, {}, clock, 1);  // fewer than begin, so that it is full in the end
        FakeReceivers receivers;
        receivers.listens({PortProtocol::tcp, 82}, {{"/usr/bin/a"}, {"/usr/bin/b", "/usr/bin/a"}}, 7);
        ProgramNames names;
        Filter filter(flows, receivers,
                      std::make_shared<const Policy>(someSettings(), ProfileId::standard, Interfaces(), &names));
        RecordRing ring(1024);  // and this too
        Reporter reporter({ring, [] {}, [] {}}, clock);
        reporter.logConnections(true);
        const std::vector<PacketBytes> all = packets();
        int accepted = 0, dropped = 0;

        const long before = allocations;
        for (const PacketBytes &bytes : all) {
            const ParsedPacket packet = parse(bytes, bytes.size());
            const Decision decision = filter.inbound(packet, 1);
            ++(decision.verdict == Verdict::accept ? accepted : dropped);
            if (decision.verdict == Verdict::drop)
                reporter.dropped(packet, 1, decision);
            const auto key = flowKey(packet, Direction::inbound);
            if (Flow *flow = key ? flows.find(*key) : nullptr)
                reporter.opened(*flow);
            reporter.wake();
        }
        const long taken = allocations - before;
        QCOMPARE(taken, 0L);
        QVERIFY(accepted > 4096 && dropped > 4096);
        QVERIFY(flows.overflowed() && ring.isFull());
    }

    // The count itself.
    void isCounted()
    {
        const long before = allocations;
        auto *volatile taken = new int(1);  // a compiler may leave out a pair that nobody looks at
        delete taken;
        QCOMPARE(allocations - before, 1L);
    }
};

QTEST_APPLESS_MAIN(TestNoAllocation)
#include "tst_noallocation.moc"
