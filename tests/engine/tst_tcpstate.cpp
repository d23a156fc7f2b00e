// SPDX-License-Identifier: GPL-2.0-or-later
// (state, flags, who) -> state, and the flags that no honest stack sends.
#include <QTest>

#include "engine/flow/tcpstate.h"
#include "engine/model/logrecord.h"

using namespace parapet;

Q_DECLARE_METATYPE(parapet::TcpState)

namespace {

constexpr bool opener = true, answerer = false;

// "SA" -> SYN and ACK, in the letters of the log file (A F P R S U).
std::uint8_t flagsOf(const char *letters)
{
    std::uint8_t flags = 0;
    for (; *letters; ++letters) {
        switch (*letters) {
        case 'F': flags |= 0x01; break;
        case 'S': flags |= 0x02; break;
        case 'R': flags |= 0x04; break;
        case 'P': flags |= 0x08; break;
        case 'A': flags |= 0x10; break;
        case 'U': flags |= 0x20; break;
        default: Q_UNREACHABLE();
        }
    }
    return flags;
}

struct Row {
    const char *name;
    TcpState before;
    const char *flags;
    bool fromOpener;
    TcpState after;
};

using enum TcpState;

constexpr Row inOrderRows[] = {
    // The handshake (RFC 9293 3.5, figure 6).
    {"a syn opens", none, "S", opener, synSent},
    {"a syn is sent again", synSent, "S", opener, synSent},
    {"syn+ack answers", synSent, "SA", answerer, synReceived},
    {"syn+ack is sent again", synReceived, "SA", answerer, synReceived},
    {"a late copy of the syn after the answer", synReceived, "S", opener, synReceived},
    {"the opener's ack completes", synReceived, "A", opener, established},
    {"the opener's ack with data completes", synReceived, "PA", opener, established},
    // Our answer passes unseen.
    {"the opener's ack completes though the answer was not seen", synSent, "A", opener, established},
    {"the opener's first data completes though the answer was not seen", synSent, "PA", opener, established},
    {"the opener's fin ends what was opened unseen", synSent, "FA", opener, halfClosed},
    // Our ACK passes unseen.
    {"data of the answerer shows that the opener's ack passed", synReceived, "PA", answerer, established},
    {"fin of the answerer shows that the opener's ack passed", synReceived, "FA", answerer, halfClosed},
    {"fin of the opener right after the handshake", synReceived, "FA", opener, halfClosed},
    // Both open at the same time (RFC 9293 3.5, figure 8).
    {"the answerer opens at the same time", synSent, "S", answerer, synReceived},
    {"and answers our syn", synReceived, "SA", answerer, synReceived},
    {"and sends its syn again", synReceived, "S", answerer, synReceived},
    // Refusal and reset.
    {"the answerer refuses", synSent, "RA", answerer, closed},
    {"the opener gives up", synSent, "R", opener, closed},
    {"reset after the answer", synReceived, "R", answerer, closed},
    {"reset of an established connection by the opener", established, "R", opener, closed},
    {"reset of an established connection by the answerer", established, "RA", answerer, closed},
    {"reset of a half closed connection", halfClosed, "R", answerer, closed},
    {"reset while closing", closing, "RA", opener, closed},
    {"reset again", closed, "R", opener, closed},
    // Life.
    {"data of the opener", established, "PA", opener, established},
    {"data of the answerer", established, "A", answerer, established},
    {"urgent data", established, "UA", answerer, established},
    {"a syn in an established connection is for the host to answer (RFC 5961)", established, "S", opener, established},
    {"a late syn+ack in an established connection", established, "SA", answerer, established},
    // The end (RFC 9293 3.6, figures 12 and 13).
    {"the opener is done", established, "FA", opener, halfClosed},
    {"the answerer is done", established, "FPA", answerer, halfClosed},
    {"the other side goes on sending", halfClosed, "PA", answerer, halfClosed},
    {"the other side is done too", halfClosed, "FA", answerer, closing},
    {"the opener is done too", halfClosed, "FA", opener, closing},
    {"a syn in a half closed connection is for the host to answer", halfClosed, "S", opener, halfClosed},
    {"the last ack", closing, "A", opener, closing},
    {"fin again", closing, "FA", answerer, closing},
    {"late data after a reset", closed, "PA", answerer, closed},
};

constexpr Row refusedRows[] = {
    {"ack without a connection", none, "A", opener, none},
    {"data without a connection", none, "PA", opener, none},
    {"syn+ack without a connection", none, "SA", opener, none},
    {"fin without a connection", none, "FA", opener, none},
    {"reset without a connection", none, "R", opener, none},
    {"an answerer of nothing", none, "S", answerer, none},
    {"an answer to nothing", none, "SA", answerer, none},
    {"the opener answers itself", synSent, "SA", opener, synSent},
    {"the answerer acks without its own syn", synSent, "A", answerer, synSent},
    {"the answerer sends data before it answered", synSent, "PA", answerer, synSent},
    {"the answerer sends fin before it answered", synSent, "FA", answerer, synSent},
    {"the opener answers after the answer", synReceived, "SA", opener, synReceived},
    {"a syn after both were done is another connection", closing, "S", opener, closing},
    {"a syn after a reset is another connection", closed, "S", opener, closed},
    {"a syn of the answerer after a reset is another connection", closed, "S", answerer, closed},
    {"impossible flags in an established connection", established, "SF", opener, established},
    {"no flags at all in an established connection", established, "", answerer, established},
};

}  // namespace

