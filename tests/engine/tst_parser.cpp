// SPDX-License-Identifier: GPL-2.0-or-later
// The parser: named packets and their facts, named defects, every truncation of every good packet, and noise.
#include <QTest>

#include "engine/packet/bytes.h"
#include "tests/support/describe.h"
#include "tests/support/goodpackets.h"
#include "tests/support/parserpromises.h"

#include <limits>
#include <memory>
#include <random>
#include <set>

using namespace parapet;
using namespace parapet::test;

namespace {

// On the heap and of exactly this size, so that the address sanitizer sees every byte read behind it.
class ExactCopy {
public:
    ExactCopy(const PacketBytes &bytes, std::size_t count)
        : m_bytes(std::make_unique<std::byte[]>(count)), m_count(count)
    {
        std::copy_n(bytes.begin(), count, m_bytes.get());
    }
    std::span<const std::byte> span() const { return {m_bytes.get(), m_count}; }

private:
    std::unique_ptr<std::byte[]> m_bytes;
    std::size_t m_count;
};

std::string factsOf(const PacketBytes &bytes, std::size_t captured, std::size_t length)
{
    return describe(parse(ExactCopy(bytes, captured).span(), length));
}

void addRow(const char *name, const PacketBytes &bytes, const std::string &facts)
{
    QTest::newRow(name) << QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()))
                        << QByteArray::fromStdString(facts);
}

PacketBytes fetchPacket()
{
    QFETCH(const QByteArray, bytes);
    return text({bytes.data(), std::size_t(bytes.size())});
}

void goodPacketRows()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("facts");
    for (const GoodPacket &good : goodPackets())
        addRow(good.name, good.bytes, good.facts);
}

// One small damage, of the kinds that find mistakes in length arithmetic.
void damage(PacketBytes &bytes, std::mt19937 &random)
{
    if (bytes.empty())
        return;
    const std::size_t at = random() % std::min<std::size_t>(bytes.size(), 100);
    switch (random() % 4) {
    case 0: bytes[at] = std::byte(random() % 256); break;
    case 1: bytes[at] ^= std::byte(1U << random() % 8); break;
    case 2: bytes[at] = std::byte{0xff}; break;
    default: bytes.resize(random() % (bytes.size() + 8)); break;
    }
}

}  // namespace

class ParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodPacketsTellTheirFacts_data() { goodPacketRows(); }
    void goodPacketsTellTheirFacts();
    void defectsAreNamed_data();
    void defectsAreNamed();
    void lengthsOfHeadersAreHeldAgainstThePacket_data();
    void lengthsOfHeadersAreHeldAgainstThePacket();
    void aCutPacketIsNeverGood_data() { goodPacketRows(); }
    void aCutPacketIsNeverGood();
    void aCutCaptureTellsNothingElse_data() { goodPacketRows(); }
    void aCutCaptureTellsNothingElse();
    void headersBehindTheCaptureAreTruncated();
    void dataBehindTheCaptureDoesNotMatter();
    void bytesAreBounded();
    void promisesHoldForDamagedPackets();
};

void ParserTest::goodPacketsTellTheirFacts()
{
    const PacketBytes packet = fetchPacket();
    QFETCH(const QByteArray, facts);
    QCOMPARE(factsOf(packet, packet.size(), packet.size()), facts.toStdString());
    QCOMPARE(brokenPromise(packet, packet.size()), nullptr);
}

void ParserTest::defectsAreNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("facts");
    const std::string v4 = "v4 192.0.2.7 > 198.51.100.1 proto ", v6 = "v6 2001:db8::7 > 2001:db8:1::1 proto ";
    addRow("nothing at all", {}, "truncated; no addresses size 0");
    addRow("version 5", to4().claimVersion(5).udp(1, 2).bytes(), "bad version; no addresses size 28");
    addRow("version 0", PacketBytes(40), "bad version; no addresses size 40");
    addRow("IPv6 from an IPv4-mapped address", PacketBuilder("::ffff:192.0.2.7", us6).udp(1, 2).bytes(),
           "bad version; no addresses size 48");
    addRow("IPv6 to an IPv4-mapped address", PacketBuilder(them6, "::ffff:198.51.100.1").udp(1, 2).bytes(),
           "bad version; no addresses size 48");
    addRow("half an IPv4 header", cut(to4().udp(1, 2).bytes(), 19), "truncated; no addresses size 19");
    addRow("half an IPv6 header", cut(to6().udp(1, 2).bytes(), 39), "truncated; no addresses size 39");
    addRow("a later IPv4 fragment", to4().fragmentAt(8, true).udp(1, 2).bytes(),
           "later fragment; " + v4 + "17 hops 64 size 28");
    addRow("the last IPv4 fragment", to4().fragmentAt(65528, false).tcp(1, 2, flag::syn).bytes(),
           "later fragment; " + v4 + "6 hops 64 size 40");
    addRow("an IPv4 fragment in the upper half", to4().fragmentAt(32768, true).udp(1, 2).bytes(),
           "later fragment; " + v4 + "17 hops 64 size 28");
    addRow("a later IPv6 fragment", to6().fragment(1448, true).udp(1, 2).bytes(),
           "later fragment; " + v6 + "17 hops 64 size 56");
    addRow("the last IPv6 fragment of headers", to6().hopByHop().fragment(8, false).hopByHop().udp(1, 2).bytes(),
           "later fragment; " + v6 + "0 hops 64 size 72");
    addRow("a first fragment too small for TCP", to4().moreFragments().raw(6, PacketBytes(8)).bytes(),
           "truncated; " + v4 + "6 hops 64 size 28; ports 0 > 0");
    addRow("a first fragment too small for the header chain", to6().fragment(0, true).raw(60, PacketBytes(2)).bytes(),
           "truncated; " + v6 + "60 hops 64 size 50");
    addRow("a fragment in a fragment", to6().fragment(0, true).fragment(0, false).udp(1, 2).bytes(),
           "header chain; " + v6 + "44 hops 64 size 64");
    addRow("hop-by-hop behind another header", to6().routing().hopByHop().udp(1, 2).bytes(),
           "header chain; " + v6 + "0 hops 64 size 64");
    addRow("hop-by-hop twice", to6().hopByHop().hopByHop().udp(1, 2).bytes(),
           "header chain; " + v6 + "0 hops 64 size 64");
    addRow("nine extension headers", eightExtensions().destinationOptions().udp(1, 2).bytes(),
           "header chain; " + v6 + "60 hops 64 size 120");
    addRow("an extension header of two bytes", to6().raw(60, PacketBytes(2)).bytes(),
           "truncated; " + v6 + "60 hops 64 size 42");
    addRow("two bytes of TCP", to4().raw(6, PacketBytes(2)).bytes(), "truncated; " + v4 + "6 hops 64 size 22");
    addRow("half a UDP header", to4().raw(17, PacketBytes(7)).bytes(),
           "truncated; " + v4 + "17 hops 64 size 27; ports 0 > 0");
    addRow("half an ICMP header", to4().raw(1, PacketBytes(7)).bytes(), "truncated; " + v4 + "1 hops 64 size 27");
    addRow("half an ICMPv6 header", to6().raw(58, PacketBytes(7)).bytes(), "truncated; " + v6 + "58 hops 64 size 47");
    addRow("half an SCTP header", to4().ports(132, 1, 2, 11).bytes(),
           "truncated; " + v4 + "132 hops 64 size 31; ports 1 > 2");
}

void ParserTest::defectsAreNamed()
{
    const PacketBytes packet = fetchPacket();
    QFETCH(const QByteArray, facts);
    QCOMPARE(factsOf(packet, packet.size(), packet.size()), facts.toStdString());
    QCOMPARE(brokenPromise(packet, packet.size()), nullptr);
}

void ParserTest::lengthsOfHeadersAreHeldAgainstThePacket_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("facts");
    const std::string v4 = "lying length; v4 192.0.2.7 > 198.51.100.1 proto ";
    const std::string v6 = "lying length; v6 2001:db8::7 > 2001:db8:1::1 proto ";
    auto shortTcp = to4().tcp(1, 2, flag::syn).bytes(), longTcp = shortTcp;
    shortTcp[32] = std::byte{0x40};
    longTcp[32] = std::byte{0x60};
    addRow("an IPv4 header of four words", to4().claimHeaderWords(4).udp(1, 2).bytes(), v4 + "17 hops 64 size 28");
    addRow("an IPv4 header longer than its packet", to4().claimHeaderWords(8).udp(1, 2).bytes(),
           v4 + "17 hops 64 size 28");
    addRow("a total shorter than the header", to4().claimLength(19).udp(1, 2).bytes(), v4 + "17 hops 64 size 28");
    addRow("a total of zero", to4().claimLength(0).udp(1, 2).bytes(), v4 + "17 hops 64 size 28");
    addRow("a total longer than what arrived", to4().claimLength(29).udp(1, 2).bytes(), v4 + "17 hops 64 size 28");
    addRow("an IPv6 payload longer than what arrived", to6().claimLength(9).udp(1, 2).bytes(),
           v6 + "17 hops 64 size 48");
    addRow("an IPv6 jumbogram", to6().claimLength(0).hopByHop().udp(1, 2).bytes(), v6 + "0 hops 64 size 56");
    addRow("an extension header longer than the packet",
           to6().extension(60, ByteWriter().u8(2).zeros(6).take()).udp(1, 2).bytes(), v6 + "60 hops 64 size 56");
    addRow("AH shorter than its fixed fields",
           to6().extension(51, ByteWriter().u8(0).zeros(6).take()).udp(1, 2).bytes(), v6 + "51 hops 64 size 56");
    addRow("a TCP header of four words", shortTcp, v4 + "6 hops 64 size 40; ports 1 > 2");
    addRow("a TCP header longer than its packet", longTcp, v4 + "6 hops 64 size 40; ports 1 > 2");
    addRow("a UDP length below eight", to4().udpClaiming(7, 1, 2).bytes(), v4 + "17 hops 64 size 28; ports 1 > 2");
    addRow("a UDP length of zero", to6().udpClaiming(0, 1, 2).bytes(), v6 + "17 hops 64 size 48; ports 1 > 2");
    addRow("a UDP length beyond the packet", to4().udpClaiming(9, 1, 2).trailing(9).bytes(),
           v4 + "17 hops 64 size 28; ports 1 > 2");
}