class TestTcpState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void step_data()
    {
        QTest::addColumn<TcpState>("before");
        QTest::addColumn<int>("flags");
        QTest::addColumn<bool>("fromOpener");
        QTest::addColumn<TcpState>("after");
        QTest::addColumn<bool>("inOrder");
        for (const Row &row : inOrderRows)
            QTest::newRow(row.name) << row.before << int(flagsOf(row.flags)) << row.fromOpener << row.after << true;
        for (const Row &row : refusedRows)
            QTest::newRow(row.name) << row.before << int(flagsOf(row.flags)) << row.fromOpener << row.after << false;
    }

    void step()
    {
        QFETCH(TcpState, before);
        QFETCH(int, flags);
        QFETCH(bool, fromOpener);
        QFETCH(TcpState, after);
        QFETCH(bool, inOrder);
        const TcpStep next = parapet::step(before, std::uint8_t(flags), fromOpener);
        QCOMPARE(int(next.state), int(after));
        QCOMPARE(next.inOrder, inOrder);
    }

    // A refused packet must not move the state, whatever it is.
    void refusalKeepsTheState()
    {
        int refused = 0;
        for (int state = int(none); state <= int(closed); ++state) {
            for (int flags = 0; flags < 256; ++flags) {
                for (const bool fromOpener : {opener, answerer}) {
                    const TcpStep next = parapet::step(TcpState(state), std::uint8_t(flags), fromOpener);
                    QVERIFY(next.inOrder || next.state == TcpState(state));
                    QVERIFY(next.inOrder ? !impossibleFlags(std::uint8_t(flags)) : true);
                    refused += !next.inOrder;
                }
            }
        }
        QVERIFY(refused > 0);
    }

    // Once established, what the kernel already let pass must not stop at us.
    void establishedTakesEverythingPossible()
    {
        for (int flags = 0; flags < 64; ++flags) {
            for (const bool fromOpener : {opener, answerer})
                QCOMPARE(parapet::step(established, std::uint8_t(flags), fromOpener).inOrder,
                         !impossibleFlags(std::uint8_t(flags)));
        }
    }

    // Every combination that is possible at all; the other 46 of 64 are not.
    void impossibleFlagsOfAll64()
    {
        static constexpr const char *possible[] = {"S",   "SP", "SU", "SPU", "SA",  "SPA", "R",   "RP",  "RA",
                                                   "RPA", "A",  "PA", "UA",  "UPA", "FA",  "FPA", "FUA", "FUPA"};
        QSet<int> honest;
        for (const char *letters : possible)
            honest.insert(flagsOf(letters));
        QCOMPARE(honest.size(), 18);
        for (int flags = 0; flags < 64; ++flags)
            QVERIFY2(impossibleFlags(std::uint8_t(flags)) != honest.contains(flags),
                     qPrintable(QString::number(flags, 2)));
    }

    void ecnBitsAreNotLookedAt()
    {
        for (int flags = 0; flags < 64; ++flags) {
            for (const int ecn : {0x40, 0x80, 0xc0})
                QCOMPARE(impossibleFlags(std::uint8_t(flags | ecn)), impossibleFlags(std::uint8_t(flags)));
        }
        QVERIFY(!impossibleFlags(0x02 | 0xc0));  // a SYN that offers ECN
    }
};

QTEST_APPLESS_MAIN(TestTcpState)
#include "tst_tcpstate.moc"