void ParserTest::lengthsOfHeadersAreHeldAgainstThePacket()
{
    defectsAreNamed();
}

void ParserTest::aCutPacketIsNeverGood()
{
    const PacketBytes packet = fetchPacket();
    const ParsedPacket whole = parse(packet, packet.size());
    for (std::size_t length = 0; length < whole.size; ++length) {
        const ExactCopy copy(packet, length);
        QVERIFY2(parse(copy.span(), length).defect != Defect::none, qPrintable(QString::number(length)));
        QCOMPARE(brokenPromise(copy.span(), length), nullptr);
    }
}

void ParserTest::aCutCaptureTellsNothingElse()
{
    const PacketBytes packet = fetchPacket();
    const ParsedPacket whole = parse(packet, packet.size());
    for (std::size_t captured = 0; captured < packet.size(); ++captured) {
        const ExactCopy copy(packet, captured);
        QCOMPARE(brokenCutPromise(whole, parse(copy.span(), packet.size())), nullptr);
        QCOMPARE(brokenPromise(copy.span(), packet.size()), nullptr);
    }
}

void ParserTest::headersBehindTheCaptureAreTruncated()
{
    const auto packet = to4().tcp(40000, 80, flag::syn, text("payload"), 5).bytes();
    for (const std::size_t captured : {0U, 19U, 20U, 39U, 59U})
        QCOMPARE(word(parse(ExactCopy(packet, captured).span(), packet.size()).defect), word(Defect::truncated));
    QCOMPARE(word(parse(ExactCopy(packet, 60).span(), packet.size()).defect), word(Defect::none));
}

void ParserTest::dataBehindTheCaptureDoesNotMatter()
{
    const auto packet = to6().udp(53, 40000, PacketBytes(1000)).bytes();
    QCOMPARE(factsOf(packet, 128, packet.size()), factsOf(packet, packet.size(), packet.size()));
    QCOMPARE(factsOf(packet, 128, packet.size() + 500), factsOf(packet, packet.size(), packet.size()));
    // A caller who states less than there is does no harm.
    QCOMPARE(factsOf(packet, packet.size(), 0), factsOf(packet, packet.size(), packet.size()));
}

void ParserTest::bytesAreBounded()
{
    const PacketBytes four(4);
    const Bytes bytes(four, 10);
    constexpr std::size_t far = std::numeric_limits<std::size_t>::max();
    QVERIFY(bytes.has(0, 4) && bytes.has(4, 0));
    QVERIFY(!bytes.has(0, 5) && !bytes.has(2, 3) && !bytes.has(5, 0) && !bytes.has(far, 1) && !bytes.has(1, far));
    QCOMPARE(bytes.from(3).length(), std::size_t(7));
    QCOMPARE(bytes.upTo(3).length(), std::size_t(3));
    QVERIFY(!bytes.upTo(3).has(0, 4));
    QCOMPARE(bytes.upTo(20).length(), std::size_t(10));
}

void ParserTest::promisesHoldForDamagedPackets()
{
    const auto good = goodPackets();
    std::mt19937 random(20040825);
    std::set<Defect> seen;
    for (int round = 0; round < 200'000; ++round) {
        PacketBytes packet = good[random() % good.size()].bytes;
        for (auto damages = 1 + random() % 4; damages > 0; --damages)
            damage(packet, random);
        const ExactCopy copy(packet, packet.size());
        const std::size_t length = packet.size() + (random() % 2) * (random() % 2000);
        const char *broken = brokenPromise(copy.span(), length);
        QVERIFY2(!broken, broken);
        seen.insert(parse(copy.span(), length).defect);
    }
    // The damage reaches every defect, or this test would tell little.
    QCOMPARE(seen.size(), std::size_t(6));
}

QTEST_APPLESS_MAIN(ParserTest)
#include "tst_parser.moc"
